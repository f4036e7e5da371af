import { describe, expect, it } from 'vitest'
import { RunningBalance } from '../../../../../electron/backend/settlements/formats/delimited/running-balance.ts'
import { NO_FACTS, StatementStream } from '../../../../../electron/backend/settlements/formats/delimited/statement-stream.ts'
import type { PayoutNotice } from '../../../../../electron/backend/settlements/formats/reader.ts'

const notice = (currency: string, line: number): PayoutNotice => ({ kind: 'payout-notice', payoutReference: null, minor: line, currency, on: null, status: '', bankReferences: [], line, raw: '' })
const told = (out: StatementStream) => out.take().map((event) => (event.kind === 'statement' ? event.currency : event.kind === 'payout-notice' ? event.line : event.kind === 'statement-end' ? 'end' : event.kind))

describe('rows of several currencies', () => {
  it('become a statement each, the first met first', () => {
    const out = new StatementStream()
    for (const [index, currency] of ['EUR', 'USD', 'EUR', 'GBP', 'USD'].entries()) out.line(notice(currency, index))
    out.end()
    expect(told(out)).toEqual(['EUR', 0, 2, 'end', 'USD', 1, 4, 'end', 'GBP', 3, 'end'])
  })

  it('and accounts are told apart, and a period without rows is a statement too', () => {
    const out = new StatementStream()
    const [one, two] = [{ ...NO_FACTS, account: '1' }, { ...NO_FACTS, account: '2' }]
    out.line(notice('EUR', 1), one)
    out.line(notice('EUR', 2), two)
    out.begin('CHF', two)
    out.end((currency, { account }) => ({ opening: { minor: account.length, currency, on: null } }))
    expect(told(out)).toEqual(['EUR', 1, 'end', 'EUR', 2, 'end', 'CHF', 'end'])
  })

  it('are let through as they come when too many would have to wait', () => {
    const out = new StatementStream()
    for (let line = 0; line < 200_010; line += 1) out.line(notice(line % 2 === 0 ? 'EUR' : 'USD', line))
    out.end(() => ({ controls: [{ what: 'entry-count', stated: 1, line: 1 }] }))
    const events = out.take()
    expect(events.filter(({ kind }) => kind === 'payout-notice')).toHaveLength(200_010)
    expect(events.filter(({ kind }) => kind === 'statement')).toHaveLength(1)
    expect(events.at(-1)).toEqual({ kind: 'statement-end', opening: null, closing: null, controls: [] })
    expect(events.find(({ kind }) => kind === 'warning')).toMatchObject({ code: 'statements-mixed' })
  })
})

describe('a running balance', () => {
  const proofOf = (...rows: readonly (readonly [number, number])[]) => {
    const chain = new RunningBalance()
    for (const [index, [amount, balance]] of rows.entries()) chain.add(amount, balance, index + 2)
    return chain.proof()
  }

  it('tells which way the rows run and what was there before and after', () => {
    expect(proofOf([10, 110], [-5, 105], [20, 125])).toMatchObject({ order: 'oldest-first', openingMinor: 100, closingMinor: 125, breaks: 0 })
    expect(proofOf([20, 125], [-5, 105], [10, 110])).toMatchObject({ order: 'newest-first', openingMinor: 100, closingMinor: 125, breaks: 0 })
    expect(proofOf([10, 110])).toMatchObject({ order: null, openingMinor: 100, closingMinor: 110, rows: 1 })
    expect(proofOf()).toBeNull()
  })

  it('may be written once a day, and cannot be followed over a row that is not readable', () => {
    const daily = new RunningBalance()
    daily.carry(10)
    daily.add(-5, 105, 3)
    daily.carry(20)
    daily.carry(1)
    daily.add(-1, 125, 6)
    daily.carry(7)
    expect(daily.proof()).toMatchObject({ openingMinor: 100, closingMinor: 132, breaks: 0, compared: 1 })
    const gap = new RunningBalance()
    gap.add(10, 110, 2)
    gap.skip()
    gap.add(5, 200, 4)
    expect(gap.proof()).toMatchObject({ breaks: 0, compared: 0 })
  })

  it('shows where it breaks', () => {
    expect(proofOf([10, 110], [-5, 104], [20, 124], [1, 125])).toMatchObject({ order: 'oldest-first', breaks: 1, brokenAt: 3 })
  })
})
