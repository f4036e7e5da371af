import { describe, expect, it } from 'vitest'
import type { FoundMatch } from '../../../../electron/backend/reconciliation/passes/matching.ts'
import { bankLine, minutesAfterNoon, payment, paymentLine, payout, rule, runDeposits, runPayments } from './making.ts'

/* One field is changed, and the reason changes with it: nothing in the evidence is a phrase that is always there. */

/** "pass act", then what agrees, what differs, why, and who came second. */
const reason = (match: FoundMatch | undefined): string[] => {
  if (match === undefined) return ['no match']
  const { pass, act, evidence } = match
  return [
    `${pass} ${act}`, ...evidence.agrees.map(({ field, distance }) => `= ${field} ${distance}`), ...evidence.differs.map(({ field, distance }) => `x ${field} ${distance}`),
    ...evidence.because, ...(evidence.runnerUp === null ? [] : [`then ${evidence.runnerUp.subject} ${evidence.runnerUp.why}`]),
  ]
}

describe('a named deposit', () => {
  const named = payout({ references: ['PO-778899'] })
  const line = bankLine({ text: 'STRIPE PO-778899' })
  const why = (ours: Parameters<typeof payout>[0], theirs: Parameters<typeof bankLine>[0], ...others: ReturnType<typeof bankLine>[]) => reason(runDeposits([{ ...named, ...ours }], [{ ...line, ...theirs }, ...others]).matches[0])
  const whole = ['P5 auto', '= reference 0', '= amount 0', '= currency 0', '= date 0', '= sender 0', 'named', 'unique-both-ways']

  it('is explained by its name', () => expect(why({}, {})).toEqual(whole))
  it.each<[string, Parameters<typeof payout>[0], Parameters<typeof bankLine>[0], string[]]>([
    ['the day', {}, { valueOn: '2026-11-12' }, whole.with(4, '= date 3')],
    ['the day, by far', {}, { valueOn: '2026-12-12' }, ['P5 propose', '= reference 0', '= amount 0', '= currency 0', '= sender 0', 'x date 24', 'named', 'outside-window']],
    ['the day, to none', {}, { valueOn: null, bookedOn: null }, [...whole.slice(0, 4), ...whole.slice(5), 'no-date']],
    ['the counterparty', {}, { counterpartyName: 'JANE' }, [...whole.slice(0, 5), 'x sender null', ...whole.slice(6)]],
    ['the name, to none', {}, { text: 'STRIPE' }, ['P6 auto', '= amount 0', '= currency 0', '= date 0', '= sender 0', 'unique-both-ways', 'known-sender']],
    ['the name, to another', { references: ['PO-778890'] }, {}, ['P6 auto', '= amount 0', '= currency 0', '= date 0', '= sender 0', 'unique-both-ways', 'known-sender']],
    ['the amount', {}, { openMinor: 10_001 }, ['no match']], ['the currency', {}, { currency: 'USD' }, ['no match']], ['the direction', {}, { openMinor: -10_000 }, ['no match']],
  ])('and loses or changes it with %s', (_what, ours, theirs, expected) => expect(why(ours, theirs)).toEqual(expected))
  it('tells who else was named', () => expect(why({}, {}, bankLine({ lineId: 2, openMinor: 500, text: 'PO-778899' })).at(-1)).toBe('then 2 other-amount'))
})

describe('a deposit of equal amount', () => {
  const why = (theirs: Parameters<typeof bankLine>[0], ...others: ReturnType<typeof bankLine>[]) => reason(runDeposits([payout()], [bankLine(theirs), ...others]).matches[0])
  const whole = ['P6 auto', '= amount 0', '= currency 0', '= date 0', '= sender 0', 'unique-both-ways', 'known-sender']

  it('is explained by amount, day and sender', () => expect(why({})).toEqual(whole))
  it('counts bank days', () => expect(why({ valueOn: '2026-11-16' })).toEqual(whole.with(3, '= date 5')))
  it('of another sender is a guess', () => expect(why({ counterpartyName: 'JANE' })).toEqual(['P6 propose', '= amount 0', '= currency 0', '= date 0', 'x sender null', 'unique-both-ways', 'unknown-sender']))
  it.each<[string, ReturnType<typeof bankLine>, string[]]>([
    ['is nearer than a later one', bankLine({ lineId: 2, valueOn: '2026-11-11' }), ['P6 propose', ...whole.slice(1, 5), 'other-candidates', 'known-sender', 'then 2 farther']],
    ['is older than an equal one', bankLine({ lineId: 2 }), ['P6 propose', ...whole.slice(1, 5), 'oldest-of-equals', 'known-sender', 'then 2 equally-near']],
    ['goes before a stranger', bankLine({ lineId: 2, counterpartyName: 'JANE' }), [...whole, 'then 2 unknown-sender']],
    ['goes before one that is too late', bankLine({ lineId: 2, valueOn: '2026-12-11' }), [...whole, 'then 2 outside-window']],
    ['is alone beside another amount', bankLine({ lineId: 2, openMinor: 9_999 }), whole],
  ])('%s', (_what, other, expected) => expect(why({}, other)).toEqual(expected))
})

describe('a sum', () => {
  const why = (secondDue: string, lineDay: string) => reason(runDeposits([payout({ openMinor: 6000 }), payout({ payoutId: 'P2', openMinor: 4000, expectedOn: secondDue })], [bankLine({ valueOn: lineDay })]).matches[0])

  it('is explained by the sum and each day', () => {
    expect(why('2026-11-09', '2026-11-09')).toEqual(['P7 auto', '= sum 0', '= currency 0', '= sender 0', '= date 0', '= date 0', 'only-subset', 'known-sender', 'same-day'])
    expect(why('2026-11-10', '2026-11-11')).toEqual(['P7 propose', '= sum 0', '= currency 0', '= sender 0', '= date 2', '= date 1', 'only-subset', 'known-sender'])
  })
})

describe('a payment without ids', () => {
  const why = (theirs: Parameters<typeof paymentLine>[0], rules = [rule({ link: 'L1', act: 'auto' })]) => reason(runPayments([payment()], [paymentLine(theirs)], { rules }).matches[0])
  const whole = ['P10 auto', '= amount 0', '= currency 0', '= time 0', '= method 0', 'unique-both-ways', 'rule']

  it.each<[string, Parameters<typeof paymentLine>[0], string[]]>([
    ['nothing', {}, whole], ['the time', { occurredAt: minutesAfterNoon(-1) }, whole.with(3, '= time -60000')], ['the time, to a day', { occurredAt: null }, whole.with(3, '= date 0')], ['the method, to none', { methodKind: null }, whole.toSpliced(4, 1)],
    ['the method', { methodKind: 'wallet' }, ['no match']], ['the amount', { grossMinor: 449 }, ['no match']], ['the ids', { hasIds: true, references: ['X-1'] }, ['no match']],
  ])('is explained anew when it changes in %s', (_what, theirs, expected) => expect(why(theirs)).toEqual(expected))
  it('without the rule is only proposed', () => expect(why({}, [])).toEqual(['P10 propose', ...whole.slice(1, 6)]))
})
