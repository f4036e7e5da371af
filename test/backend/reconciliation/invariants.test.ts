import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bankLinesSince, payoutsSince } from '../../../electron/backend/reconciliation/open-items.ts'
import { matchKey, runDepositPasses } from '../../../electron/backend/reconciliation/passes/run-passes.ts'
import { sendersOfAccounts } from '../../../electron/backend/reconciliation/resemblance.ts'
import { activeRules } from '../../../electron/backend/reconciliation/rules/rules.repository.ts'
import type { Exception, Match } from '../../../shared/contract/reconciliation.ts'
import { openStore } from '../../harness/reach-in.ts'
import { settling } from '../../harness/settling.ts'
import { day, openTestShop, type TestShop } from '../../harness/shop.ts'
import { bankLine, payout, runDeposits } from './passes/making.ts'
import { anyTrade, withTrade, type Trade, type Traded } from './random-trade.ts'
import { mt940, stripeFile } from './written-files.ts'
import { openBankLines, openPayouts, openProposals } from '../../harness/open-work.ts'

/*
 * What must hold whatever happens: the twelve invariants of a reconciliation, over random trade through the whole backend.
 * A shop of its own for each run, so there are few runs; the passes have properties of their own with many.
 */

/** No shrinking: a run takes a second, and the seed is told. */
const few = { numRuns: 5, endOnFailure: true }
const forTrade = (work: (traded: Traded, trade: Trade, pick: number) => Promise<void>, runs = few): Promise<void> =>
  fc.assert(fc.asyncProperty(anyTrade, fc.nat(), (trade, pick) => withTrade(trade, (traded) => work(traded, trade, pick))), runs)

type Allocation = Match['allocations'][number]
const page = { before: null, limit: 200 }
const sum = (parts: readonly { readonly minor: number }[]): number => parts.reduce((total, { minor }) => total + minor, 0)
const liveMatches = async ({ client }: TestShop): Promise<Match[]> => (await client.reconciliation.matches(page)).matches.filter(({ isUndone }) => !isUndone)
const acceptAll = async ({ client }: TestShop): Promise<void> => {
  // One by one: a proposal that shares its items with an earlier one is refused, which is right.
  for (const { proposalId } of await openProposals(client)) await client.reconciliation.acceptProposals({ proposalIds: [proposalId] })
}
const linesOf = async ({ client }: TestShop) => {
  const { payouts } = await client.settlements.payouts({ accountId: null, ...page })
  return (await Promise.all(payouts.map(({ payoutId }) => client.settlements.payoutLines({ payoutId, step: null, after: null, limit: 200 })))).flatMap(({ lines }) => lines)
}
/** What an exception says, without the numbers that rows got by coming in some order. */
const said = ({ code, minor, currency, day: on, facts, state }: Exception): string =>
  JSON.stringify([code, minor, currency, on, facts['reference'] ?? facts['payout'] ?? facts['text'] ?? facts['order'], facts['nativeId'], state])
/** Where everything stands, in words that do not depend on the order in which it came. */
const standing = async ({ shop, books, orderIds }: Traded): Promise<unknown> => {
  const { client } = shop
  const { payouts } = await client.settlements.payouts({ accountId: null, ...page })
  const traces = await Promise.all(orderIds.map((orderId) => client.reconciliation.trace({ from: 'order', orderId })))
  const verified = await client.verify.run()
  const { inTransit, openExceptions, stopping } = await client.reconciliation.summary()
  return {
    exceptions: (await books.exceptions()).map(said).toSorted(),
    payouts: payouts.map(({ platformReference, amount, deposited, linesNet, linesCount, arrival }) => JSON.stringify([platformReference, amount, deposited, linesNet, linesCount, arrival])).toSorted(),
    open: (await openBankLines(client)).map(({ bookedOn, openMinor, text }) => `${bookedOn} ${openMinor} ${text}`).toSorted(),
    proposals: (await openProposals(client)).map(({ pass, minor, left, right }) => `${pass} ${minor} ${left.length} ${right.length}`).toSorted(),
    traces: traces.map((trace) => (trace.ok ? trace.value.lines.map(({ nativeId }) => nativeId ?? '').toSorted() : null)),
    conservation: verified.ok ? verified.value.conservation : null, inTransit: inTransit.map(({ minor }) => minor), openExceptions, stopping,
  }
}
const parts = (pass: string, allocations: readonly Allocation[]): string => `${pass}: ${allocations.map(({ side, subject, minor }) => `${side} ${subject} ${minor}`).toSorted().join(', ')}`
const proofs = async (traded: Traded): Promise<void> => expect(await traded.books.broken()).toEqual([])

