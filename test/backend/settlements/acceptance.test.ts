import { describe, expect, it } from 'vitest'
import { createAcceptance } from '../../../electron/backend/settlements/acceptance.ts'
import type { BankEntry, ReadEvent, SettlementLine, StatementEnd, StatementStart } from '../../../electron/backend/settlements/formats/reader.ts'

const statement = (more: Partial<StatementStart> = {}): StatementStart => ({
  kind: 'statement', account: 'A', bank: null, currency: 'EUR', statementId: null, sequence: null, page: null, purpose: 'statement', from: null, to: null, ...more,
})
const end = (more: Partial<StatementEnd> = {}): StatementEnd => ({ kind: 'statement-end', opening: null, closing: null, controls: [], ...more })
const euro = (minor: number) => ({ minor, currency: 'EUR', on: null })

const entry = (minor: number, more: Partial<BankEntry> = {}): BankEntry => ({
  kind: 'entry', minor, currency: 'EUR', bookedOn: '2026-11-02', valueOn: null, status: 'booked', nativeId: null, references: [], text: '', counterpartyName: null,
  counterpartyAccount: null, typeCode: null, original: null, chargesMinor: null, isReversal: false, details: [], line: 1, raw: '', ...more,
})
const line = (grossMinor: number, feeMinor: number, more: Partial<SettlementLine> = {}): SettlementLine => ({
  kind: 'line', type: 'payment', typeText: 'charge', grossMinor, feeMinor, netMinor: grossMinor - feeMinor, currency: 'EUR', nativeId: null, merchantReference: null,
  platformReference: null, parentReference: null, payoutReference: null, references: [], occurredAt: null, occurredOn: '2026-11-02', availableOn: null, method: null, text: '',
  original: null, excluded: null, line: 1, raw: '', ...more,
})

const accept = (...events: readonly ReadEvent[]) => {
  const acceptance = createAcceptance()
  acceptance.take(events)
  return acceptance.finish({ format: 'test', side: 'settlement', encoding: 'utf-8' })
}

describe('a settlement', () => {
  it('counts its lines and sums what they earned, payouts left out', () => {
    const report = accept(statement(), line(10000, 300), line(-2000, 0, { type: 'refund' }), line(-7700, 0, { type: 'payout' }), line(500, 0, { type: 'payout_return' }), end())
    expect(report.accounts).toMatchObject([{ entries: 4, creditsMinor: 9700, debitsMinor: 2000, from: '2026-11-02', to: '2026-11-02' }])
  })

  it('proves its balances with the payouts', () => {
    const report = accept(statement(), line(10000, 300), line(-9700, 0, { type: 'payout' }), end({ opening: euro(100), closing: euro(100) }))
    expect(report).toMatchObject({ findings: [], accounts: [{ proof: 'proved' }] })
  })

  it('keeps lines that moved no settled money out of every sum', () => {
    const report = accept(statement(), line(10000, 300), line(5000, 0, { excluded: 'pending' }), end())
    expect(report.accounts).toMatchObject([{ entries: 1, excludedLines: 1, creditsMinor: 9700 }])
  })

  it('in several currencies is an account for each', () => {
    const report = accept(statement(), line(100, 0), line(200, 0, { currency: 'USD' }), end({ opening: euro(0), closing: euro(100) }))
    expect(report.accounts.map(({ currency, creditsMinor, proof }) => [currency, creditsMinor, proof])).toEqual([['EUR', 100, 'proved'], ['USD', 200, 'unproved']])
  })

  it('with lines in other currencies only has no empty account', () => {
    expect(accept(statement(), line(200, 0, { currency: 'USD' }), end()).accounts.map(({ currency }) => currency)).toEqual(['USD'])
    expect(accept(statement(), end()).accounts.map(({ currency }) => currency)).toEqual(['EUR'])
  })

  it('is held to the totals it states', () => {
    const controls = [
      { what: 'entry-count', stated: 2, line: 9 }, { what: 'gross-sum', stated: 8000, line: 9 }, { what: 'fee-sum', stated: 300, line: 9 }, { what: 'net-sum', stated: 7700, line: 9 },
      { what: 'credit-sum', stated: 1, line: 10 }, { what: 'debit-count', stated: 7, line: 11, weak: true },
    ] as const
    const report = accept(statement(), line(10000, 300), line(-2000, 0, { type: 'refund' }), end({ controls }))
    expect(report.findings).toEqual([{ kind: 'control_total', statement: 0, what: 'credit-sum', stated: 1, counted: 9700, line: 10 }])
    expect(report.warnings).toMatchObject([{ code: 'control-total-differs', line: 11 }])
  })
})

