import { afterEach, beforeEach, expect, test } from 'vitest'
import type { WorkRow } from '../../../shared/contract/reconciliation.ts'
import { settling, type Settling } from '../../harness/settling.ts'
import { openTestShop, type TestShop } from '../../harness/shop.ts'
import { bankCsv, stripePayoutsFile } from './written-files.ts'

let shop: TestShop
let books: Settling

beforeEach(async () => {
  shop = await openTestShop({ start: Date.UTC(2026, 5, 1, 10) })
  books = settling(shop)
})
afterEach(() => shop.close())

const dayOfJune = (index: number): string => `2026-06-${String(1 + (index % 28)).padStart(2, '0')}`
const nameOf = (row: WorkRow): string =>
  row.kind === 'proposal' ? `proposal ${row.proposal.proposalId}` : row.kind === 'bank_line' ? `bank_line ${row.line.lineId}` : `payout ${row.payout.payoutId}`
const walk = async (limit: number): Promise<WorkRow[]> => {
  const all: WorkRow[] = []
  let after: Parameters<TestShop['client']['reconciliation']['worklist']>[0]['after'] = null
  for (;;) {
    const { rows, next } = await shop.client.reconciliation.worklist({ after, limit })
    all.push(...rows)
    if (next === null) return all
    expect(rows).toHaveLength(limit)
    after = next
  }
}
/** 40 movements that nothing explains, 20 payouts that are not there, and a deposit that went back and came again. */
const bringIn = async (): Promise<void> => {
  const added = await shop.client.accounts.add({ platform: 'files', label: 'Files', environment: 'test', baseUrl: null, settings: {}, secrets: {} })
  if (!added.ok) throw new Error(added.failure.kind)
  const { accountId } = added.value
  const single = Array.from({ length: 20 }, (_, index) => ({ id: `po_${index}`, minor: 10_000 + index, arrivesOn: dayOfJune(index * 3) }))
  await books.file('payouts.csv', stripePayoutsFile([...single, { id: 'po_TURNED01', minor: 777, arrivesOn: '2026-06-10' }]), { accountId })
  const other = Array.from({ length: 40 }, (_, index) => [dayOfJune(index * 5), -100 - index, 'Somebody', `Movement ${index}`] as const)
  const turned = [['2026-06-10', 777, 'Files', 'PO_TURNED01'], ['2026-06-11', -777, 'Files', 'RETURN PO_TURNED01'], ['2026-06-12', 777, 'Files', 'PO_TURNED01']] as const
  await books.file('bank.csv', bankCsv([...other, ...turned]), { side: 'statement' })
  await books.reconcile()
}

test('every page size walks the same list once: proposals, bank lines, payouts, each the oldest first', async () => {
  await bringIn()
  const whole = await walk(200)
  const counts = await shop.client.reconciliation.worklistCounts()
  const kinds = (kind: WorkRow['kind']): WorkRow[] => whole.filter((row) => row.kind === kind)
  expect(counts).toEqual({ proposals: kinds('proposal').length, bankLines: kinds('bank_line').length, payouts: kinds('payout').length })
  expect(counts.proposals).toBeGreaterThan(0)
  expect(counts.bankLines).toBe(40)
  const names = whole.map(nameOf)
  expect(new Set(names).size).toBe(names.length)
  expect(whole.map(({ kind }) => kind)).toEqual([...kinds('proposal'), ...kinds('bank_line'), ...kinds('payout')].map(({ kind }) => kind))
  const days = kinds('bank_line').map((row) => (row.kind === 'bank_line' ? (row.line.bookedOn ?? '') : ''))
  expect(days).toEqual(days.toSorted())
  for (const limit of [1, 7, 41]) expect((await walk(limit)).map(nameOf)).toEqual(names)
})

