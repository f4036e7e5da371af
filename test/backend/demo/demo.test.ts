import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBackend, type BackendClient } from '../../../electron/backend/backend.ts'
import { demoFilesFolder } from '../../../electron/demo/books-files.ts'
import { filling, isFresh } from '../../../electron/demo/demo-folder.ts'
import { createDemoHost } from '../../../electron/demo/demo-host.ts'
import { makeDemo, plantedFile, type DemoReport } from '../../../electron/demo/demo.ts'
import type { PlantedCase } from '../../../electron/demo/planted/plants.ts'
import { exceptionCodes } from '../../../shared/exception-code.ts'
import { openProposals } from '../../harness/open-work.ts'

/** A Friday afternoon in Berlin. */
const endAt = Date.UTC(2026, 10, 20, 15, 15)

interface Made {
  readonly folder: string
  readonly report: DemoReport
  readonly errors: readonly string[]
}

async function make(): Promise<Made> {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-demo-test-'))
  const errors: string[] = []
  const report = await filling(folder, (dataFolder) => makeDemo({
    dataFolder, version: 'test', seed: '7', days: 4, ordersPerDay: 6, currency: 'EUR', onlineCurrency: 'USD', zone: 'Europe/Berlin', cutoffHour: 4,
    pins: { owner: '1234', accountant: '2345', staff: '1111' }, endAt, onProgress: (line) => void errors.push(line),
  }))
  return { folder, report, errors }
}

/** Opens a shop at the demonstration's last moment, as the console does. */
async function visiting<T>({ folder }: Made, visit: (client: BackendClient) => Promise<T>): Promise<T> {
  const { host } = createDemoHost({ dataFolder: folder, version: 'test', seed: 'visit', startAt: endAt })
  const started = await createBackend(host)
  if (!started.ok) throw new Error(started.failure.kind)
  const connection = started.value.carriers.connectInProcess(started.value.operatorSession('visitor'))
  try {
    return await visit(connection.client)
  } finally {
    connection.close()
    await started.value.close()
  }
}

async function exported(made: Made): Promise<Record<string, string>> {
  return visiting(made, async (client) => {
    const texts: Record<string, string> = {}
    for (const subject of ['orders', 'settlements', 'exceptions', 'journal'] as const) {
      const file = path.join(made.folder, `${subject}.csv`)
      const result = await client.exports.make({ subject, from: '2026-10-01', to: '2026-11-20', format: 'csv', environment: null, withByteOrderMark: false, path: file })
      if (!result.ok) throw new Error(`${subject}: ${result.failure.kind}`)
      texts[subject] = readFileSync(file, 'utf8')
    }
    return texts
  })
}

let made: Made
let again: Made
beforeAll(async () => {
  [made, again] = await Promise.all([make(), make()])
}, 180_000)
afterAll(() => {
  for (const { folder } of [made, again]) rmSync(folder, { recursive: true, force: true })
})

describe('a demonstration', () => {
  test('holds every kind of exception, and says where each was planted', async () => {
    const planted = JSON.parse(readFileSync(path.join(made.folder, demoFilesFolder, plantedFile), 'utf8')) as PlantedCase[]
    const found = await visiting(made, async (client) =>
      (await client.reconciliation.exceptions({ filter: { states: ['open', 'explained', 'waived'] }, after: null, limit: 200 })).exceptions.map(({ code }) => code))
    expect(exceptionCodes.filter((code) => !found.includes(code))).toEqual([])
    expect(exceptionCodes.filter((code) => !planted.some((one) => one.code === code))).toEqual([])
    expect(planted.every(({ subject, sentence }) => subject !== '' && sentence.endsWith('.'))).toBe(true)
  })

  test('is proved like any shop, and logged no error', async () => {
    const result = await visiting(made, (client) => client.verify.run())
    expect(result).toMatchObject({ ok: true, value: { holds: true } })
    expect(made.errors).toEqual([])
  })

  test('is the same again with the same seed and the same end, to the byte', async () => {
    expect(await exported(again)).toEqual(await exported(made))
    expect(again.report).toEqual(made.report)
  })

  test('ends in the present, with proposals to approve, a closed period and things for people to do', async () => {
    const seen = await visiting(made, async (client) => ({
      day: (await client.session.state()).businessDay, proposals: (await openProposals(client)).map(({ pass }) => pass).toSorted(),
      needs: new Set((await client.attention.list()).map(({ kind }) => kind)), payouts: (await client.polling.once()).failures,
    }))
    expect(seen).toMatchObject({ day: '2026-11-20', payouts: [] })
    expect(seen.proposals).toEqual(expect.arrayContaining(['P10', 'P7']))
    expect([...seen.needs]).toEqual(expect.arrayContaining(['late_money', 'overpaid', 'dispute_deadline', 'unknown_outcome', 'promised_payment']))
  })
})

test('a folder that holds something is not fresh', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-demo-test-'))
  expect([isFresh(folder), isFresh(path.join(folder, 'new'))]).toEqual([true, true])
  writeFileSync(path.join(folder, 'counterfoil.db'), '')
  expect(isFresh(folder)).toBe(false)
  rmSync(folder, { recursive: true })
})

test('a demonstration that is cut short leaves nothing behind', async () => {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'counterfoil-demo-test-')), 'shop')
  await expect(filling(folder, () => Promise.reject(new Error('cut short')))).rejects.toThrow('cut short')
  expect(isFresh(folder)).toBe(true)
})
