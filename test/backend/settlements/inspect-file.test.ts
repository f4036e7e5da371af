import { describe, expect, it } from 'vitest'
import { memorySource, type ByteSource } from '../../../electron/backend/settlements/formats/byte-source.ts'
import type { FormatReader, ReadEvent } from '../../../electron/backend/settlements/formats/reader.ts'
import { inspectFile, type InspectProgress } from '../../../electron/backend/settlements/inspect-file.ts'
import { inspect, lines } from './formats/inspecting.ts'
import { zipOf } from './formats/zip-writer.ts'

const options = { zone: 'Europe/Berlin' }
const sta = (count: number): string =>
  lines(':20:A', ':25:1', ':28C:1', ':60F:C261101EUR0,', ...Array.from({ length: count }, () => ':61:2611021102C1,00NTRFNONREF\r\n:86:TEXT'), `:62F:C261102EUR${count},`, '-')

/** A statement of a hundred megabytes and more that exists only while it is read. */
const endless = (mebibytes: number): ByteSource => ({
  name: 'endless.sta',
  size: null,
  async *open() {
    yield Buffer.from(lines(':20:A', ':25:1', ':28C:1', ':60F:C261101EUR0,'))
    const chunk = Buffer.from(`:61:2611021102C1,00NTRFNONREF\r\n:86:${'x'.repeat(990)}\r\n`.repeat(1024))
    for (let at = 0; at < mebibytes; at += 1) yield chunk
    yield Buffer.from(lines(`:62F:C261102EUR${mebibytes * 1024},`, '-'))
  },
})

describe('inspecting a file', () => {
  it('hands its events over in order and in the same pass', async () => {
    const kinds: string[] = []
    const names: string[] = []
    await inspectFile(memorySource('nov.sta', Buffer.from(sta(2))), {
      options,
      onEvents: async (events, file) => {
        await Promise.resolve()
        kinds.push(...events.map(({ kind }) => kind))
        names.push(`${file.name} ${file.format} ${file.encoding}`)
      },
    })
    expect([kinds, new Set(names)]).toEqual([['statement', 'entry', 'entry', 'statement-end'], new Set(['nov.sta mt940 utf-8'])])
  })

  it('in an archive brings a report for each file, good or bad', async () => {
    const zip = zipOf({ name: 'a.sta', content: Buffer.from(sta(1)) }, { name: 'readme.txt', content: Buffer.from('hello') }, { name: 'b.sta', content: Buffer.from(sta(2)) })
    const files = await inspectFile(memorySource('nov.zip', zip), { options })
    expect(files.map(({ name, report }) => [name, report.format, report.refused?.reason ?? report.accounts[0]!.entries])).toEqual([
      ['a.sta', 'mt940', 1], ['readme.txt', null, 'not-recognised'], ['b.sta', 'mt940', 2],
    ])
  })

  it('tells how far it is', async () => {
    const told: InspectProgress[] = []
    await inspectFile(memorySource('nov.sta', Buffer.from(sta(5000))), { options, onProgress: (progress) => told.push(progress) })
    const size = Buffer.byteLength(sta(5000))
    expect([told.at(0)!.step, told.at(-1)]).toEqual(['survey', { file: 'nov.sta', step: 'read', bytes: size, totalBytes: size }])
  })

  it('stops at once when it is cancelled', async () => {
    const controller = new AbortController()
    let batches = 0
    const running = inspectFile(endless(200), { options, signal: controller.signal, onEvents: () => void ((batches += 1) === 3 && controller.abort(new Error('cancelled'))) })
    await expect(running).rejects.toThrow('cancelled')
    expect(batches).toBeLessThan(6)
  })

  it('hears a cancellation from outside while it reads from memory', async () => {
    const started = performance.now()
    await expect(inspectFile(endless(400), { options, signal: AbortSignal.timeout(100) })).rejects.toThrow('timeout')
    expect(performance.now() - started).toBeLessThan(3000)
  })

  it('that was cancelled before does not begin', async () => {
    await expect(inspectFile(memorySource('a', Buffer.from(sta(1))), { options, signal: AbortSignal.abort(new Error('early')) })).rejects.toThrow('early')
  })

  it('keeps memory bounded however large it is', async () => {
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    const [file] = await inspectFile(endless(60), { options })
    expect([file!.report.accounts[0]!.entries, file!.report.refused]).toEqual([60 * 1024, null])
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024)
  })

  it('in a format and encoding that the owner names does not ask its content', async () => {
    const seen: string[] = []
    const reader: FormatReader = {
      format: 'own', side: 'settlement', recognises: () => false,
      async *read(source) {
        seen.push(source.encoding, (await Array.fromAsync(source.text())).join(''))
        yield []
      },
    }
    await inspectFile(memorySource('a', Buffer.from([0xc4, 0xe8])), { options, format: 'own', encoding: 'windows-1251', readers: [reader] })
    expect(seen).toEqual(['windows-1251', 'Ди'])
  })

  it('lets a bug of a reader through instead of hiding it', async () => {
    const broken: FormatReader = {
      format: 'broken', side: 'statement', recognises: () => true,
      async *read(): AsyncGenerator<readonly ReadEvent[]> {
        yield []
        throw new TypeError('a bug')
      },
    }
    await expect(inspectFile(memorySource('a', Buffer.from('x')), { options, readers: [broken] })).rejects.toThrow('a bug')
  })

  it('stops reading after a refusal', async () => {
    const reader: FormatReader = {
      format: 'own', side: 'statement', recognises: () => true,
      async *read(): AsyncGenerator<readonly ReadEvent[]> {
        yield [{ kind: 'refused', reason: 'unsupported', line: 1, field: null, detail: '' }]
        throw new TypeError('read on')
      },
    }
    expect((await inspect('x', { readers: [reader] })).report.refused?.reason).toBe('unsupported')
  })
})
