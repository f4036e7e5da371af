import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FoundMatch, LooseLine, OpenBankLine, OpenPayment, OpenPaymentLine, OpenPayout, UnitemisedPayout } from '../../../../electron/backend/reconciliation/passes/matching.ts'
import { matchKey, type RunResult } from '../../../../electron/backend/reconciliation/passes/run-passes.ts'
import { addDays } from '../../../../shared/business-day.ts'
import { bankLine, doubtsInShort, inShort, looseLine, minutesAfterNoon, payment, paymentLine, payout, rule, runDeposits, runLoose, runPayments, unitemised } from './making.ts'

/* Few different amounts, days and names, so that everything collides with everything. */
const amount = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(100, 200, 300, 500, 700, 1100) }, { weight: 2, arbitrary: fc.integer({ min: -400, max: 2500 }) }, { weight: 1, arbitrary: fc.constantFrom(-100, 0) })
const day = fc.oneof({ weight: 6, arbitrary: fc.constantFrom('2026-11-09', '2026-11-10') }, { weight: 3, arbitrary: fc.nat({ max: 20 }).map((days) => addDays('2026-11-02', days)) }, { weight: 1, arbitrary: fc.constant(null) })
const currency = fc.oneof({ weight: 15, arbitrary: fc.constant('EUR') }, { weight: 1, arbitrary: fc.constant('JPY') })
const reference = fc.constantFrom('BATCH-1001', 'BATCH-1002', 'BATCH-1003', 'BATCH-10011', '4711', 'NOTPROVIDED', 'PO_AbCdEf')
const references = fc.oneof({ weight: 4, arbitrary: fc.constant<string[]>([]) }, { weight: 1, arbitrary: fc.array(reference, { maxLength: 2 }) })
const account = fc.constantFrom('A1', 'A1', 'A1', 'A1', 'A2')

const anyPayout = (index: number): fc.Arbitrary<OpenPayout> =>
  fc.record({ payoutId: fc.constant(`P${index}`), accountId: account, openMinor: amount, currency, expectedOn: day, references, senders: fc.constantFrom(['STRIPE'], ['STRIPE'], ['STRIPE', 'ACME'], ['ACME'], []) })
const anyBankLine = (index: number): fc.Arbitrary<OpenBankLine> =>
  fc.record({
    lineId: fc.constant(index), bankAccountId: fc.constant('B1'), openMinor: amount, currency, bookedOn: day, valueOn: day, references,
    text: references.map((some) => `TRANSFER ${some.join(' ')}`), counterpartyName: fc.constantFrom('STRIPE EUROPE', 'STRIPE EUROPE', 'ACME', 'JANE MILLER', null),
  })
const anyLooseLine = (index: number): fc.Arbitrary<LooseLine> =>
  fc.record({ lineId: fc.constant(index), accountId: account, netMinor: amount, currency, availableOn: day, occurredAt: fc.option(fc.nat({ max: 3000 }).map(minutesAfterNoon)) })
const anyUnitemised = (index: number): fc.Arbitrary<UnitemisedPayout> =>
  fc.record({ payoutId: fc.constant(`P${index}`), accountId: account, amountMinor: amount, currency, sentOn: day, anchoredAfterLineId: fc.option(fc.nat({ max: 12 })) })
const anyPayment = (index: number): fc.Arbitrary<OpenPayment> =>
  fc.record({ paymentId: fc.constant(`Y${index}`), accountId: account, minor: amount, currency, paidAt: fc.nat({ max: 3000 }).map(minutesAfterNoon), methodKind: fc.constantFrom('card', 'wallet'), references, words: reference })
const anyPaymentLine = (index: number): fc.Arbitrary<OpenPaymentLine> =>
  fc.record({
    lineId: fc.constant(index), accountId: account, grossMinor: amount, currency, occurredAt: fc.option(fc.nat({ max: 3000 }).map(minutesAfterNoon)), occurredOn: day,
    methodKind: fc.constantFrom('card', 'wallet', null), hasIds: fc.boolean(), references, text: reference,
  })
