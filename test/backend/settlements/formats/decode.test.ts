import * as fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { memorySource, type ByteSource } from '../../../../electron/backend/settlements/formats/byte-source.ts'
import { decodeFile, headOf, surveyFile } from '../../../../electron/backend/settlements/formats/decode.ts'
import { limits } from '../../../../electron/backend/settlements/formats/limits.ts'
import { UndecodableBytes } from '../../../../electron/backend/settlements/formats/reader.ts'
import { createUtf8Check } from '../../../../electron/backend/settlements/formats/utf8.ts'

async function decoded(bytes: Uint8Array, habit?: string): Promise<{ encoding: string; text: string }> {
  const file = await decodeFile(memorySource('file', bytes), { limits }, habit)
  let text = ''
  for await (const piece of file.text()) text += piece
  return { encoding: file.encoding, text }
}

/** The same bytes in pieces of a given length, as a disk or a socket might bring them. */
const inPieces = (bytes: Uint8Array, length: number): ByteSource => ({
  name: 'file',
  size: bytes.byteLength,
  async *open() {
    for (let at = 0; at < bytes.byteLength; at += length) yield bytes.subarray(at, at + length)
  },
})

const utf16 = (text: string, order: 'le' | 'be'): Buffer => (order === 'le' ? Buffer.from(text, 'utf16le') : Buffer.from(text, 'utf16le').swap16())

describe('the encoding of a file', () => {
  it.each([
    ['UTF-8 with a mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('Müller')]), 'utf-8'],
    ['UTF-16 little-endian with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16('Müller', 'le')]), 'utf-16le'],
    ['UTF-16 big-endian with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16('Müller', 'be')]), 'utf-16be'],
    ['UTF-16 little-endian without a mark', utf16('Müller', 'le'), 'utf-16le'],
    ['UTF-16 big-endian without a mark', utf16('Müller', 'be'), 'utf-16be'],
    ['UTF-8 without a mark', Buffer.from('Müller'), 'utf-8'],
    ['the code page of DOS', iconv.encode('Müller', 'cp850'), 'cp850'],
    ['Latin letters that are not UTF-8', iconv.encode('Müller', 'windows-1252'), 'windows-1252'],
  ])('is found for %s, and its mark is no text', async (_name, bytes, encoding) => {
    expect(await decoded(bytes)).toEqual({ encoding, text: 'Müller' })
  })

  it('is not UTF-8 when a single letter far down in the file is not', async () => {
    const bytes = Buffer.concat([Buffer.alloc(300_000, 'a'), iconv.encode('ü', 'windows-1252')])
    const { encoding, text } = await decoded(bytes)
    expect([encoding, text.at(-1)]).toEqual(['windows-1252', 'ü'])
  })

  it('is UTF-8 where an OFX header says 1252 over UTF-8 bytes', async () => {
    expect((await decoded(Buffer.from('OFXHEADER:100\nCHARSET:1252\n<NAME>Café'))).text).toContain('Café')
  })

  it('is UTF-8 where XML says utf-16 over UTF-8 bytes', async () => {
    expect((await decoded(Buffer.from('<?xml version="1.0" encoding="utf-16"?><a>Café</a>'))).encoding).toBe('utf-8')
  })

  it('is the declared one where the bytes are not UTF-8 and agree', async () => {
    const text = '<?xml version="1.0" encoding="windows-1250"?><a>Żółć</a>'
    expect(await decoded(iconv.encode(text, 'windows-1250'))).toEqual({ encoding: 'windows-1250', text })
  })

  it('is windows-1252 where XML says UTF-8 over Latin letters', async () => {
    const text = '<?xml version="1.0" encoding="UTF-8"?><a>Müller</a>'
    expect(await decoded(iconv.encode(text, 'windows-1252'))).toEqual({ encoding: 'windows-1252', text })
  })

  it('is the habit of the format where nothing else says', async () => {
    expect(await decoded(iconv.encode('支付宝交易明细', 'gb18030'), 'gb18030')).toEqual({ encoding: 'gb18030', text: '支付宝交易明细' })
  })

  it('is never forced: bytes that do not fit end the text', async () => {
    const bytes = Buffer.concat([iconv.encode('交易', 'gb18030'), Buffer.from([0xff, 0xff])])
    await expect(decoded(bytes, 'gb18030')).rejects.toBeInstanceOf(UndecodableBytes)
  })

  it('is never forced: a character cut off at the end is an error', async () => {
    await expect(decoded(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('né').subarray(0, 2)]))).rejects.toBeInstanceOf(UndecodableBytes)
  })
})

describe('reading in pieces', () => {
  it('gives the same text however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 7 }), async (text, length) => {
        const bytes = Buffer.from(text)
        const check = createUtf8Check()
        for await (const piece of inPieces(bytes, length).open()) check.push(piece)
        expect(check.isValid()).toBe(true)
        const file = await decodeFile(inPieces(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]), length), { limits })
        let joined = ''
        for await (const piece of file.text()) joined += piece
        expect(joined).toBe(text.replace(/^\uFEFF/, ''))
      }),
      { numRuns: 100 },
    )
  })

  it('agrees with the strict decoder on what is UTF-8', () => {
    const isStrict = (bytes: Uint8Array): boolean => {
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytes)
        return true
      } catch {
        return false
      }
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (bytes, length) => {
        const check = createUtf8Check()
        for (let at = 0; at < bytes.length; at += length) check.push(bytes.subarray(at, at + length))
        expect(check.isValid()).toBe(isStrict(bytes))
      }),
      { numRuns: 2000 },
    )
  })

  it('leaves out a character that the cut of the head goes through', async () => {
    const survey = await surveyFile(memorySource('file', Buffer.from('a'.repeat(4095) + 'ü and more')), { limits })
    expect(headOf(survey, 'utf-8').text).toBe('a'.repeat(4095))
  })

  it('can be repeated from the start', async () => {
    const file = await decodeFile(memorySource('file', Buffer.from('again')), { limits })
    const read = async (): Promise<string> => (await Array.fromAsync(file.text())).join('')
    expect([await read(), await read()]).toEqual(['again', 'again'])
  })
})
