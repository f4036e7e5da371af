import type { Day } from '../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../shared/currency.ts'
import type { BankEntry, ControlTotal, PayoutNotice, ReadEvent, RowErrorReason, SettlementLine, StatementEnd } from '../reader.ts'
import { rowError, warning } from '../reports.ts'
import type { SourceRecord } from './records.ts'

/** What a statement says of itself apart from its currency. One object a statement: it is compared by identity. */
export interface StatementFacts {
  readonly account: string
  readonly statementId: string | null
  readonly sequence: string | null
  readonly from: Day | null
  readonly to: Day | null
}

export const NO_FACTS: StatementFacts = { account: '', statementId: null, sequence: null, from: null, to: null }

/** What a statement ends with, as far as the file tells. */
export type Ending = Partial<Pick<StatementEnd, 'opening' | 'closing' | 'controls'>>

/** Items of other statements that wait until the open one ends, and statements at once. */
const MOST_WAITING = 100_000
const MOST_STATEMENTS = 1000

type Item = SettlementLine | PayoutNotice | BankEntry

interface Statement {
  readonly facts: StatementFacts
  readonly currency: CurrencyCode
  readonly waiting: Item[]
}

/**
 * Collects a reader's events and sorts the rows into statements of one account and one currency. Platforms mix currencies
 * row by row; the first statement met is passed on at once, the others wait for its end. When too many wait, they are let
 * through as they come: each row names its currency, but nothing is then said of the balances.
 */
export class StatementStream {
  #events: ReadEvent[] = []
  #statements: Statement[] = []
  #open: Statement | null = null
  #waiting = 0
  #isMixed = false
  #isEmpty = true

  /** The events since the last call, in order. */
  take(): readonly ReadEvent[] {
    const events = this.#events
    this.#events = []
    if (events.length > 0) this.#isEmpty = false
    return events
  }

  /** Where errors and warnings go as well. */
  get events(): ReadEvent[] {
    return this.#events
  }

  line(item: Item, facts: StatementFacts = NO_FACTS): void {
    const open = this.#open
    if (open !== null && ((open.currency === item.currency && open.facts === facts) || this.#isMixed)) {
      this.#events.push(item)
      return
    }
    const statement = this.#statement(item.currency, facts)
    if (statement === this.#open) {
      this.#events.push(item)
      return
    }
    statement.waiting.push(item)
    this.#waiting += 1
    if (this.#waiting > MOST_WAITING || this.#statements.length > MOST_STATEMENTS) this.#mix()
  }

  /** Makes sure that a statement exists, for a period without a line. */
  begin(currency: CurrencyCode, facts: StatementFacts = NO_FACTS): void {
    if (!this.#isMixed) this.#statement(currency, facts)
  }

  /** True while neither a statement nor an error was told. */
  get isEmpty(): boolean {
    return this.#isEmpty && this.#events.length === 0
  }

  error(reason: RowErrorReason, record: SourceRecord, field: string, value: string | undefined): void {
    this.#events.push(rowError(reason, record.line, field, value ?? ''))
  }

  warn(code: string, line: number | null, detail: string): void {
    this.#events.push(warning(code, line, detail))
  }

  /** Ends all statements; `endingOf` gives what the file states about each. Afterwards new ones may begin. */
  end(endingOf: (currency: CurrencyCode, facts: StatementFacts) => Ending = () => ({})): void {
    const open = this.#open
    if (open !== null) this.#close(this.#isMixed ? {} : endingOf(open.currency, open.facts))
    for (const statement of this.#statements) {
      if (statement === open) continue
      this.#start(statement)
      for (const item of statement.waiting) this.#events.push(item)
      this.#close(endingOf(statement.currency, statement.facts))
    }
    this.#statements = []
    this.#open = null
    this.#waiting = 0
    this.#isMixed = false
  }

  #statement(currency: CurrencyCode, facts: StatementFacts): Statement {
    let statement = this.#statements.find((known) => known.currency === currency && known.facts === facts)
    if (statement === undefined) {
      statement = { facts, currency, waiting: [] }
      this.#statements.push(statement)
      if (this.#open === null) this.#start(statement)
    }
    return statement
  }

  #start(statement: Statement): void {
    this.#open = statement
    const { account, statementId, sequence, from, to } = statement.facts
    this.#events.push({
      kind: 'statement', account, bank: null, currency: statement.currency, statementId, sequence, page: null,
      purpose: 'statement', from, to,
    })
  }

  #close({ opening = null, closing = null, controls = [] }: Ending): void {
    this.#events.push({ kind: 'statement-end', opening, closing, controls })
  }

  #mix(): void {
    const kept = this.#statements.filter((statement) => statement === this.#open)
    for (const { waiting } of this.#statements) for (const item of waiting) this.#events.push(item)
    this.#events.push(warning('statements-mixed', null, String(this.#statements.length)))
    this.#statements = kept
    this.#isMixed = true
  }
}

/** A control total as the file states it. `counted`: where the acceptance step would count otherwise than the platform does. */
export const control = (what: ControlTotal['what'], stated: number, line: number, counted?: number): ControlTotal =>
  counted === undefined ? { what, stated, line } : { what, stated, line, counted }
