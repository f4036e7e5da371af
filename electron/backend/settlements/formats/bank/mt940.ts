import type { DecodedFile, FileHead, FormatReader, ReadEvent, ReadOptions } from '../reader.ts'
import { limits } from '../limits.ts'
import { linesOf } from '../lines.ts'
import { endingInRefusal, refused } from '../refusal.ts'
import { fieldsOf } from './mt940-fields.ts'
import { createMessageReader } from './mt940-message.ts'

async function* readMessages(source: DecodedFile, options: ReadOptions): AsyncGenerator<readonly ReadEvent[]> {
  const allowed = options.limits ?? limits
  const messages = createMessageReader(options)
  try {
    for await (const fields of fieldsOf(linesOf(source.text(), allowed), allowed)) {
      messages.read(fields)
      yield messages.take()
    }
    messages.end()
  } catch (error) {
    // What was read before the fault is shown with the refusal.
    yield messages.take()
    throw error
  }
  yield messages.take()
  if (!messages.sawStatement()) yield [refused('no-statement', 'no message in the file')]
}

const read = (source: DecodedFile, options: ReadOptions): AsyncIterable<readonly ReadEvent[]> =>
  endingInRefusal(readMessages(source, options))

const hasTag = (text: string, tags: string): boolean => new RegExp(`(^|[\\r\\n])\\u0001?:(${tags}):`).test(text)

/** A message needs a reference or an account, and something that only a statement has. */
const isMessage = ({ text }: FileHead): boolean => hasTag(text, '20|25P?')
const hasBalance = ({ text }: FileHead): boolean => hasTag(text, '60[FM]|62[FM]')
const isInterim = (head: FileHead): boolean => hasTag(head.text, '34F|13D?|90[CD]') && !hasBalance(head)

/**
 * SWIFT MT940 (and 950, the same without `:86:`): a bank's statement. A message a statement; the account is what `:25:` says.
 * Source: SWIFT Standards MT, category 9, and the guides of Deutsche Bank, ING and the Dutch Payments Association.
 */
export const mt940: FormatReader = {
  format: 'mt940',
  side: 'statement',
  recognises: (head) => isMessage(head) && !isInterim(head) && (hasBalance(head) || hasTag(head.text, '61')),
  read,
}

/** SWIFT MT942: movements during the day. They have no balances and will come again in an MT940. */
export const mt942: FormatReader = {
  format: 'mt942',
  side: 'statement',
  recognises: (head) => isMessage(head) && isInterim(head),
  read,
}
