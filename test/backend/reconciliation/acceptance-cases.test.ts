import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OrderDetail } from '../../../shared/contract/orders.ts'
import type { Trace } from '../../../shared/contract/reconciliation.ts'
import { settling, type Settling } from '../../harness/settling.ts'
import { day, hour, minute, openTestShop, type TestShop } from '../../harness/shop.ts'
import { bankCsv, mt940, paypalSettlementFile, sandboxFile, stripeFile, stripePayoutsFile } from './written-files.ts'
import { openBankLines, openProposals } from '../../harness/open-work.ts'

/*
 * The twenty cases that a reconciliation has to get right, one test each, through the contract's client alone: real files,
 * the real sandbox, a run, and then what matches, exceptions, traces and proofs say.
 */

let shop: TestShop
let books: Settling

beforeEach(async () => {
  shop = await openTestShop({ start: Date.UTC(2026, 5, 1, 10) }) // a Monday
  books = settling(shop)
})
afterEach(() => shop.close())

const sell = async (minor: number, more: Parameters<TestShop['charge']>[1] = {}): Promise<OrderDetail> => {
  const detail = await shop.charge(minor, more)
  shop.pay(detail)
  await shop.poll()
  return shop.order(detail.order.orderId)
}
const giveBack = async ({ order: { orderId, amount } }: OrderDetail, minor: number): Promise<void> => {
  await shop.client.orders.refund({ orderId, refundId: shop.newId(), amount: { ...amount, minor }, reason: 'cold' })
  await shop.settled(orderId)
}
const referenceOf = ({ payments }: OrderDetail): string => payments.at(-1)!.merchantReference
const platformIdOf = ({ payments }: OrderDetail): string => payments.at(-1)!.platformReference!
const traceOf = async ({ order: { orderId } }: OrderDetail): Promise<Trace> => {
  const trace = await shop.client.reconciliation.trace({ from: 'order', orderId })
  if (!trace.ok) throw new Error(trace.failure.kind)
  return trace.value
}
const typesOf = ({ lines }: Trace): string[] => lines.map(({ type }) => type).toSorted()
const payouts = async () => (await shop.client.settlements.payouts({ accountId: null, before: null, limit: 50 })).payouts
const matches = async (link: string) => (await shop.client.reconciliation.matches({ before: null, limit: 50 })).matches.filter((match) => match.link === link)
const accept = async (proposalId: string): Promise<void> => {
  const accepted = await shop.client.reconciliation.acceptProposals({ proposalIds: [proposalId] })
  if (!accepted.ok) throw new Error(accepted.failure.kind)
}
/** Fetches everything the platform and the bank have until today, and reconciles it. */
const bookUntil = async (to: string): Promise<void> => {
  await books.pull()
  await books.statement('2026-06-01', to)
  await books.reconcile()
}