describe('totals of a whole file', () => {
  it('are compared with what the reader counted', () => {
    const controls = [{ what: 'control-sum', stated: 5, counted: 6, line: 3 }, { what: 'record-count', stated: 5, counted: 6, line: 3, weak: true }, { what: 'control-sum', stated: 5, counted: 5, line: 4 }] as const
    const report = accept(statement(), end(), { kind: 'controls', controls })
    expect(report).toMatchObject({ findings: [{ kind: 'control_total', statement: null, stated: 5, counted: 6 }], warningCount: 1 })
  })
})

describe('pages of interleaved accounts', () => {
  const page = (account: string, number: number, opening: number, closing: number, minor: number): readonly ReadEvent[] => [
    statement({ account, sequence: '7', page: number }), entry(minor),
    end({ opening: number === 1 ? euro(opening) : null, closing: number === 2 ? euro(closing) : null }),
  ]

  it('are joined by account, and proved over the balances at their outer ends', () => {
    const report = accept(...page('A', 1, 0, 0, 5), ...page('B', 1, 100, 0, 1), ...page('A', 2, 0, 12, 7), ...page('B', 2, 0, 103, 2))
    expect([report.findings, report.accounts.map(({ proof }) => proof)]).toEqual([[], ['proved', 'proved', 'proved', 'proved']])
  })

  it('that do not add up together are one finding', () => {
    const report = accept(...page('A', 1, 0, 0, 5), ...page('A', 2, 0, 13, 7))
    expect(report.findings).toMatchObject([{ kind: 'file_arithmetic', pages: 2, differenceMinor: 1 }])
  })

  it('that end at a page break lack one', () => {
    const report = accept(statement({ sequence: '7', page: 1 }), end({ opening: euro(0), closing: { ...euro(0), intermediate: true } }))
    expect(report.warnings.map(({ code }) => code)).toEqual(['page-missing'])
  })
})

describe('the report', () => {
  it('keeps the first thousand errors and counts them all', () => {
    const errors = Array.from({ length: 1500 }, (_, index): ReadEvent => ({ kind: 'row-error', reason: 'unreadable', line: index, field: 'x', value: '' }))
    const report = accept(statement(), ...errors, end())
    expect([report.rowErrors.length, report.rowErrorCount]).toEqual([1000, 1500])
  })

  it('shows what was counted of a statement in which the file was refused', () => {
    const report = accept(statement(), entry(500), { kind: 'refused', reason: 'truncated', line: 5, field: null, detail: '' })
    expect(report).toMatchObject({ refused: { reason: 'truncated' }, accounts: [{ entries: 1, creditsMinor: 500, proof: 'unproved' }] })
  })

  it('prefers the period that is stated to that of the entries', () => {
    const report = accept(statement({ from: '2026-11-01' }), entry(1), entry(1, { bookedOn: null, valueOn: '2026-11-09' }), end())
    expect(report.accounts).toMatchObject([{ from: '2026-11-01', to: '2026-11-09' }])
  })

  it('counts payouts that are announced', () => {
    expect(accept({ kind: 'payout-notice', payoutReference: 'p', minor: 1, currency: 'EUR', on: null, status: 'paid', bankReferences: [], line: 1, raw: '' }).payoutNotices).toBe(1)
  })
})
