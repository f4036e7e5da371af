import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { limits, type Limits } from '../../../../electron/backend/settlements/formats/limits.ts'
import { amountsOf, inspect, lines, saidOf } from './inspecting.ts'
import { bai2Account } from './writers/bai2.ts'
import { camtBalance, camtDocument, camtEntry, camtStatement } from './writers/camt.ts'
import { ofxDocument, ofxStatement, ofxTransaction } from './writers/ofx.ts'
import { zipOf } from './zip-writer.ts'

const camt = camtDocument(camtStatement(camtBalance('OPBD', 0) + camtBalance('CLBD', 500) + camtEntry(500)))
const sta = (text: string): string => lines(':20:A', ':25:1', ':28C:1', ':60F:C261101EUR0,', ':61:2611021102C5,00NTRFNONREF', `:86:${text}`, ':62F:C261102EUR5,00', '-')

async function refusalOf(content: string | Uint8Array, changes: Partial<Limits> = {}): Promise<string | null> {
  return saidOf(await inspect(content, { limits: changes, options: { currency: 'EUR' } })).refused
}

describe('document types and entities', () => {
  it.each([
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'],
    ['entities that multiply', '<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;&l;&l;&l;&l;&l;&l;&l;">]>'],
    ['a document type alone', '<!DOCTYPE Document SYSTEM "http://127.0.0.1/x.dtd">'],
    ['a document type in other spelling', '<!doctype html>'],
  ])('%s are refused before anything is read', async (_name, declaration) => {
    const [xmlHead, rest] = [camt.slice(0, camt.indexOf('\n') + 1), camt.slice(camt.indexOf('\n') + 1)]
    const read = await inspect(xmlHead + declaration + rest)
    expect([saidOf(read).refused, read.events]).toMatchObject(['doctype', [{ kind: 'refused' }]])
    expect(await refusalOf(ofxDocument(ofxStatement(ofxTransaction('5.00'))).replace('<OFX>', `${declaration}<OFX>`))).toBe('doctype')
  })

  it('are found where two pieces of the file meet', async () => {
    const padded = camt.replace('<GrpHdr>', `<!--${' '.repeat(65_536 - camt.indexOf('<GrpHdr>') - 9)}--><!DOCTYPE x><GrpHdr>`)
    expect(await refusalOf(padded)).toBe('doctype')
  })

  it('that are not declared are an error of the file', async () => {
    expect(await refusalOf(camt.replace('<MsgId>M1', '<MsgId>&bomb;'))).toBe('malformed')
  })
})

describe('size', () => {
  const long = 'x'.repeat(2000)

  it.each<[string, string | Uint8Array, Partial<Limits>, string]>([
    ['a file', sta(long), { fileBytes: 1000 }, 'too-large'],
    ['a packed file', gzipSync(sta(long)), { fileBytes: 1000 }, 'too-large'],
    ['a line', sta(long), { fieldLength: 1000 }, 'too-large'],
    ['a field of many lines', sta(`${long.slice(0, 500)}\r\n`.repeat(3)), { fieldLength: 1000 }, 'too-large'],
    ['an element of XML', camt.replace('<MsgId>M1', `<MsgId>${long.repeat(40)}`), { fieldLength: 1000 }, 'too-large'],
    ['a comment of XML', camt.replace('<GrpHdr>', `<!--${long.repeat(40)}--><GrpHdr>`), { fieldLength: 1000 }, 'too-large'],
    ['an element of OFX', ofxDocument(ofxStatement(ofxTransaction('5.00', `<MEMO>${long}`))), { fieldLength: 1000 }, 'too-large'],
    ['a tag of OFX', ofxDocument(ofxStatement(ofxTransaction('5.00', `<MEMO ${long}`))).replace('</STMTTRN>', ''), { fieldLength: 1000 }, 'too-large'],
    ['a record of QIF', `!Type:Bank\nD2026-11-02\nT5\n${`M${long.slice(0, 400)}\n`.repeat(4)}^`, { fieldLength: 1000 }, 'too-large'],
    ['a record of BAI2', `01,A,B,261101,,,,,2/\n02,A,B,1,261101,,USD,2/\n03,1,USD,,,,/\n16,195,1,Z,,,X\n${`88,${long.slice(0, 400)}\n`.repeat(4)}`, { fieldLength: 1000 }, 'too-large'],
    ['the depth of XML', camt.replace('<MsgId>M1', `<MsgId>${'<a>'.repeat(70)}${'</a>'.repeat(70)}`), {}, 'too-deep'],
    ['the number of rows', camtDocument(camtStatement(camtEntry(1).repeat(5))), { rows: 4 }, 'too-large'],
    ['the number of statements', sta('x').repeat(5), { statements: 4 }, 'too-large'],
    ['the parts of a batch', camtDocument(camtStatement(camtEntry(1, `<NtryDtls>${'<TxDtls><AddtlTxInf>x</AddtlTxInf></TxDtls>'.repeat(5)}</NtryDtls>`))), { batchParts: 4 }, 'too-large'],
    ['the elements of an entry', camtDocument(camtStatement(camtEntry(1, '<a/>'.repeat(60_000)))), {}, 'too-large'],
    ['the elements of a header', camtDocument(camtStatement('<a></a>'.repeat(3000))), {}, 'too-large'],
  ])('%s past its limit is refused', async (_name, content, changes, reason) => {
    expect(await refusalOf(content, changes)).toBe(reason)
  })

  it('within the limits is no problem', async () => {
    expect(limits.fieldLength).toBe(1024 * 1024)
    expect(amountsOf(await inspect(sta('x'.repeat(1_000_000))))).toEqual([500])
  })

  it('of sums that cannot be counted exactly is refused', async () => {
    const large = camtEntry(1).replace('0.01', '90071992547409.91')
    expect(await refusalOf(camtDocument(camtStatement(large + large)))).toBe('too-large')
  })
})