const several = <T>(one: (index: number) => fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> => fc.nat({ max: most }).chain((count) => fc.tuple(...Array.from({ length: count }, (_none, index) => one(index + 1))))

/** What really happens: payouts that arrive one by one, together or in parts, some of them named in the bank's text. */
const reality = fc.record({ parts: fc.array(fc.constantFrom(100, 200, 300, 701, 1103, -50), { minLength: 1, maxLength: 3 }), isSplit: fc.boolean(), isNamed: fc.boolean(), on: fc.constantFrom('2026-11-09', '2026-11-10', '2026-11-12') })
const realDeposits = fc.array(reality, { minLength: 1, maxLength: 4 }).map((events): [OpenPayout[], OpenBankLine[]] => {
  const payouts: OpenPayout[] = []
  const lines: OpenBankLine[] = []
  for (const [event, { parts, isSplit, isNamed, on }] of events.entries()) {
    const names = parts.map((_part, index) => `BATCH-9${event}${index}00`)
    const whole = parts.reduce((sum, part) => sum + part, 0)
    for (const [index, openMinor] of (isSplit ? [whole] : parts).entries()) payouts.push(payout({ payoutId: `P${event}${index}`, openMinor, expectedOn: on, references: [names[index]!] }))
    const text = isNamed ? (isSplit ? names[0]! : names.join(' ')) : 'CREDIT'
    for (const openMinor of isSplit ? parts : [whole]) lines.push(bankLine({ lineId: lines.length + 1, openMinor, valueOn: on, text }))
  }
  return [payouts, lines]
})

const rules = [
  rule({ act: 'exclude', reason: 'private', where: [{ field: 'counterparty', op: 'contains', value: 'miller' }, { field: 'amount', op: 'between', value: [0, 300] }, { field: 'currency', op: 'equals', value: 'EUR' }] }, 'R1'),
  rule({ act: 'auto', where: [{ field: 'text', op: 'regex', value: 'batch.*1001' }] }, 'R2'),
  rule({ tolerance: { minor: 120, perMille: 200 }, difference: { reason: 'fee' }, requireUnique: 'one' }, 'R3'),
  rule({ link: 'L1', act: 'auto' }, 'R4'),
  rule({ link: 'L1', tolerance: { minor: 120, perMille: 200 }, difference: { reason: 'rounding' } }, 'R5'),
]
const aliases = [{ from: 'BATCH-1002', to: 'PO_AbCdEf' }]

interface Kind {
  readonly name: string
  /** Items of the two sides, as whatever the run takes. */
  readonly sides: fc.Arbitrary<[readonly Item[], readonly Item[]]>
  readonly run: (left: readonly Item[], right: readonly Item[], more?: { declined?: ReadonlySet<string>; budget?: number; shouldStop?: () => boolean }) => RunResult
  readonly facts: (item: Item) => { readonly key: string; readonly minor: number; readonly currency: string; readonly accountId: string | null }
  /** What automatic matches leave for the next run. */
  readonly leave: (item: Item) => Item | null
}
type Item = OpenPayout | OpenBankLine | LooseLine | UnitemisedPayout | OpenPayment | OpenPaymentLine

const deposits: Kind = {
  name: 'payouts and deposits',
  sides: fc.oneof(fc.tuple(several(anyPayout, 9), several(anyBankLine, 9)), realDeposits),
  run: (left, right, more) => runDeposits([...(left as OpenPayout[])], [...(right as OpenBankLine[])], { rules, ...more }),
  facts: (item) => ({ key: 'payoutId' in item ? `payout ${item.payoutId}` : `bank_line ${(item as OpenBankLine).lineId}`, minor: (item as OpenPayout).openMinor, currency: item.currency, accountId: null }),
  leave: (item) => ('payoutId' in item ? { ...(item as OpenPayout), openMinor: 0 } : null),
}
const loose: Kind = {
  name: 'lines and payouts without a list',
  sides: fc.tuple(several(anyLooseLine, 20), several(anyUnitemised, 5)),
  run: (left, right, more) => runLoose([...(right as UnitemisedPayout[])], [...(left as LooseLine[])], more),
  facts: (item) => ({ key: 'amountMinor' in item ? `payout ${item.payoutId}` : `settlement_line ${(item as LooseLine).lineId}`, minor: 'amountMinor' in item ? item.amountMinor : (item as LooseLine).netMinor, currency: item.currency, accountId: (item as LooseLine).accountId }),
  leave: (item) => ('netMinor' in item ? { ...item, isTaken: true } : null),
}
const payments: Kind = {
  name: 'payments and lines',
  sides: fc.tuple(several(anyPayment, 9), several(anyPaymentLine, 9)),
  run: (left, right, more) => runPayments([...(left as OpenPayment[])], [...(right as OpenPaymentLine[])], { rules, aliases, ...more }),
  facts: (item) => ({ key: 'paymentId' in item ? `payment ${item.paymentId}` : `settlement_line ${(item as OpenPaymentLine).lineId}`, minor: 'paymentId' in item ? item.minor : (item as OpenPaymentLine).grossMinor, currency: item.currency, accountId: (item as OpenPayment).accountId }),
  leave: () => null,
}

const itemsOf = ({ left, right }: FoundMatch): string[] => [...left, ...right].map(({ side, subject }) => `${side} ${subject}`)
const sumOf = (parts: readonly { readonly minor: number }[]): number => parts.reduce((sum, { minor }) => sum + minor, 0)
const automatic = ({ matches }: RunResult): FoundMatch[] => matches.filter(({ act }) => act === 'auto')
const isOnce = (items: readonly string[]): boolean => new Set(items).size === items.length
const runs = { numRuns: 250 }

describe.each([deposits, loose, payments])('$name', ({ sides, run, facts, leave }) => {
  it('every match conserves money, in one currency, and takes its items whole', () => {
    fc.assert(
      fc.property(sides, ([left, right]) => {
        const known = new Map([...left, ...right].map((item) => [facts(item).key, facts(item)]))
        for (const match of run(left, right).matches) {
          expect(sumOf(match.left) + sumOf(match.differences)).toBe(sumOf(match.right))
          const members = itemsOf(match).map((key) => known.get(key)!)
          expect([...match.left, ...match.right].map(({ minor }) => minor)).toEqual(members.map(({ minor }) => minor))
          expect(new Set(members.map((member) => member.currency))).toEqual(new Set([match.currency]))
          expect(new Set(members.map(({ accountId }) => accountId)).size).toBe(1)
        }
      }),
      runs,
    )
  })

  it('no item is taken twice, and a pass proposes no item twice nor one that is taken', () => {
    fc.assert(
      fc.property(sides, ([left, right]) => {
        const found = run(left, right)
        const { matches, ambiguities } = found
        const all = automatic(found).flatMap(itemsOf)
        const taken = new Set(all)
        expect(isOnce(all)).toBe(true)
        const proposals = Map.groupBy(matches.filter(({ act }) => act === 'propose'), ({ pass }) => pass)
        for (const group of proposals.values()) expect(isOnce(group.flatMap(itemsOf))).toBe(true)
        const spoken = [...proposals.values()].flat().flatMap(itemsOf)
        expect(spoken.filter((item) => taken.has(item))).toEqual([])
        expect(ambiguities.filter(({ side, subject }) => taken.has(`${side} ${subject}`))).toEqual([])
        expect(isOnce(matches.map(matchKey))).toBe(true)
      }),
      runs,
    )
  })

  it('the order of the items does not matter', () => {
    const shuffled = sides.chain(([left, right]) => fc.tuple(fc.constant([left, right] as const), fc.shuffledSubarray([...left], { minLength: left.length }), fc.shuffledSubarray([...right], { minLength: right.length })))
    fc.assert(
      fc.property(shuffled, ([[left, right], otherLeft, otherRight]) => {
        expect(run(otherLeft, otherRight)).toEqual(run(left, right))
      }),
      runs,
    )
  })

  it('a second run over what is left finds nothing more that is certain', () => {
    fc.assert(
      fc.property(sides, ([left, right]) => {
        const first = run(left, right)
        const taken = new Set(automatic(first).flatMap(itemsOf))
        const rest = (items: readonly Item[]): Item[] => items.flatMap((item) => (taken.has(facts(item).key) ? (leave(item) ?? []) : item))
        const second = run(rest(left), rest(right))
        expect(automatic(second)).toEqual([])
      }),
      runs,
    )
  })

  it('what a person has declined never returns', () => {
    fc.assert(
      fc.property(sides, ([left, right]) => {
        const declined = new Set(run(left, right).matches.map(matchKey))
        expect(run(left, right, { declined }).matches.map(matchKey).filter((key) => declined.has(key))).toEqual([])
      }),
      runs,
    )
  })

  it('no pass works more than its budget, and what is certain within it is certain without', () => {
    fc.assert(
      fc.property(sides, fc.nat({ max: 400 }), ([left, right], budget) => {
        const bounded = run(left, right, { budget })
        expect(Object.values(bounded.workUnits).every((units) => units <= budget)).toBe(true)
        expect(run(left, right, { budget })).toEqual(bounded)
        const whole = run(left, right)
        const certain = new Set(automatic(whole).map(matchKey))
        expect(automatic(bounded).map(matchKey).filter((key) => !certain.has(key))).toEqual([])
        expect(bounded.matches.length < whole.matches.length && bounded.notExamined.length === 0).toBe(false)
      }),
      runs,
    )
  })

  it('a run that is stopped at once matches nothing and says what it has not examined', () => {
    fc.assert(
      fc.property(sides, ([left, right]) => {
        const stopped = run(left, right, { shouldStop: () => true })
        expect(stopped.matches).toEqual([])
        expect(stopped.notExamined.length > 0 || run(left, right).matches.length === 0).toBe(true)
      }),
      runs,
    )
  })

  it('every match says why', () => {
    fc.assert(
      fc.property(sides, ([left, right]) => {
        for (const { evidence, act, rule: used, pass } of run(left, right).matches) {
          expect(evidence.because.length).toBeGreaterThan(0)
          expect(evidence.agrees.length).toBeGreaterThan(0)
          expect(used !== null || !(pass === 'P12' || (pass === 'P10' && act === 'auto'))).toBe(true)
        }
      }),
      runs,
    )
  })
})

describe('payouts and deposits, from the outside', () => {
  it('two payouts in one deposit, and one payout in two deposits, named or not', () => {
    const two = [payout({ openMinor: 6100, references: ['BATCH-2001'] }), payout({ payoutId: 'P2', openMinor: 3900, references: ['BATCH-2002'] })]
    expect(inShort(runDeposits(two, [bankLine({ text: 'BATCH-2001 BATCH-2002' })]))).toEqual(['P5 auto P1+P2=1'])
    expect(inShort(runDeposits(two, [bankLine()]))).toEqual(['P7 auto P1+P2=1'])
    const halves = [bankLine({ openMinor: 6100 }), bankLine({ lineId: 2, openMinor: 3900 })]
    expect(inShort(runDeposits([payout({ references: ['BATCH-2001'] })], halves.map((line) => ({ ...line, text: 'BATCH-2001' }))))).toEqual(['P5 auto P1=1+2'])
    expect(inShort(runDeposits([payout()], halves))).toEqual(['P7 propose P1=1+2'])
  })

  it('one reference on two payouts, the first of which failed: the days tell which is likelier, a person which it was', () => {
    const twice = [payout({ references: ['BATCH-2001'] }), payout({ payoutId: 'P2', references: ['BATCH-2001'], expectedOn: '2026-11-12' })]
    const run = runDeposits(twice, [bankLine({ text: 'BATCH-2001', valueOn: '2026-11-12' })])
    expect(run.matches.every(({ act }) => act === 'propose')).toBe(true)
    expect(doubtsInShort(run)).toContain('P5 bank_line 1: P1 P2')
  })

  it('what a later pass takes is not left as a proposal of an earlier one', () => {
    // By amount, 1 might be either payout's; by sum, 2 is surely P3 and P4, and nothing of that touches 1.
    const payouts = [payout(), payout({ payoutId: 'P2' }), payout({ payoutId: 'P3', openMinor: 111 }), payout({ payoutId: 'P4', openMinor: 2222 })]
    expect(inShort(runDeposits(payouts, [bankLine(), bankLine({ lineId: 2, openMinor: 2333 })]))).toEqual(['P7 auto P3+P4=2', 'P6 propose P1=1'])
  })

  it('what was ambiguous is matched in the same run once the other candidate is used up', () => {
    const payouts = [payout({ openMinor: 300 }), payout({ payoutId: 'P2', openMinor: 300, accountId: 'A2', senders: ['ACME'] }), payout({ payoutId: 'P3', openMinor: 200, accountId: 'A2', senders: ['ACME'] })]
    const lines = [bankLine({ openMinor: 300 }), bankLine({ lineId: 2, openMinor: 500, counterpartyName: 'ACME' })]
    expect(inShort(runDeposits(payouts, lines))).toEqual(['P6 auto P1=1', 'P7 auto P2+P3=2'])
  })

  it('a pass that is switched off finds nothing, and identity still keeps others from guessing', () => {
    const named = [payout({ references: ['BATCH-2001'], openMinor: 500 }), payout({ payoutId: 'P2' })]
    expect(runDeposits(named, [bankLine({ text: 'BATCH-2001' })], { off: new Set(['P5']) }).matches).toEqual([])
    expect(runDeposits([payout()], [bankLine()], { off: new Set(['P6']) }).matches).toEqual([])
  })

  it('a manual payout without a list of lines is found behind the one before it', () => {
    const lines = [4_100, 2_590, -300, 8_000].map((net, index) => looseLine(index + 1, net))
    expect(inShort(runLoose([unitemised(6_390, { anchoredAfterLineId: 0 })], lines))).toEqual(['P8 auto 1+2+3=P1'])
  })

  it('a reference that was used again after a failed attempt does not decide between the attempts', () => {
    const attempts = [payment({ references: ['ORDER-77123'] }), payment({ paymentId: 'Y2', references: ['ORDER-77123'], paidAt: minutesAfterNoon(5) })]
    const run = runPayments(attempts, [paymentLine({ text: 'ORDER-77123', occurredAt: minutesAfterNoon(60 * 24 * 9) })], { rules })
    expect(run.matches.every(({ act }) => act === 'propose')).toBe(true)
    expect(doubtsInShort(run)).toEqual(['P11 settlement_line 1: Y2 Y1'])
  })
})
