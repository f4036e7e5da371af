import { limits } from '../limits.ts'
import type { DecodedFile, FormatReader, ReadEvent, ReadOptions } from '../reader.ts'
import { endingInRefusal } from '../refusal.ts'
import { createOfxDocument } from './ofx-document.ts'
import { createOfxTokenizer } from './ofx-tokens.ts'

async function* readResponses(source: DecodedFile, options: ReadOptions): AsyncGenerator<readonly ReadEvent[]> {
  const document = createOfxDocument(options)
  const tokens = createOfxTokenizer(document.visitor, options.limits ?? limits)
  try {
    for await (const piece of source.text()) {
      tokens.write(piece)
      yield document.take()
    }
    tokens.end()
    document.end(tokens.line())
  } catch (error) {
    // What was read before the fault is shown with the refusal.
    yield document.take()
    throw error
  }
  yield document.take()
}

/**
 * OFX 1 (SGML) and 2 (XML), and QFX, which is OFX with Intuit's own elements. A statement for each account's response.
 * Source: OFX specification 1.6 and 2.3, https://financialdataexchange.org/ofx
 */
export const ofx: FormatReader = {
  format: 'ofx',
  side: 'statement',
  recognises: ({ text }) => /(^|[\r\n\uFEFF])\s{0,100}OFXHEADER:/.test(text) || /<OFX>|<\?OFX\s/i.test(text),
  read: (source, options) => endingInRefusal(readResponses(source, options)),
}