describe('cases an acceptance check contains', () => {
  test('1. two equal sales a minute apart, both paid, one refunded in part twice', async () => {
    const first = await sell(2_000)
    await shop.pass(minute)
    const second = await sell(2_000)
    await giveBack(first, 500)
    await giveBack(first, 500)
    await shop.pass(4 * day)
    await books.pull()
    await books.statement('2026-06-01', '2026-06-04')
    expect(await books.reconcile()).toMatchObject({ matchedPerPass: { P1: 2, P3: 2, P5: 1 }, exceptions: [] })
    expect([typesOf(await traceOf(first)), typesOf(await traceOf(second))]).toEqual([['payment', 'refund', 'refund'], ['payment']])
    expect(await books.broken()).toEqual([])
  })

  test('2. the same file imported twice, then an overlapping longer one', async () => {
    const coffee = ['2026-06-02', -320, 'Café', 'Coffee'] as const
    const early = bankCsv([coffee, coffee])
    const longer = bankCsv([coffee, coffee, ['2026-06-02', -900, 'Café', 'Lunch'], ['2026-06-03', -320, 'Café', 'Coffee']])
    const line = { merchant_reference: 'NOT-OURS', gross: 1_000 }
    const settled = [{ ...line, line_id: 'ln_1' }, { ...line, line_id: 'ln_2' }]
    const told = async (name: string, text: string) => (await books.file(name, text)).map(({ state, inserted, known }) => [state, inserted, known])
    expect(await told('early.csv', early)).toEqual([['imported', 2, 0]])
    expect(await told('early again.csv', early)).toEqual([['known-already', 0, 2]])
    expect(await told('longer.csv', longer)).toEqual([['imported', 2, 2]])
    expect(await told('settled.csv', sandboxFile(settled))).toEqual([['imported', 2, 0]])
    expect(await told('settled again.csv', sandboxFile(settled))).toEqual([['known-already', 0, 2]])
    expect(await told('settled longer.csv', sandboxFile([...settled, { ...line, line_id: 'ln_3' }]))).toEqual([['imported', 1, 2]])
    await books.reconcile()
    expect(await books.codes()).toEqual({ unexplained_bank_line: 4, missing_here: 3, duplicate_row: 2 })
    expect(await books.broken()).toEqual([])
  })

  test('3. a payout with a negative sum', async () => {
    shop.sandbox.controls.setSwitches(shop.keyId, { negativePayout: true })
    const sale = await sell(5_000)
    await shop.pass(2 * day)
    await giveBack(sale, 4_000)
    await shop.pass(4 * day)
    await bookUntil('2026-06-06')
    expect(await books.codes()).toEqual({ negative_payout: 1 })
    expect((await payouts()).map(({ arrival, deposited }) => `${arrival} ${Math.sign(deposited.minor)}`).toSorted()).toEqual(['arrived -1', 'arrived 1'])
    expect(await books.broken()).toEqual([])
  })

  test('4. a payment in EUR, the customer paid in SAR, the payout in AED', async () => {
    const sale = await sell(10_000)
    const row = { id: 'txn_1', category: 'charge', gross: 42_000, fee: 1_260, created: '2026-06-01 10:00:00', payout: 'po_1NxyzAbc42', reference: referenceOf(sale), customerPaid: { minor: 43_500, currency: 'SAR' } }
    const sent = { id: 'txn_2', category: 'payout', gross: -40_740, created: '2026-06-03 10:00:00', payout: 'po_1NxyzAbc42' }
    await books.file('balance.csv', stripeFile([row, sent], 'AED'), { accountId: shop.accountId })
    await books.file('bank.csv', bankCsv([['2026-06-04', 40_740, 'Stripe', 'PAYOUT PO_1NXYZABC42']], 'AED'))
    await shop.pass(day)
    expect(await books.reconcile()).toMatchObject({ matchedPerPass: { P1: 1 } })
    expect(await traceOf(sale)).toMatchObject({ orders: [{ currency: 'EUR', minor: 10_000 }], lines: [{ gross: { minor: 42_000, currency: 'AED' } }], payouts: [{ currency: 'AED' }] })
    // No rate is stated between what we hold and what was settled: the pair stands, and somebody is told.
    expect(await books.codes()).toEqual({ currency_mismatch: 1 })
    expect((await books.exceptions())[0]).toMatchObject({ minor: 42_000, currency: 'AED', severity: 'stop', facts: { oursCurrency: 'EUR' } })
    expect(await books.broken()).toEqual([])
  })

  test('5. a dispute opened, the fee taken, won, the amount back, the fee kept', async () => {
    const sale = await sell(6_000)
    await shop.pass(2 * day)
    const opened = shop.sandbox.controls.openDispute(shop.keyId, { payment: referenceOf(sale), reason: 'not received' })
    if (!opened.ok) throw new Error(opened.failure.words)
    await shop.pass(2 * day)
    await books.pull()
    await books.reconcile()
    expect(await books.codes()).toMatchObject({ chargeback_open: 1 })
    shop.sandbox.controls.decideDispute(shop.keyId, opened.value.disputeId, 'won')
    await sell(8_000)
    await shop.pass(5 * day)
    await bookUntil('2026-06-09')
    expect(typesOf(await traceOf(sale))).toEqual(['chargeback', 'chargeback_reversal', 'dispute_fee', 'payment'])
    expect(await books.codes()).toEqual({ chargeback_fee: 1 })
    expect((await books.exceptions())[0]).toMatchObject({ minor: 1_500, severity: 'note' })
    expect(await books.broken()).toEqual([])
  })

  test('6. a refund a month after the payment, the period closed in between', async () => {
    const sale = await sell(3_000)
    await shop.pass(6 * day)
    await bookUntil('2026-06-06')
    const closed = await shop.client.periods.close({ accountId: shop.accountId, to: '2026-06-06' })
    expect(closed).toMatchObject({ ok: true })
    await shop.pass(30 * day)
    await giveBack(sale, 1_000)
    await sell(4_000)
    await shop.pass(6 * day)
    await books.pull()
    await books.statement('2026-06-07', '2026-07-12')
    expect(await books.reconcile()).toMatchObject({ matchedPerPass: { P3: 1 }, exceptions: [] })
    expect((await shop.client.ledger.journal({ from: '2026-07-06', to: '2026-07-31', before: null, limit: 50 })).entries.map(({ kind }) => kind)).toContain('refund')
    expect(await shop.client.periods.list({ accountId: shop.accountId })).toMatchObject({ ok: true, value: { periods: [closed.ok ? closed.value : {}] } })
    expect(await books.broken()).toEqual([])
  })

  test('7. a payout returned by the bank and sent again', async () => {
    shop.sandbox.controls.setSwitches(shop.keyId, { payoutMishap: 'returned' })
    await sell(5_000)
    await shop.pass(2 * day)
    await books.pull()
    await books.reconcile()
    expect(await books.codes()).toEqual({ payout_returned: 1 })
    await shop.pass(5 * day)
    await bookUntil('2026-06-07')
    const whole = (await openProposals(shop.client)).find(({ right }) => right.length === 3)
    expect(whole?.evidence.because).toEqual(['named', 'cancels-inside'])
    await accept(whole!.proposalId)
    await books.reconcile()
    const [payout] = await payouts()
    expect(payout).toMatchObject({ status: 'paid', arrival: 'arrived', deposited: payout!.amount! })
    expect(await books.codes()).toEqual({})
    expect(await books.broken()).toEqual([])
  })

  test('7. a payout returned by the bank and sent again, reconciled statement by statement', async () => {
    await books.file('a.csv', sandboxFile([{ line_id: 'ln_1', type: 'adjustment', gross: 4_321 }], { payout: 'po_ABCD1234' }))
    await shop.pass(10 * day)
    const statements = [['2026-06-04', 4_321, 'Sandbox', 'PO_ABCD1234'], ['2026-06-05', -4_321, 'Sandbox', 'RETURN PO_ABCD1234'], ['2026-06-08', 4_321, 'Sandbox', 'PO_ABCD1234']] as const
    const codes: Record<string, number>[] = []
    for (const row of statements) {
      await books.file(`${row[0]}.csv`, bankCsv([row]))
      await books.reconcile()
      codes.push(await books.codes())
    }
    expect(codes).toMatchObject([{}, { direction_mismatch: 1 }, { unexpected_deposit: 2 }])
    const [rest] = await openProposals(shop.client)
    expect(rest).toMatchObject({ pass: 'P5', left: [{ minor: 0 }], right: [{ minor: -4_321 }, { minor: 4_321 }] })
    await accept(rest!.proposalId)
    await books.reconcile()
    expect(await books.codes()).toEqual({})
    expect((await payouts())[0]).toMatchObject({ arrival: 'arrived', deposited: { minor: 4_321 } })
    expect(await books.broken()).toEqual([])
  })

  test('8. two payouts in one deposit; one payout in two deposits', async () => {
    await books.file('a.csv', sandboxFile([{ line_id: 'ln_1', type: 'adjustment', gross: 1_234 }], { payout: 'po_AAAA1111' }))
    await books.file('b.csv', sandboxFile([{ line_id: 'ln_2', type: 'adjustment', gross: 2_345 }], { payout: 'po_BBBB2222' }))
    await books.file('c.csv', sandboxFile([{ line_id: 'ln_3', type: 'adjustment', gross: 5_000 }], { payout: 'po_CCCC3333' }))
    await shop.pass(4 * day)
    await books.file('bank.csv', bankCsv([
      ['2026-06-04', 3_579, 'Sandbox', 'PO_AAAA1111 PO_BBBB2222'], ['2026-06-04', 3_000, 'Sandbox', 'PO_CCCC3333 1/2'], ['2026-06-05', 2_000, 'Sandbox', 'PO_CCCC3333 2/2'],
    ]))
    await books.reconcile()
    expect((await matches('L4')).map(({ allocations }) => allocations.map(({ side }) => side).join(' ')).toSorted()).toEqual(['bank_line bank_line payout', 'bank_line payout payout'])
    expect(await books.codes()).toEqual({})
    expect(await books.broken()).toEqual([])
  })

  test('9. a fee raised by the platform on the 15th', async () => {
    const rate = (rateId: string | null, ratePer100k: number, validFrom: string, validTo: string | null) =>
      shop.client.rates.save({
        rateId, terms: { accountId: shop.accountId, methodKind: null, currency: 'EUR', ratePer100k, fixedMinor: 0, leastMinor: 0, mostMinor: null, rounding: 'half_up', validFrom, validTo, refundsReturnFee: false },
      })
    const agreed = await rate(null, 1_500, '2026-01-01', null)
    if (!agreed.ok) throw new Error(agreed.failure.kind)
    const line = (on: string, fee: number) => ({ line_id: `ln_${on}`, occurred_at: `2026-06-${on}T10:00:00.000Z`, gross: 10_000, fee, method: 'card', merchant_reference: `R${on}` })
    await books.file('june.csv', sandboxFile([line('14', 150), line('15', 180), line('16', 180)]))
    await books.reconcile()
    const over = async () => (await books.exceptions()).filter(({ code }) => code === 'fee_over').map(({ day: on, minor }) => `${on} ${minor}`).toSorted()
    expect(await over()).toEqual(['2026-06-15 30', '2026-06-16 30'])
    await rate(agreed.value.rateId, 1_500, '2026-01-01', '2026-06-14')
    await rate(null, 1_800, '2026-06-15', null)
    await books.reconcile()
    expect(await over()).toEqual([])
  })

  test('10. a late capture: the order expired here, and was paid there', async () => {
    shop.sandbox.controls.setSwitches(shop.keyId, { latePayment: true })
    const order = await shop.charge(1_500, { expiresInMinutes: 5 })
    await shop.pass(10 * minute)
    expect((await shop.order(order.order.orderId)).order.state).toBe('expired')
    shop.pay(order)
    await shop.pass(5 * day)
    await bookUntil('2026-06-05')
    const found = await books.exceptions()
    expect(found.map(({ code, severity, minor }) => [code, severity, minor])).toEqual([['status_mismatch', 'stop', 1_500]])
    expect(typesOf(await traceOf(order))).toEqual(['payment'])
    expect(await books.broken()).toEqual([])
  })

  test('11. a manual payout without membership', async () => {
    const { accountId } = await filesAccount()
    const charge = (id: number, on: string, gross: number) => ({ id: `txn_${id}`, category: 'charge', gross, fee: 31, created: `2026-06-${on} 10:00:00` })
    const rows = [charge(1, '01', 1_111), charge(2, '01', 2_357), charge(3, '02', 1_813), charge(4, '03', 977), charge(5, '04', 3_019)]
    await books.file('activity.csv', stripeFile(rows), { accountId })
    await books.file('payouts.csv', stripePayoutsFile([{ id: 'po_MANUAL0001', minor: 1_111 + 2_357 - 62, arrivesOn: '2026-06-03' }, { id: 'po_MANUAL0002', minor: 1_813 + 977 - 62, arrivesOn: '2026-06-05' }]), { accountId })
    await shop.pass(5 * day)
    await books.reconcile()
    const proposals = (await openProposals(shop.client)).filter(({ link }) => link === 'L3')
    expect(proposals.map(({ pass, left }) => [pass, left.length])).toContainEqual(['P8', 2])
    const first = proposals.find(({ minor }) => minor === 3_406)!
    expect(await shop.client.reconciliation.acceptProposals({ proposalIds: [first.proposalId] })).toMatchObject({ ok: true })
    // Behind a payout that is explained the next run begins: it needs nobody's word.
    expect(await books.reconcile()).toMatchObject({ matchedPerPass: { P8: 2 } })
    expect((await payouts()).map(({ linesCount, linesNet, amount }) => [linesCount, linesNet?.minor === amount?.minor])).toEqual([[2, true], [2, true]])
    // What it is made of is explained; the bank still has to have it.
    expect((await payouts()).map(({ deposited }) => deposited.minor)).toEqual([0, 0])
    await books.file('bank.csv', bankCsv([['2026-06-03', 3_406, 'Stripe', 'PAYOUT po_MANUAL0001'], ['2026-06-05', 2_728, 'Stripe', 'PAYOUT po_MANUAL0002']]), { side: 'statement' })
    await books.reconcile()
    expect((await payouts()).map(({ arrival }) => arrival)).toEqual(['arrived', 'arrived'])
    expect(await books.broken()).toEqual([])
  })

  test('12. a reserve held in one payout, released in another', async () => {
    shop.sandbox.controls.setSwitches(shop.keyId, { reserve: { rateBps: 1_000, days: 3 } })
    await sell(10_000)
    await shop.pass(2 * day)
    await books.pull()
    await books.reconcile()
    expect((await books.exceptions()).map(({ code, minor }) => [code, minor])).toEqual([['reserve_held', 1_000]])
    shop.sandbox.controls.setSwitches(shop.keyId, { reserve: null })
    await shop.pass(2 * day)
    await shop.pass(5 * day)
    await bookUntil('2026-06-09')
    expect(await books.codes()).toEqual({})
    expect(await payouts()).toHaveLength(2)
    expect(await books.broken()).toEqual([])
  })

  test('13. a file with a wrong closing balance', async () => {
    const text = mt940([{ day: '2026-06-02', minor: 5_000, text: ['SOMEBODY'] }], { opening: 10_000, closing: 15_001 })
    expect(await books.file('june.sta', text)).toMatchObject([{ state: 'held', inserted: 0 }])
    await books.reconcile()
    expect((await books.exceptions()).map(({ code, severity }) => [code, severity])).toEqual([['file_arithmetic', 'stop']])
    expect(await openBankLines(shop.client)).toEqual([])
    expect(await books.file('june.sta', text, { acceptNote: 'The bank has confirmed its mistake' })).toMatchObject([{ state: 'imported', inserted: 1 }])
    expect(await books.broken()).toEqual([])
  })

  test('14. 10 000 equal menu tickets without ids: must say ambiguous, fast', async () => {
    for (let ticket = 0; ticket < 3; ticket += 1) await sell(950)
    const tickets = Array.from({ length: 10_000 }, () => ({ gross: 950, method: 'card' }))
    expect(await books.file('tickets.csv', sandboxFile(tickets))).toMatchObject([{ state: 'imported', inserted: 10_000 }])
    const report = await books.reconcile()
    expect(report.matchedPerPass).toMatchObject({ P1: 0, P2: 0 })
    expect(report.proposals).toBe(0)
    expect(report.exceptions.find(({ code }) => code === 'ambiguous')?.count).toBeGreaterThan(0)
    expect(report.durationMs).toBeLessThan(20_000)
    expect(await books.broken()).toEqual([])
  })

  test('15. JPY and KWD (0 and 3 decimals), and PayPal\'s JPY times a hundred', async () => {
    const yen = await sell(1_999, { amount: { minor: 1_999, currency: 'JPY' } })
    const dinar = await sell(12_345, { amount: { minor: 12_345, currency: 'KWD' } })
    await shop.pass(6 * day)
    await books.pull()
    for (const currency of ['JPY', 'KWD']) await settling(shop, currency).statement('2026-06-01', '2026-06-06')
    expect(await books.reconcile()).toMatchObject({ matchedPerPass: { P1: 2, P5: 2 }, exceptions: [] })
    expect(await traceOf(yen)).toMatchObject({ lines: [{ gross: { minor: 1_999, currency: 'JPY' } }] })
    expect(await traceOf(dinar)).toMatchObject({ lines: [{ gross: { minor: 12_345, currency: 'KWD' } }] })
    const more = await sell(2_500, { amount: { minor: 2_500, currency: 'JPY' } })
    await books.file('stl.csv', paypalSettlementFile([{ id: '3A', invoice: referenceOf(more), gross: 2_500, fee: 40 }], 'JPY'), { accountId: shop.accountId })
    expect(await books.reconcile()).toMatchObject({ matchedPerPass: { P1: 1 } })
    expect(await traceOf(more)).toMatchObject({ lines: [{ gross: { minor: 2_500, currency: 'JPY' }, fee: { minor: 40 } }] })
    expect(await books.broken()).toEqual([])
  })

  test('16. a bank line with the payout id broken by a line wrap', async () => {
    await books.file('a.csv', sandboxFile([{ line_id: 'ln_1', type: 'adjustment', gross: 4_321 }], { payout: 'po_1NxyzAbc4242Qrst' }))
    await shop.pass(4 * day)
    await books.file('june.sta', mt940([{ day: '2026-06-04', minor: 4_321, text: ['SANDBOX PAYMENTS CREDIT TRANSFER REFERENCE OF PAYOUT PO_1NXYZAB', 'C4242QRST THANK YOU'] }]))
    expect(await books.reconcile()).toMatchObject({ matchedPerPass: { P5: 1 }, exceptions: [] })
    expect(await books.broken()).toEqual([])
  })

  test('17. the daylight-saving night, and a payout cut-off in another zone', async () => {
    shop.clock.set(Date.UTC(2026, 9, 25, 0, 30)) // 02:30 in Berlin, for the first time
    await sell(1_000)
    shop.clock.advance(hour) // 02:30 for the second time
    await sell(1_000)
    shop.clock.advance(2 * hour + 10 * minute) // 04:40: the next business day
    const morning = await sell(1_000)
    expect(morning.order.businessDay).toBe('2026-10-25')
    await shop.pass(6 * day)
    await books.pull()
    await books.statement('2026-10-24', '2026-10-30')
    expect(await books.reconcile()).toMatchObject({ matchedPerPass: { P1: 3 }, exceptions: [] })
    // Another platform cuts in Tokyo, where the sale of 20:00 UTC is one of tomorrow.
    const evening = await sell(2_000)
    await books.file('tokyo.csv', sandboxFile([{ line_id: 'ln_t', gross: 2_000, merchant_reference: referenceOf(evening), payment_id: platformIdOf(evening), occurred_at: '2026-10-31T20:00:00.000Z' }], { payout: 'po_tokyo', payoutDate: '2026-11-01' }))
    expect(await books.reconcile()).toMatchObject({ matchedPerPass: { P1: 1 } })
    expect(await books.broken()).toEqual([])
  })

  test('18. a row changed by the platform after import', async () => {
    const sale = await sell(1_000)
    const row = { line_id: 'ln_1', gross: 1_000, merchant_reference: referenceOf(sale) }
    await books.file('first.csv', sandboxFile([row]))
    await books.reconcile()
    expect(await books.file('second.csv', sandboxFile([{ ...row, gross: 900 }]))).toMatchObject([{ inserted: 0, known: 1, changed: 1 }])
    await books.reconcile()
    expect((await books.exceptions()).find(({ code }) => code === 'changed_after_import')).toMatchObject({ severity: 'stop', facts: { before: expect.stringContaining('10.00') as string, now: expect.stringContaining('9.00') as string } })
    expect(await traceOf(sale)).toMatchObject({ lines: [{ gross: { minor: 1_000 } }] })
    expect(await books.broken()).toEqual([])
  })

  test('19. a deposit equal to a customer\'s direct transfer by chance', async () => {
    await books.file('a.csv', sandboxFile([{ line_id: 'ln_1', type: 'adjustment', gross: 5_000 }], { payout: 'po_ABCD1234' }))
    await shop.pass(4 * day)
    await books.file('early.csv', bankCsv([['2026-06-04', 5_000, 'Müller', 'Cake for Saturday']]))
    expect((await books.reconcile()).matchedPerPass).not.toHaveProperty('P6')
    expect(await matches('L4')).toEqual([])
    await books.file('bank.csv', bankCsv([['2026-06-04', 5_000, 'Sandbox', 'PO_ABCD1234']]))
    expect(await books.reconcile()).toMatchObject({ matchedPerPass: { P5: 1 } })
    const [left] = await openBankLines(shop.client)
    expect(left).toMatchObject({ counterparty: 'Müller', openMinor: 5_000 })
    expect(await books.codes()).toEqual({ unexplained_bank_line: 1 })
    expect(await books.broken()).toEqual([])
  })

  test('20. a reference re-used after a failed attempt', async () => {
    const order = await shop.charge(2_000)
    shop.pay(order, 'decline')
    await shop.poll()
    shop.pay(order)
    await shop.poll()
    await shop.pass(4 * day)
    await bookUntil('2026-06-04')
    expect(await books.codes()).toEqual({})
    // The same reference a second time: the first line has explained the payment, the second is told.
    const again = { line_id: 'ln_again', gross: 2_000, merchant_reference: referenceOf(order), payment_id: 'pay_other' }
    await books.file('again.csv', sandboxFile([again], { payout: 'po_again' }))
    await books.reconcile()
    expect(await books.codes()).toMatchObject({ reference_reused: 1 })
    expect(typesOf(await traceOf(order))).toEqual(['payment'])
    expect(await books.broken()).toEqual([])
  })
})

async function filesAccount(): Promise<{ accountId: string }> {
  const added = await shop.client.accounts.add({ platform: 'files', label: 'Files', environment: 'test', baseUrl: null, settings: {}, secrets: {} })
  if (!added.ok) throw new Error(added.failure.kind)
  return added.value
}
