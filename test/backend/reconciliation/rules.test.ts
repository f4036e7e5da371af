import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Rule } from '../../../shared/contract/rules.ts'
import { settling, type Settling } from '../../harness/settling.ts'
import { day, openTestShop, type TestShop } from '../../harness/shop.ts'

let shop: TestShop
let books: Settling

beforeEach(async () => {
  shop = await openTestShop({ start: Date.UTC(2026, 5, 1, 10) })
  books = settling(shop)
})
afterEach(() => shop.close())

const rule = (changes: Partial<Rule> = {}): Rule => ({
  name: 'Rent', order: 10, link: 'L4', where: [{ field: 'text', op: 'contains', value: 'rent' }], window: null, tolerance: null, requireUnique: 'both', act: 'exclude', difference: null,
  reason: 'rent of the shop', ...changes,
})
const sender = rule({ name: 'Our acquirer', act: 'auto', reason: null, where: [{ field: 'counterparty', op: 'contains', value: 'blue acquiring' }] })

const statement = (rows: readonly string[]): string => ['Date;Amount;Currency;Payee;Text', ...rows].join('\n')
const preview = async (wanted: Rule, ruleId: string | null = null) => {
  const result = await shop.client.rules.preview({ ruleId, rule: wanted })
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}
const save = async (wanted: Rule, ruleId: string | null = null) => {
  const { previewId } = await preview(wanted, ruleId)
  const result = await shop.client.rules.save({ ruleId, rule: wanted, previewId })
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

describe('a rule', () => {
  test('is not saved before somebody could see what it does', async () => {
    const other = await preview(rule({ name: 'Something else' }))
    expect(await shop.client.rules.save({ ruleId: null, rule: rule(), previewId: other.previewId })).toEqual({ ok: false, failure: { kind: 'not-previewed' } })
    expect(await shop.client.rules.list()).toEqual([])
  })

  test('that makes no sense is refused with every place of it', async () => {
    const bad = rule({ reason: null, where: [{ field: 'amount', op: 'equals', value: 5 }] })
    expect(await shop.client.rules.preview({ ruleId: null, rule: bad })).toEqual({
      ok: false, failure: { kind: 'bad-rule', mistakes: [{ path: ['where', 0, 'field'], why: 'amount-needs-currency' }, { path: ['reason'], why: 'reason-needed' }] },
    })
  })

  test('shows what it would have set aside, and does just that in the next run', async () => {
    await books.file('bank.csv', statement(['2026-06-01;-800,00;EUR;Landlord;Rent June', '2026-06-02;-12,50;EUR;Baker;Bread']))
    const shown = await preview(rule())
    expect(shown).toMatchObject({ from: '2026-03-03', to: '2026-06-01', rightExamined: 2, totals: [{ act: 'exclude', verdict: 'open', currency: 'EUR', count: 1, minor: -80_000 }], prevented: 0 })
    expect(shown.deeds).toMatchObject([{ right: [{ words: 'Landlord · Rent June', minor: -80_000, day: '2026-06-01' }] }])
    const { ruleId } = await save(rule())
    expect(await books.reconcile()).toMatchObject({ excludedByRule: 1 })
    expect((await preview(rule({ reason: 'rent' }), ruleId)).totals).toMatchObject([{ verdict: 'as-decided', count: 1 }])
    // A second rule that says the same finds nothing left to do.
    expect((await preview(rule({ order: 20 }))).totals).toEqual([])
  })

  test('is held against what people have decided', async () => {
    const detail = await shop.charge(2_000)
    shop.pay(detail)
    await shop.poll()
    await shop.pass(3 * day)
    await books.pull()
    const [payout] = (await shop.client.settlements.payouts({ accountId: shop.accountId, before: null, limit: 10 })).payouts
    const net = payout!.amount!.minor
    const decimal = `${Math.trunc(net / 100)},${String(net % 100).padStart(2, '0')}`
    await books.file('bank.csv', statement([`${payout!.arrivesOn};${decimal};EUR;Blue Acquiring Ltd;Card sales`]))
    expect((await preview(sender)).totals).toMatchObject([{ act: 'auto', verdict: 'open', count: 1, minor: net }])
    const { ruleId } = await save(sender)
    expect(await books.reconcile()).toMatchObject({ matchedPerPass: { P6: 1 } })
    expect((await preview(sender, ruleId)).totals).toMatchObject([{ act: 'auto', verdict: 'as-decided', count: 1 }])
    // A match that a person has taken back never returns, with or without the rule.
    const [match] = (await shop.client.reconciliation.matches({ before: null, limit: 1 })).matches
    await shop.client.reconciliation.undoMatch({ matchNo: match!.matchNo, lineId: null, reason: 'not ours' })
    expect((await preview(sender, ruleId)).totals).toEqual([])
  })

  test('keeps all its versions, and can be switched off and on', async () => {
    const first = await save(rule())
    const second = await save(rule({ name: 'Rent and heating' }), first.ruleId)
    expect(second).toMatchObject({ ruleId: first.ruleId, version: 2, isActive: true })
    expect(await shop.client.rules.switch({ ruleId: first.ruleId, isActive: false })).toMatchObject({ ok: true, value: { version: 3, isActive: false } })
    await books.file('bank.csv', statement(['2026-06-01;-800,00;EUR;Landlord;Rent June']))
    expect(await books.reconcile()).toMatchObject({ excludedByRule: 0 })
    const history = await shop.client.rules.history({ ruleId: first.ruleId })
    expect(history.ok && history.value.map(({ version, rule: { name } }) => [version, name])).toEqual([[3, 'Rent and heating'], [2, 'Rent and heating'], [1, 'Rent']])
    expect(await shop.client.rules.history({ ruleId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' })).toEqual({ ok: false, failure: { kind: 'rule-not-found' } })
  })
})