test('an item stands with the proposal about it and nowhere else, and a link to it finds that', async () => {
  await bringIn()
  const whole = await walk(50)
  const proposed = whole.find((row) => row.kind === 'proposal')
  if (proposed?.kind !== 'proposal') throw new Error('nothing is proposed')
  const names = whole.map(nameOf)
  for (const { side, subject } of [...proposed.proposal.left, ...proposed.proposal.right]) {
    if (side !== 'bank_line' && side !== 'payout') throw new Error(side)
    expect(names).not.toContain(`${side} ${subject}`)
    expect(await shop.client.reconciliation.workRow({ side, subject })).toMatchObject({ ok: true, value: { kind: 'proposal' } })
  }
  const alone = whole.find((row) => row.kind === 'payout')!
  expect(await shop.client.reconciliation.workRow({ side: 'payout', subject: nameOf(alone).split(' ')[1]! })).toEqual({ ok: true, value: alone })
  expect(await shop.client.reconciliation.workRow({ side: 'bank_line', subject: '12345' })).toEqual({ ok: false, failure: { kind: 'not-found' } })
})

test('candidates are the nearest amounts and the nearest days, and what is named whatever it is', async () => {
  await bringIn()
  const { payouts: open } = await shop.client.reconciliation.openPayouts({ accountId: null, after: null, limit: 200 })
  const far = open.find(({ platformReference }) => platformReference === 'po_0')!
  const found = await shop.client.reconciliation.candidates({ currency: 'EUR', minor: 10_007, day: '2026-06-22', also: [{ side: 'payout', subject: far.payoutId }] })
  expect(found.payouts.find(({ openMinor }) => openMinor === 10_007)).toMatchObject({ platformReference: 'po_7' })
  expect(found.payouts.filter(({ payoutId }) => payoutId === far.payoutId)).toHaveLength(1)
  expect(new Set(found.lines.map(({ lineId }) => lineId)).size).toBe(found.lines.length)
  expect((await shop.client.reconciliation.candidates({ currency: 'USD', minor: 1, day: null, also: [] }))).toEqual({ payouts: [], lines: [] })
})

test('open payouts go on page by page, of one account or of all', async () => {
  await bringIn()
  const { accountId } = (await shop.client.accounts.list()).find(({ label }) => label === 'Files')!
  const first = await shop.client.reconciliation.openPayouts({ accountId, after: null, limit: 9 })
  const second = await shop.client.reconciliation.openPayouts({ accountId, after: first.next, limit: 200 })
  expect([first.payouts.length, second.next]).toEqual([9, null])
  expect(new Set([...first.payouts, ...second.payouts].map(({ payoutId }) => payoutId)).size).toBe(first.payouts.length + second.payouts.length)
  expect((await shop.client.reconciliation.openPayouts({ accountId: shop.accountId, after: null, limit: 9 })).payouts).toEqual([])
})

test('what is set aside goes on page by page, the last first; a line that is not there is refused', async () => {
  await bringIn()
  const lines = (await walk(200)).flatMap((row) => (row.kind === 'bank_line' ? [String(row.line.lineId)] : []))
  for (const some of [lines.slice(0, 12), lines.slice(12, 20)]) await shop.client.reconciliation.exclude({ side: 'bank_line', subjects: some, reason: 'Other business' })
  expect(await shop.client.reconciliation.exclude({ side: 'bank_line', subjects: [lines[20]!, '4711'], reason: 'Other business' })).toEqual({ ok: false, failure: { kind: 'not-found' } })
  const seen: string[] = []
  let before: Parameters<TestShop['client']['reconciliation']['excluded']>[0]['before'] = null
  do {
    const { items, next } = await shop.client.reconciliation.excluded({ before, limit: 6 })
    seen.push(...items.map(({ subject }) => subject))
    before = next
  } while (before !== null)
  expect(seen.toSorted()).toEqual(lines.slice(0, 20).toSorted())
  expect((await shop.client.reconciliation.worklistCounts()).bankLines).toBe(lines.length - 20)
  await shop.client.reconciliation.include({ side: 'bank_line', subject: lines[0]! })
  expect((await shop.client.reconciliation.worklistCounts()).bankLines).toBe(lines.length - 19)
  expect(await books.broken()).toEqual([])
})