describe('invariants', () => {
  test('1. allocation: no line is used beyond its amount or against its sign, and a match conserves money', () =>
    forTrade(async (traded) => {
      await traded.bring()
      await traded.books.reconcile()
      await acceptAll(traded.shop)
      const matches = (await liveMatches(traded.shop)).filter(({ link }) => link === 'L4')
      for (const { allocations, differences } of matches) {
        const of = (side: Allocation['side']): number => sum(allocations.filter((allocation) => allocation.side === side))
        expect(of('bank_line') - of('payout') - sum(differences)).toBe(0)
      }
      const used = Map.groupBy(matches.flatMap(({ allocations }) => allocations), ({ side, subject }) => `${side} ${subject}`)
      const names = [...used.values()].flatMap((own) => own.slice(0, 1)).map(({ side, subject }) => ({ side, subject }))
      const items = names.length === 0 ? [] : await traded.shop.client.reconciliation.items({ names })
      expect(items).toHaveLength(used.size)
      for (const { side, subject, minor } of items) {
        const total = sum(used.get(`${side} ${subject}`)!)
        expect([Math.abs(total) <= Math.abs(minor), total === 0 || Math.sign(total) === Math.sign(minor)]).toEqual([true, true])
      }
      await proofs(traded)
    }))

  test('2. coverage: every line is done, partly done, open with an exception, or excluded with a reason, and the four equal the total', () =>
    forTrade(async (traded, _trade, pick) => {
      const { shop, books, bank, settlement } = traded
      await traded.bring()
      await books.reconcile()
      const set = async (side: 'bank_line' | 'settlement_line', open: readonly { lineId: number }[]): Promise<void> => {
        const one = open[pick % Math.max(open.length, 1)]
        if (one !== undefined) await shop.client.reconciliation.exclude({ side, subjects: [String(one.lineId)], reason: 'not ours' })
      }
      await set('bank_line', await openBankLines(shop.client))
      await set('settlement_line', (await linesOf(shop)).filter(({ isMatched }) => !isMatched))
      await books.reconcile()

      const exceptions = await books.exceptions()
      const excluded = (await shop.client.reconciliation.excluded({ before: null, limit: 200 })).items
      const isExcluded = (side: string, lineId: number): boolean => excluded.some((item) => item.side === side && item.subject === String(lineId))
      const lines = await linesOf(shop)
      const open = lines.filter(({ isMatched, lineId }) => !isMatched && !isExcluded('settlement_line', lineId))
      expect(open.filter(({ lineId }) => !exceptions.some(({ subject }) => subject === `line:${lineId}`))).toEqual([])
      // A payout's own row is not among its lines.
      const inside = settlement.filter(({ category }) => category !== 'payout')
      expect([lines.length, sum(lines.map(({ net }) => net))]).toEqual([inside.length, inside.reduce((total, { gross, fee = 0 }) => total + gross - fee, 0)])

      const openLines = await openBankLines(shop.client)
      const speaksOf = ({ facts }: Exception): unknown[] => [facts['line'], facts['lines']].flat()
      expect(openLines.filter(({ lineId }) => !exceptions.some((exception) => speaksOf(exception).includes(lineId)))).toEqual([])
      const done = (await liveMatches(shop)).flatMap(({ allocations }) => allocations).filter(({ side }) => side === 'bank_line')
      const aside = excluded.filter(({ side }) => side === 'bank_line')
      expect(new Set([...done, ...aside].map(({ subject }) => subject)).size + openLines.length).toBe(bank.length)
      expect(sum(done) + sum(aside) + sum(openLines.map(({ openMinor }) => ({ minor: openMinor })))).toBe(bank.reduce((total, [, minor]) => total + minor, 0))
      expect(excluded.map(({ reason }) => reason)).toEqual(excluded.map(() => 'not ours'))
    }))

  test('3. payout identity: gross, fees, refunds and the rest are the payout to the minor unit, in each currency, or it is told', () =>
    forTrade(async (traded, { residue }) => {
      const { shop, books, settlement } = traded
      await traded.bring()
      // The same payout name in another currency is another payout.
      const dollars = settlement.map((row) => ({ ...row, id: `${row.id}_usd` }))
      await books.file('dollars.csv', stripeFile(dollars, 'USD'), { accountId: shop.accountId })
      await books.reconcile()
      const { payouts } = await shop.client.settlements.payouts({ accountId: null, ...page })
      const wrong: string[] = []
      for (const { payoutId, currency } of payouts) {
        const found = await shop.client.settlements.payout({ payoutId })
        if (!found.ok) throw new Error(found.failure.kind)
        const { waterfall } = found.value
        expect([waterfall.currency, sum(waterfall.steps)]).toEqual([currency, waterfall.linesNetMinor])
        expect(waterfall.payoutMinor! - waterfall.linesNetMinor).toBe(waterfall.residueMinor)
        if (waterfall.residueMinor !== 0) wrong.push(`payout:${payoutId} ${waterfall.residueMinor}`)
      }
      expect((await books.exceptions()).filter(({ code }) => code === 'payout_sum_mismatch').map(({ subject, minor }) => `${subject} ${minor}`).toSorted()).toEqual(wrong.toSorted())
      const hasSecond = settlement.some(({ id }) => id === 'txn_p1')
      expect(wrong).toHaveLength(hasSecond && residue !== 0 ? 2 : 0)
    }))

  test('4. statement identity: opening and entries are the closing balance, and the next statement opens with it', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -99_999, max: 99_999 }).filter((minor) => minor !== 0), { minLength: 1, maxLength: 6 }), fc.integer({ min: -50_000, max: 50_000 }), fc.integer({ min: 1, max: 999 }), async (minors, opening, off) => {
        const shop = await openTestShop({ start: Date.UTC(2026, 6, 3, 10) })
        const books = settling(shop)
        const entries = minors.map((minor, index) => ({ day: `2026-06-1${index}`, minor, text: [`ENTRY ${index}`] }))
        const closing = minors.reduce((total, minor) => total + minor, opening)
        expect(await books.file('wrong.sta', mt940(entries, { opening, closing: closing + off }))).toMatchObject([{ state: 'held', inserted: 0 }])
        expect(await books.file('right.sta', mt940(entries, { opening, day: '2026-06-20' }))).toMatchObject([{ state: 'imported', inserted: minors.length }])
        expect(await books.file('next.sta', mt940([{ day: '2026-06-25', minor: 100, text: ['LATER'] }], { opening: closing, from: '2026-06-20' }))).toMatchObject([{ state: 'imported' }])
        expect(await books.file('jump.sta', mt940([{ day: '2026-07-02', minor: 100, text: ['JUMP'] }], { opening: closing + 100 + off, from: '2026-06-30', day: '2026-07-02' }))).toMatchObject([{ state: 'imported' }])
        await books.reconcile()
        const told = (await books.exceptions()).filter(({ code }) => code !== 'unexplained_bank_line').map(({ code, minor }) => `${code} ${minor}`)
        expect(told.toSorted()).toEqual(['file_arithmetic 0', `statement_gap ${off}`])
        expect(await books.broken()).toEqual([])
        await shop.close()
      }),
      few,
    ))

  test('5. idempotent: the same inputs twice give no new match and no new exception', () =>
    forTrade(async (traded) => {
      const { shop, books } = traded
      await traded.bring()
      await books.reconcile()
      const [first, matches] = [await standing(traded), await liveMatches(shop)]
      await traded.bring()
      await traded.settle('the same under another name.csv', traded.settlement)
      const again = await books.reconcile()
      expect([Object.values(again.matchedPerPass).filter((count) => count > 0), await liveMatches(shop)]).toEqual([[], matches])
      expect(await standing(traded)).toEqual(first)
    }))

  test('6. order-free: rows shuffled or split over several files give the same end result once all are in', () =>
    fc.assert(
      fc.asyncProperty(anyTrade, fc.infiniteStream(fc.nat()), async (trade, numbers) => {
        const shuffled = <T>(items: readonly T[]): T[] => items.map((item) => [numbers.next().value!, item] as const).toSorted(([a], [b]) => a - b).map(([, item]) => item)
        const inHalves = <T>(items: readonly T[]): T[][] => {
          const cut = Math.trunc(items.length / 2)
          return [items.slice(0, cut), items.slice(cut)]
        }
        let whole: unknown = null
        await withTrade(trade, async (traded) => {
          await traded.bring()
          await traded.books.reconcile()
          whole = await standing(traded)
        })
        await withTrade(trade, async (traded) => {
          const pieces = [
            ...inHalves(shuffled(traded.settlement)).map((rows, index) => () => traded.settle(`settlement ${index}.csv`, rows)),
            ...inHalves(shuffled(traded.bank)).map((rows, index) => () => traded.deposit(`bank ${index}.csv`, rows)),
          ]
          for (const bring of shuffled(pieces)) await bring()
          await traded.books.reconcile()
          expect(await standing(traded)).toEqual(whole)
        })
      }),
      few,
    ))

  test('7. monotone: importing more never unmakes a person\'s decision; a conflict is itself an exception', () =>
    forTrade(async ({ shop, books, settle, deposit, settlement, bank }) => {
      const paid = { id: 'txn_h1', category: 'other_adjustment', gross: 6_543, created: '2026-06-01 10:00:00', payout: 'po_HAND9999' }
      await settle('by hand.csv', [paid, { ...paid, id: 'txn_h2', category: 'payout', gross: -6_543 }])
      await deposit('by hand bank.csv', [['2026-06-04', 6_543, 'Somebody', 'Without a name'], ['2026-06-04', 77, 'Somebody', 'Explained']])
      await books.reconcile()
      const [handPayout] = await openPayouts(shop.client)
      const [handLine, other] = (await openBankLines(shop.client)).toSorted((a, b) => b.openMinor - a.openMinor)
      const left = [{ side: 'payout' as const, subject: handPayout!.payoutId, minor: 6_543 }]
      const right = [{ side: 'bank_line' as const, subject: String(handLine!.lineId), minor: 6_543 }]
      const byHand = await shop.client.reconciliation.matchByHand({ left, right, currency: 'EUR', difference: null, note: 'I know them' })
      if (!byHand.ok) throw new Error(byHand.failure.kind)
      const name = { code: 'unexplained_bank_line' as const, subject: `bank:${other!.lineId}` }
      await shop.client.reconciliation.decideExceptions({ names: [name], state: 'explained', note: 'A gift' })

      await settle('settlement.csv', settlement)
      await deposit('bank.csv', [...bank, ['2026-06-05', 6_543, 'Sandbox Payments', 'PAYOUT po_HAND9999']])
      await books.reconcile()
      expect((await liveMatches(shop)).find(({ matchNo }) => matchNo === byHand.value.matchNo)).toMatchObject({ decidedBy: expect.not.stringMatching('run') as string, allocations: [...right, ...left] })
      expect(await shop.client.reconciliation.exception(name)).toMatchObject({ ok: true, value: { state: 'explained', note: 'A gift' } })
      // The deposit that really names the payout has nothing left to explain it: told, not taken.
      expect((await books.exceptions()).filter(({ code, facts }) => code === 'unexpected_deposit' && facts['payout'] === 'po_HAND9999')).toHaveLength(1)
    }))

  test('8. undo: taking a match back restores the exact former open amounts, and both stay in the audit log', () =>
    forTrade(async (traded, _trade, pick) => {
      const { shop, books } = traded
      await traded.bring()
      await books.reconcile(true)
      const amounts = async (): Promise<string[]> => [
        ...(await openPayouts(shop.client)).map(({ payoutId, openMinor }) => `${payoutId} ${openMinor}`),
        ...(await openBankLines(shop.client)).map(({ lineId, openMinor }) => `${lineId} ${openMinor}`),
      ].toSorted()
      const before = await amounts()
      await books.reconcile()
      await acceptAll(shop)
      const deposits = (await liveMatches(shop)).filter(({ link }) => link === 'L4')
      for (const { matchNo } of deposits.toReversed()) expect(await shop.client.reconciliation.undoMatch({ matchNo, lineId: null, reason: 'wrong' })).toMatchObject({ ok: true })
      expect(await amounts()).toEqual(before)

      const [orderId] = traded.orderIds.slice(pick % traded.orderIds.length)
      const trace = await shop.client.reconciliation.trace({ from: 'order', orderId: orderId! })
      const line = trace.ok ? trace.value.lines.find(({ type }) => type === 'payment') : undefined
      const bulk = (await liveMatches(shop)).find(({ pass }) => pass === 'P1')
      const taken = line === undefined ? [] : [line.lineId]
      for (const lineId of taken) await shop.client.reconciliation.undoMatch({ matchNo: bulk!.matchNo, lineId, reason: 'wrong' })
      await books.reconcile()
      expect((await linesOf(shop)).filter(({ lineId, isMatched }) => taken.includes(lineId) && isMatched)).toEqual([])
      const { entries } = await shop.client.audit.list({ filter: { actor: null, act: 'reconciliation.undo', subject: null }, before: null, limit: 200 })
      expect(entries).toHaveLength(deposits.length + taken.length)
      const kept = (await shop.client.reconciliation.matches(page)).matches.filter(({ isUndone }) => isUndone).map(({ matchNo }) => matchNo)
      expect(kept).toEqual(deposits.map(({ matchNo }) => matchNo))
      await proofs(traded)
    }))

  test('9. sealed: a closed period\'s totals and hash never change; later facts post to the open period', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 200, max: 50_000 }), { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 100 }), fc.integer({ min: -900, max: 900 }).filter((minor) => minor !== 0), async (sales, part, late) => {
        const shop = await openTestShop({ start: Date.UTC(2026, 5, 1, 10) })
        const books = settling(shop)
        const sold = []
        for (const minor of sales) {
          const order = await shop.charge(minor)
          shop.pay(order)
          await shop.poll()
          sold.push(order)
        }
        await shop.pass(7 * day)
        await books.pull()
        await books.statement('2026-06-01', '2026-06-07')
        await books.reconcile()
        const closed = await shop.client.periods.close({ accountId: shop.accountId, to: '2026-06-07' })
        if (!closed.ok) throw new Error(JSON.stringify(closed.failure))

        const [{ order }] = sold as [(typeof sold)[number]]
        await shop.client.orders.refund({ orderId: order.orderId, refundId: shop.newId(), amount: { minor: Math.max(1, Math.trunc((order.amount.minor * part) / 100)), currency: 'EUR' }, reason: '' })
        await shop.settled(order.orderId)
        await books.file('late.csv', stripeFile([{ id: 'txn_late', category: 'other_adjustment', gross: late, created: '2026-06-03 10:00:00', payout: 'po_LATE1111' }]), { accountId: shop.accountId })
        await shop.pass(5 * day)
        await books.pull()
        await books.reconcile()
        const listed = await shop.client.periods.list({ accountId: shop.accountId })
        expect(listed.ok && listed.value.periods).toEqual([closed.value])
        expect(await books.codes()).toMatchObject({ wrong_period: 1 })
        const { entries } = await shop.client.ledger.journal({ from: '2026-06-08', to: '2026-06-30', before: null, limit: 200 })
        expect(entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['refund', 'settlement_line']))
        expect(await books.broken()).toEqual([])
        await shop.close()
      }),
      few,
    ))

  test('10. a dry run is the committed run: the same matches, the same exceptions, and nothing of it stays', () =>
    forTrade(async (traded) => {
      const { shop, books } = traded
      await traded.bring()
      const before = await standing(traded)
      const { isDryRun: _dry, durationMs: _dryMs, proposed, ...shown } = await books.reconcile(true)
      expect([await standing(traded), await liveMatches(shop)]).toEqual([before, []])
      const { isDryRun: _real, durationMs: _realMs, proposed: _none, ...made } = await books.reconcile()
      expect(made).toEqual(shown)

      // One by one: what it said it would match is matched, what it said it would propose is proposed.
      const said = (act: string): string[] => proposed!.matches.filter((match) => match.act === act).map(({ pass, left, right }) => parts(pass, [...left, ...right])).toSorted()
      const found = (await liveMatches(shop)).filter(({ bulkCount }) => bulkCount === 0).map(({ pass, allocations }) => parts(pass, allocations))
      const lines = (await linesOf(shop)).filter(({ isMatched }) => isMatched).map(({ lineId }) => String(lineId))
      expect(said('propose')).toEqual((await openProposals(shop.client)).map(({ pass, left, right }) => parts(pass, [...left, ...right])).toSorted())
      expect(said('auto')).toEqual(expect.arrayContaining(found))
      const shownLines = new Set(proposed!.matches.filter(({ act }) => act === 'auto').flatMap(({ right }) => right.filter(({ side }) => side === 'settlement_line').map(({ subject }) => subject)))
      expect(lines.filter((lineId) => !shownLines.has(lineId))).toEqual([])
      const counted = proposed!.matches.filter(({ act }) => act === 'auto').reduce((total, { left, right }) => total + Math.max(left.length, right.length), 0)
      expect([proposed!.more, counted]).toEqual([0, Object.values(made.matchedPerPass).reduce((total, count) => total + count, 0)])
    }))

  test('11. bounded: any pass stops inside its work budget and says which rows it did not examine', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 40 })
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: 0, max: 400 }), (sent, booked, budget) => {
        const run = runDeposits(sent.map((openMinor, index) => payout({ payoutId: `P${index}`, openMinor })), booked.map((openMinor, index) => bankLine({ lineId: index + 1, openMinor })), { budget })
        for (const used of Object.values(run.workUnits)) expect(used).toBeLessThanOrEqual(budget)
        const free = runDeposits(sent.map((openMinor, index) => payout({ payoutId: `P${index}`, openMinor })), booked.map((openMinor, index) => bankLine({ lineId: index + 1, openMinor })))
        const found = new Set(run.matches.map(matchKey))
        const missed = free.matches.filter((match) => !found.has(matchKey(match)))
        expect(missed.length === 0 || run.notExamined.length > 0 || run.ambiguities.length > 0).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('12. explainable: each engine match names pass, rule version and agreeing fields; replaying that on the stored rows gives it again', () =>
    forTrade(async ({ shop, books, ...traded }) => {
      const rule = { name: 'Our acquirer', order: 1, link: 'L4' as const, where: [{ field: 'counterparty' as const, op: 'contains' as const, value: 'sandbox payments' }], window: null, tolerance: null, requireUnique: 'both' as const, act: 'auto' as const, difference: null, reason: null }
      const shown = await shop.client.rules.preview({ ruleId: null, rule })
      if (!shown.ok) throw new Error(shown.failure.kind)
      await shop.client.rules.save({ ruleId: null, rule, previewId: shown.value.previewId })
      await traded.bring()
      await books.reconcile()
      const matches = (await liveMatches(shop)).filter(({ bulkCount }) => bulkCount === 0)
      for (const { pass, decidedBy, evidence } of matches) {
        expect([decidedBy, /^P\d+$/u.test(pass), evidence!.because.length > 0]).toEqual(['run', true, true])
        expect(evidence!.agrees.map(({ field }) => field)).toEqual(expect.arrayContaining(['currency']))
        expect(evidence!.agrees.some(({ field }) => field === 'amount' || field === 'sum')).toBe(true)
      }
      const { store } = openStore(shop.folder)
      const senders = sendersOfAccounts(store)
      const rules = activeRules(store)
      const again = runDepositPasses({
        payouts: payoutsSince(store, (accountId) => senders.get(accountId) ?? [], '2026-01-01', 200), bankLines: bankLinesSince(store, '2026-01-01', 200), declined: new Set(), rules,
      })
      const stored = store.prepare<[], { pass: string; ruleId: string | null; version: number | null }>(`SELECT pass, rule_id AS ruleId, rule_version AS version FROM matches WHERE link = 'L4' ORDER BY match_no`).all()
      store.close()
      const auto = again.matches.filter(({ act }) => act === 'auto')
      const keys = (allocations: readonly Allocation[]): string => allocations.map(({ side, subject, minor }) => `${side} ${subject} ${minor}`).toSorted().join(', ')
      expect(auto.map(({ left, right }) => keys([...left, ...right])).toSorted()).toEqual(matches.filter(({ link }) => link === 'L4').map(({ allocations }) => keys(allocations)).toSorted())
      expect(stored.map(({ pass, ruleId, version }) => `${pass} ${ruleId} ${version}`).toSorted()).toEqual(auto.map(({ pass, rule: own }) => `${pass} ${own?.ruleId ?? null} ${own?.version ?? null}`).toSorted())
    }))
})
