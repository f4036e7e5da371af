import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileSource, memorySource, type ByteSource } from '../../../../electron/backend/settlements/formats/byte-source.ts'
import { limits, type Limits } from '../../../../electron/backend/settlements/formats/limits.ts'
import { FileRefused } from '../../../../electron/backend/settlements/formats/refusal.ts'
import { unpack } from '../../../../electron/backend/settlements/formats/unpack.ts'
import { zipOf, type ZipMember } from './zip-writer.ts'

const textOf = async (source: ByteSource): Promise<string> => Buffer.concat(await Array.fromAsync(source.open())).toString()

/** Names and texts of what an archive holds, or the reason for which it is refused, while listing or while reading. */
async function unpacked(bytes: Uint8Array, changes: Partial<Limits> = {}): Promise<readonly [string, string][] | string> {
  try {
    const sources = await unpack(memorySource('statement.gz', bytes), { limits: { ...limits, ...changes } })
    return await Promise.all(sources.map(async (source): Promise<[string, string]> => [source.name, await textOf(source)]))
  } catch (error) {
    if (error instanceof FileRefused) return error.refusal.reason
    throw error
  }
}

const member = (name: string | Uint8Array, content: string, more: Partial<ZipMember> = {}): ZipMember => ({ name, content: Buffer.from(content), ...more })

describe('unpacking', () => {
  it('hands over a plain file as it is', async () => {
    expect(await unpacked(Buffer.from('plain'))).toEqual([['statement.gz', 'plain']])
  })

  it('opens a gzip, also of several members', async () => {
    expect(await unpacked(Buffer.concat([gzipSync('one '), gzipSync('two')]))).toEqual([['statement', 'one two']])
  })

  it('opens each file of a zip, and passes over folders and what systems put beside files', async () => {
    const zip = zipOf(member('a.xml', 'A'), member('folder/', ''), member('folder/b.xml', 'B'), member('__MACOSX/._a.xml', 'x'), member('folder/.DS_Store', 'x'))
    expect(await unpacked(zip)).toEqual([['a.xml', 'A'], ['folder/b.xml', 'B']])
  })

  it('reads names in GBK', async () => {
    expect(await unpacked(zipOf(member(iconv.encode('账务明细.csv', 'gbk'), 'A')))).toEqual([['账务明细.csv', 'A']])
  })

  it('can read an entry twice', async () => {
    const [source] = await unpack(memorySource('a.zip', zipOf(member('a', 'A'))), { limits })
    expect([await textOf(source!), await textOf(source!)]).toEqual(['A', 'A'])
  })

  it('leaves a workbook alone, which is a zip too', async () => {
    const workbook = zipOf(member('[Content_Types].xml', '<x/>'), member('xl/workbook.xml', '<x/>'))
    expect(await unpack(memorySource('book.xlsx', workbook), { limits })).toHaveLength(1)
  })
})

describe('an archive is refused', () => {
  it.each([
    ['with a name that climbs out of its folder', zipOf(member('../../etc/passwd', 'x'))],
    ['with such a name in Windows spelling', zipOf(member('..\\..\\boot.ini', 'x'))],
    ['with an absolute name', zipOf(member('/etc/passwd', 'x'))],
    ['with a drive in a name', zipOf(member('C:\\x.txt', 'x'))],
    ['with a link', zipOf(member('link', '/etc/passwd', { mode: 0o120777 }))],
    ['with an archive in it by name', zipOf(member('inner.zip', 'x'))],
    ['with an archive in it by content', zipOf({ name: 'inner.txt', content: zipOf(member('a', 'A')) })],
    ['with a gzip in it by content', gzipSync(gzipSync('x'))],
    ['that grows beyond reason', zipOf(member('bomb.xml', '0'.repeat(3_000_000)))],
    ['that grows beyond reason as a gzip', gzipSync(Buffer.alloc(3_000_000))],
  ])('%s', async (_name, bytes) => {
    expect(await unpacked(bytes)).toBe('archive-unsafe')
  })

  it.each<[string, Uint8Array, Partial<Limits>, string]>([
    ['with too many files', zipOf(member('a', 'A'), member('b', 'B')), { archiveEntries: 1 }, 'archive-unsafe'],
    ['with more bytes than allowed', zipOf(member('a', 'A'.repeat(600)), member('b', 'B'.repeat(600))), { fileBytes: 1000 }, 'too-large'],
    ['that is itself too large to hold', zipOf(member('a', 'AAAA')), { archiveBytes: 50 }, 'too-large'],
    ['with nothing in it', zipOf(), {}, 'archive-empty'],
    ['with nothing but folders', zipOf(member('folder/', '')), {}, 'archive-empty'],
    ['with an encrypted file', zipOf(member('a', 'A', { isEncrypted: true })), {}, 'unsupported'],
    ['that is cut off', zipOf(member('a', 'A'.repeat(1000))).subarray(0, 60), {}, 'malformed'],
    ['that declares less than it holds', zipOf(member('a', 'A'.repeat(1000), { declaredSize: 10 })), {}, 'malformed'],
    ['that declares more than it holds', zipOf(member('a', 'A', { declaredSize: 10 })), {}, 'malformed'],
    ['that is a gzip cut off', gzipSync('some text that is long enough').subarray(0, 30), {}, 'truncated'],
    ['that is a damaged gzip', Buffer.concat([gzipSync('x').subarray(0, 10), Buffer.from('garbage garbage')]), {}, 'malformed'],
  ])('%s', async (_name, bytes, changes, reason) => {
    expect(await unpacked(bytes, changes)).toBe(reason)
  })
})

describe('an archive on disk', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'archive-'))
    writeFileSync(join(folder, 'a.zip'), zipOf(member('a.xml', 'A')))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is read from its place and not held in memory', async () => {
    const [source] = await unpack(await fileSource(join(folder, 'a.zip')), { limits: { ...limits, archiveBytes: 1 } })
    expect(await textOf(source!)).toBe('A')
  })
})
