import { describe, expect, it } from 'vitest'
import { evaluateRule } from '../../../../../electron/backend/reconciliation/passes/rule-language/evaluate-rule.ts'
import { bankLine, inShort, payment, paymentLine, payout, rule, runDeposits } from '../making.ts'

const nobody: ReadonlySet<string> = new Set()
const sender = rule({ act: 'auto', where: [{ field: 'counterparty', op: 'contains', value: 'ACME' }] })
const deposits = { link: 'L4', payouts: [payout(), payout({ payoutId: 'P2', openMinor: 777 })], bankLines: [bankLine({ counterpartyName: 'ACME' }), bankLine({ lineId: 2, openMinor: 775 })], declined: nobody } as const

describe('what a rule would have done', () => {
  it('is what a run with it does', () => {
    const outcome = evaluateRule(sender, deposits)
    expect(outcome.matches).toEqual(runDeposits([...deposits.payouts], [...deposits.bankLines], { rules: [sender] }).matches)
    expect(inShort({ ...runDeposits([], []), matches: outcome.appears })).toEqual(['P6 auto P1=1'])
    expect(inShort({ ...runDeposits([], []), matches: outcome.vanishes })).toEqual(['P6 propose P1=1'])
  })
  it('comes on top of the other rules', () => {
    const tolerant = rule({ tolerance: { minor: 5, perMille: 5 }, difference: { reason: 'fee' } }, 'R2')
    const outcome = evaluateRule(tolerant, deposits, [sender])
    expect([outcome.matches, outcome.appears, outcome.vanishes]).toMatchObject([[{ pass: 'P12', rule: { ruleId: 'R2' } }], [{ pass: 'P12' }], []])
  })
  it('replaces what its earlier version did', () => {
    const narrower = rule({ act: 'auto', where: [{ field: 'counterparty', op: 'equals', value: 'ACME LTD' }] }, 'R1', 2)
    const outcome = evaluateRule(narrower, deposits, [sender])
    expect([outcome.matches, outcome.vanishes]).toMatchObject([[], [{ act: 'auto', rule: { ruleId: 'R1', version: 1 } }]])
  })
  it('shows the lines it sets aside', () => {
    const rent = rule({ act: 'exclude', reason: 'rent', where: [{ field: 'counterparty', op: 'contains', value: 'acme' }] })
    const outcome = evaluateRule(rent, deposits)
    expect([outcome.excluded, outcome.vanishes]).toMatchObject([[{ lineId: 1, reason: 'rent' }], [{ act: 'propose' }]])
  })
  it('works for payments as well', () => {
    const outcome = evaluateRule(rule({ link: 'L1', act: 'auto' }), { link: 'L1', payments: [payment()], lines: [paymentLine()], declined: nobody })
    expect([outcome.matches, outcome.appears, outcome.vanishes]).toMatchObject([[{ act: 'auto' }], [{ act: 'auto' }], [{ act: 'propose' }]])
  })
})