describe('archives', () => {
  it('that are bombs are refused, packed or in layers', async () => {
    expect(await refusalOf(gzipSync(Buffer.alloc(8_000_000, 48)))).toBe('archive-unsafe')
    expect(await refusalOf(gzipSync(gzipSync(Buffer.alloc(8_000_000, 48))))).toBe('archive-unsafe')
    expect(await refusalOf(zipOf({ name: 'a.xml', content: Buffer.alloc(8_000_000, 48) }))).toBe('archive-unsafe')
    expect(await refusalOf(zipOf({ name: 'a.xml', content: zipOf({ name: 'b.xml', content: Buffer.from(camt) }) }))).toBe('archive-unsafe')
  })

  it('that would write outside their folder are refused', async () => {
    expect(await refusalOf(zipOf({ name: '../../.bashrc', content: Buffer.from(camt) }))).toBe('archive-unsafe')
  })

  it('that hold a statement are read', async () => {
    expect(amountsOf(await inspect(zipOf({ name: 'nov.xml', content: Buffer.from(camt) })))).toEqual([500])
    expect(amountsOf(await inspect(gzipSync(camt)))).toEqual([500])
  })
})

describe('characters', () => {
  it('such as NUL refuse an XML file', async () => {
    expect(await refusalOf(camt.replace('M1', 'M\u00001'))).toBe('malformed')
  })

  it('such as NUL make a row of text an error', async () => {
    expect(saidOf(await inspect(sta('a\u0000b'))).rowErrors).toEqual(['control-character'])
  })

  it('that do not fit their encoding refuse the file', async () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(sta('x')), Buffer.from([0xff])])
    expect(await refusalOf(marked)).toBe('undecodable')
  })

  it('in names of elements and headers that programs stumble over are only names', async () => {
    const odd = camt.replace('<GrpHdr>', '<GrpHdr><__proto__><constructor>x</constructor></__proto__>')
    expect(amountsOf(await inspect(odd))).toEqual([500])
    expect(amountsOf(await inspect(ofxDocument(ofxStatement(ofxTransaction('5.00', '<__PROTO__>x', '<CONSTRUCTOR>y')))))).toEqual([500])
  })
})

describe('card numbers', () => {
  it('are masked in texts and sources before anybody sees them, and references are left alone', async () => {
    const { entries } = await inspect(sta('card 4111111111111111 and 4111 1111 1111 1111, order 4111111111111112'))
    expect(entries[0]!.text).toBe('card 411111******1111 and 411111******1111, order 4111111111111112')
    expect(entries[0]!.raw).not.toContain('4111111111111111')
  })

  it('are not seen in account numbers, long ids and other digits', async () => {
    const honest = 'DE89370400440532013000 1000000000000000 41111111111111110000 12345'
    expect((await inspect(sta(honest))).entries[0]!.text).toBe(honest)
  })
})

describe('patterns', () => {
  const most = 900_000

  it.each([
    ['slashes', sta(`/REMI/${'/'.repeat(most)}x`)], ['blanks', sta(`${' '.repeat(most)}x`)], ['key letters', sta(`166?20${'EREF'.repeat(most / 4)}`)],
    ['separators', sta(`166${'?20'.repeat(most / 3)}`)], ['digits', `:20:A\r\n:25:1\r\n:60F:C261101EUR${'1'.repeat(most)}\r\n:61:261101C${'1'.repeat(most)}N\r\n`],
    ['signs of QIF', `!Type:Bank\nD2026-11-02\nT${'1,'.repeat(most / 2)}\n^`], ['open tags', `<OFX>${'<'.repeat(most)}`], ['ends of text', `<OFX><MEMO>${'&#'.repeat(most / 2)}`],
    ['commas of BAI2', `01,A,B,261101,,,,,2/\n02,A,B,1,261101,,USD,2/\n03,1,USD${','.repeat(most)}/\n16,195,1,D,999${',1'.repeat(most / 2)}\n`],
    ['slashes of BAI2', `01,A,B,261101,,,,,2/\n02,A,B,1,261101,,USD,2/\n03,${'/ '.repeat(most / 2)}\n`],
    ['one account of BAI2', bai2Account({ account: '1', number: 1, openingMinor: 0, entries: [] }).lines.join('\n').repeat(1000)],
  ])('repeated a million times take no time: %s', async (_name, content) => {
    const startedAt = performance.now()
    await inspect(content, { options: { currency: 'EUR' } })
    expect(performance.now() - startedAt).toBeLessThan(3000)
  })
})
