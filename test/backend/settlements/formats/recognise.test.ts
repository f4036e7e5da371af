import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { fileSource, memorySource } from '../../../../electron/backend/settlements/formats/byte-source.ts'
import { encodingFor, headOf, surveyFile } from '../../../../electron/backend/settlements/formats/decode.ts'
import { limits } from '../../../../electron/backend/settlements/formats/limits.ts'
import type { FormatReader } from '../../../../electron/backend/settlements/formats/reader.ts'
import { readerFor, recognise } from '../../../../electron/backend/settlements/formats/recognise.ts'
import { readers } from '../../../../electron/backend/settlements/formats/registry.ts'
import { unpack } from '../../../../electron/backend/settlements/formats/unpack.ts'
import { samplePath, samplesFolder, samplesOf, skipReason } from './samples.ts'
import { camtDocument, camtStatement } from './writers/camt.ts'

const survey = (content: string | Uint8Array) => surveyFile(memorySource('file', Buffer.from(content as string)), { limits })

/** Every reader that takes the file for its own. */
async function claimants(file: Awaited<ReturnType<typeof survey>>): Promise<readonly string[]> {
  return readers.filter((reader) => reader.recognises(headOf(file, encodingFor(file, reader.encodingHabit)))).map(({ format }) => format)
}

describe('a file is recognised by its content', () => {
  it.each([
    ['camt.053', camtDocument(camtStatement(''))],
    ['camt.053', camtDocument(camtStatement(''), { namespace: false })],
    ['camt.053', camtDocument(camtStatement(''), { prefix: 'ns2', version: '14' })],
    ['camt.053', '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.03">\n</Document>'],
    ['camt.052', camtDocument('', { message: '052' })],
    ['camt.054', camtDocument('', { message: '054' })],
    ['mt940', ':20:X\r\n:25:1\r\n:28C:1\r\n:60F:C261101EUR0,\r\n:62F:C261101EUR0,\r\n'],
    ['mt940', 'BANK NAME\r\n940\r\n:20:X\r\n:25:1\r\n:61:261101C1,NTRF\r\n'],
    ['mt940', '{1:F01X}{2:I940X}{4:\r:20:X\r:25:1\r:60M:C261101EUR0,\r'],
    ['mt942', ':20:X\n:25:1\n:28C:1\n:34F:EUR0,\n:13D:2611011200+0100\n:61:261101C1,NTRF\n'],
    ['ofx', 'OFXHEADER:100\nDATA:OFXSGML\n\n<OFX>\n'],
    ['ofx', '<?xml version="1.0"?><?OFX OFXHEADER="200" VERSION="211"?><OFX>'],
    ['ofx', '<OFX><SIGNONMSGSRSV1>'],
    ['qif', '!Type:Bank\nD1/2/26\n'],
    ['qif', '\n!Account\nNBank\n^\n'],
    ['bai2', '01,A,B,261101,0800,1,,,2/\n02,A,B,1,261101,,USD,2/\n'],
  ])('as %s', async (format, content) => {
    expect(await claimants(await survey(content))).toEqual([format])
  })

  it.each([
    ['a note', 'Dear accountant, here is the list for November.'],
    ['a payment order', '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>'],
    ['a web page', '<!DOCTYPE html><html><body>:20: 01, !Type</body></html>'],
    ['a table', 'Date;Amount\n01,02;3\n'],
    ['an advice of another kind', ':20:X\r\n:25:1\r\n:32A:261101EUR1,\r\n'],
    ['bytes', Buffer.from([0, 1, 2, 3, 0xff, 0xfe, 0xfd])],
  ])('and %s is not', async (_name, content) => {
    expect(recognise(await survey(content), readers)).toMatchObject({ kind: 'refused', reason: 'not-recognised' })
  })

  it.each([['nothing', ''], ['blanks', ' \r\n\t\r\n'], ['a mark of its encoding', '\uFEFF']])('and one with %s is empty', async (_name, content) => {
    expect(recognise(await survey(content), readers)).toMatchObject({ kind: 'refused', reason: 'empty-file' })
  })

  it('in the encoding that is the habit of its format', async () => {
    const chinese: FormatReader = { format: 'chinese', side: 'settlement', encodingHabit: 'gb18030', recognises: ({ text }) => text.includes('账务'), read: () => (async function* () {})() }
    const file = await survey(iconv.encode('#支付宝账务明细', 'gb18030'))
    expect(recognise(file, [...readers, chinese])).toMatchObject({ reader: { format: 'chinese' }, encoding: 'gb18030' })
  })

  it('unless the owner names format and encoding', async () => {
    const file = await survey('anything')
    expect(readerFor('qif', file, readers, 'windows-1251')).toMatchObject({ reader: { format: 'qif' }, encoding: 'windows-1251' })
    expect(readerFor('none', file, readers)).toMatchObject({ kind: 'refused', reason: 'unsupported' })
  })
})

describe('sample statements', () => {
  const formats: Record<string, readonly string[]> = { camt053: ['camt.053'], camt054: ['camt.054'], mt940: ['mt940', 'mt942'], ofx: ['ofx'] }

  it.each(samplesOf('camt053', 'camt054', 'mt940', 'ofx', 'bank-csv', 'stripe', 'wechat'))('$file is claimed by one format at most, and the right one', async ({ file, format }) => {
    const [source] = await unpack(await fileSource(samplePath(file)), { limits })
    const found = await claimants(await surveyFile(source!, { limits }))
    expect(found.length).toBeLessThanOrEqual(1)
    const expected = formats[format]
    expect(expected === undefined || expected.includes(found[0]!)).toBe(true)
  })

  it('are there', ({ skip }) => {
    skip(samplesFolder === undefined, skipReason)
    expect(samplesOf('camt053').length).toBeGreaterThan(0)
  })
})
