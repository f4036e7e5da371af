import { isCurrencyCode, type CurrencyCode } from '../../../../../shared/currency.ts'
import type { Day } from '../../../../../shared/business-day.ts'
import { parseMoney } from '../../../../../shared/money.ts'
import { referenceOrNull, referencesFrom } from '../bank/references.ts'
import { isNoAmount, readAmount, type DecimalSign } from '../delimited/amounts.ts'
import { cellOrNull, cellText } from '../delimited/cells.ts'
import { currencyOfCell, currencyOfMark } from '../delimited/currency-marks.ts'
import { dayOfExcelSerial, readDate, readDateParts } from '../delimited/dates.ts'
import type { SourceRecord } from '../delimited/records.ts'
import { RunningBalance } from '../delimited/running-balance.ts'
import { NO_FACTS, type Ending, type StatementFacts, type StatementStream } from '../delimited/statement-stream.ts'
import type { BankEntry, RowErrorReason } from '../reader.ts'
import { balanceKind, balanceRowKind, frameFacts, isBalanceText } from './frame-facts.ts'
import type { AmountLayout, ColumnPlace, CsvMapping } from '../../../../../shared/csv-mapping.ts'
import { signedMinor } from './signed-amount.ts'
import { statusOf } from './status-words.ts'

const MOST_KNOWN_DAYS = 5000

/** The rows of a bank's export as entries, by a mapping whose columns stand where the file has them. */
export class EntryRows {
  readonly #mapping: CsvMapping
  readonly #currency: CurrencyCode | null
  readonly #frame: SourceRecord[]
  /** The account in the lines above the table. */
  readonly #frameAccount: string | null
  readonly #facts = new Map<string, StatementFacts>()
  readonly #balances = new Map<string, RunningBalance>()
  /** Balances that stand among the rows, by account and currency. */
  readonly #stated = new Map<string, { opening?: number; closing?: number }>()
  /** Dates that were read before; the rows of a file share a few of them. */
  readonly #days = new Map<string, Day | null>()

  /** `currency`: what the person named for files that do not say. `frame`: the records before the table. */
  constructor(mapping: CsvMapping, currency: CurrencyCode | null, frame: readonly SourceRecord[]) {
    this.#mapping = mapping
    this.#currency = currency
    this.#frame = [...frame]
    this.#frameAccount = frameFacts(frame).account
  }

  /** A record around the table: true when it is a balance, a total, or a line of text; the last is told as a warning. */
  frame(record: SourceRecord, width: number, out: StatementStream): boolean {
    const isWide = record.cells.length >= width
    const date = cellText(record.cells[this.#mapping.bookedOn.index])
    if (isWide && (/^\d/.test(date) || readDateParts(date) !== null)) return false
    const filled = record.cells.filter((cell) => cell.trim() !== '').length
    if (filled === 0) return false
    if (balanceKind(record) !== null) {
      this.#frame.push(record)
      return true
    }
    if (filled > 1 || isWide) return false
    this.#frame.push(record)
    out.warn('text-outside-table', record.line, record.raw)
    return true
  }

  row(record: SourceRecord, out: StatementStream): void {
    const mapping = this.#mapping
    const { cells } = record
    const currency = this.#currencyOf(record, out)
    if (currency === null) return
    const minor = signedMinor(cells, mapping, (text) => this.#read(text, currency))
    if (minor === null) return this.#withoutAmount(record, out)
    if (typeof minor !== 'number') return out.error(minor.reason, record, minor.field, minor.value)
    if (this.#isBalanceRow(record, currency, minor)) return
    const bookedOn = this.#bookedOn(record, out)
    if (bookedOn === undefined) return
    const valueOn = mapping.valueOn === null ? null : this.#day(record, mapping.valueOn, out)
    if (valueOn === undefined) return
    // Some banks write that an entry is still open in the place of its day.
    const isOpen = bookedOn === null && statusOf(cellText(cells[mapping.bookedOn.index])) === 'pending'
    if (bookedOn === null && valueOn === null && !isOpen) return out.error('missing-date', record, mapping.bookedOn.name, '')
    const original = this.#original(record, currency, out)
    if (original === undefined) return
    const status = isOpen ? 'pending' : mapping.status === null ? 'booked' : statusOf(cellText(cells[mapping.status.index]))
    const account = this.#accountOf(record)
    const entry: BankEntry = {
      kind: 'entry', minor, currency, bookedOn, valueOn, status, original,
      nativeId: referenceOrNull(this.#text(cells, mapping.nativeId)),
      references: referencesFrom([...mapping.references.map((place) => this.#text(cells, place)), this.#text(cells, mapping.nativeId)]),
      text: mapping.text.map((place) => this.#text(cells, place)).filter((text) => text !== null).join(' '),
      counterpartyName: this.#text(cells, minor < 0 ? (mapping.payeeName ?? mapping.counterpartyName) : mapping.counterpartyName),
      counterpartyAccount: this.#text(cells, mapping.counterpartyAccount),
      typeCode: this.#text(cells, mapping.typeCode),
      chargesMinor: this.#charges(cells, currency), isReversal: false, details: [],
      line: record.line,
      raw: record.raw,
    }
    out.line(entry, this.#factsFor(account))
    if (status === 'booked') this.#follow(record, account, currency, minor, out)
  }

  /** True for a balance or turnover written as a row of the table; the first opening and the last closing one are kept. */
  #isBalanceRow(record: SourceRecord, currency: CurrencyCode, minor: number): boolean {
    const kind = balanceRowKind(record)
    if (kind === null) return false
    const key = `${this.#accountOf(record)} ${currency}`
    const stated = this.#stated.get(key) ?? {}
    if (kind === 'opening') stated.opening ??= minor
    if (kind === 'closing') stated.closing = minor
    this.#stated.set(key, stated)
    return true
  }

  #accountOf({ cells }: SourceRecord): string {
    return accountName(this.#text(cells, this.#mapping.account) ?? this.#frameAccount)
  }

  /** Ends the statements with the balances that the running balance proves, or that the frame states. */
  end(out: StatementStream): void {
    for (const [key, chain] of this.#balances) {
      const proof = chain.proof()
      if (proof !== null && proof.breaks > 0) out.warn('balance-chain-broken', proof.brokenAt, `${key.trim()} ${proof.breaks}`)
    }
    if (this.#facts.size === 0 && this.#currency !== null) out.begin(this.#currency, this.#factsFor(accountName(this.#frameAccount)))
    const hasOneAccount = this.#facts.size === 1
    out.end((currency, facts) => this.#ending(currency, facts, hasOneAccount))
  }

  #ending(currency: CurrencyCode, { account }: StatementFacts, hasOneAccount: boolean): Ending {
    const proof = this.#balances.get(`${account} ${currency}`)?.proof()
    if (proof !== undefined && proof !== null && proof.breaks * 4 <= proof.rows) {
      return { opening: { minor: proof.openingMinor, currency, on: null }, closing: { minor: proof.closingMinor, currency, on: null } }
    }
    // Such rows may leave the account's column blank.
    const among = this.#stated.get(`${account} ${currency}`) ?? (hasOneAccount ? [...this.#stated].find(([key]) => key.endsWith(` ${currency}`))?.[1] : undefined)
    if (among !== undefined) {
      const { opening, closing } = among
      return {
        opening: opening === undefined ? null : { minor: opening, currency, on: null },
        closing: closing === undefined ? null : { minor: closing, currency, on: null },
      }
    }
    if (!hasOneAccount) return {}
    const { openingText, closingText } = frameFacts(this.#frame)
    const stated = (text: string | null) => {
      const minor = this.#read(text ?? '', currency, this.#mapping.balanceDecimalSign)
      return typeof minor === 'number' ? { minor, currency, on: null } : null
    }
    return { opening: stated(openingText), closing: stated(closingText) }
  }

  #factsFor(account: string): StatementFacts {
    let facts = this.#facts.get(account)
    if (facts === undefined) this.#facts.set(account, (facts = account === '' ? { ...NO_FACTS } : { ...NO_FACTS, account }))
    return facts
  }

  #follow(record: SourceRecord, account: string, currency: CurrencyCode, minor: number, out: StatementStream): void {
    const place = this.#mapping.balance
    if (place === null) return
    const text = cellText(record.cells[place.index])
    const balance = this.#read(text, currency, this.#mapping.balanceDecimalSign)
    const key = `${account} ${currency}`
    let chain = this.#balances.get(key)
    if (chain === undefined) this.#balances.set(key, (chain = new RunningBalance()))
    if (typeof balance === 'number') chain.add(minor, balance, record.line)
    else chain.carry(minor)
    if (typeof balance === 'string') out.warn('unreadable-balance', record.line, text)
  }

  /** A row without an amount: a carried balance is part of the frame, without a date it explains the row above; anything else is an error. */
  #withoutAmount(record: SourceRecord, out: StatementStream): void {
    const { bookedOn, valueOn } = this.#mapping
    if ([bookedOn, valueOn].every((place) => place === null || cellText(record.cells[place.index]) === '')) {
      out.warn('text-outside-table', record.line, record.raw)
      return
    }
    if (this.#mapping.text.some((place) => isBalanceText(cellText(record.cells[place.index])))) {
      this.#frame.push(record)
      return
    }
    const { amount } = this.#mapping
    out.error('missing-amount', record, amountPlace(amount).name, '')
  }

  /** Minor units, null for a blank cell, or why it cannot be read. */
  #read(text: string, currency: CurrencyCode, sign: DecimalSign = this.#mapping.decimalSign): number | null | RowErrorReason {
    if (isNoAmount(text)) return null
    const quick = sign === '.' ? parseMoney(text, currency) : null
    if (quick?.ok === true) return quick.value.minor
    const written = readAmount(text, sign)
    if (written === null) return 'not-an-amount'
    const amount = parseMoney(written.decimal, currency)
    return amount.ok ? amount.value.minor : amount.failure.kind
  }

  #bookedOn(record: SourceRecord, out: StatementStream): Day | null | undefined {
    const { bookedOn, otherwiseOn } = this.#mapping
    const isBlank = cellText(record.cells[bookedOn.index]) === ''
    return this.#day(record, isBlank && otherwiseOn !== null ? otherwiseOn : bookedOn, out)
  }

  /** Charges as a cost, however they are signed; what cannot be read does not matter here. */
  #charges(cells: readonly string[], currency: CurrencyCode): number | null {
    const { fee } = this.#mapping
    const minor = fee === null ? null : this.#read(cellText(cells[fee.index]), currency)
    return typeof minor === 'number' && minor !== 0 ? Math.abs(minor) : null
  }

  /** The day in a column; null for a blank cell, undefined after an error has been reported. */
  #day(record: SourceRecord, place: ColumnPlace, out: StatementStream): Day | null | undefined {
    const text = cellText(record.cells[place.index])
    if (isNoAmount(text) || (place === this.#mapping.bookedOn && statusOf(text) === 'pending')) return null
    let day = this.#days.get(text)
    if (day === undefined) {
      const { dateForm, year } = this.#mapping
      day = dateForm === 'excel-serial' ? dayOfExcelSerial(text) : (readDate(text, dateForm === 'month-first' ? 'month-first' : 'day-first', year)?.day ?? null)
      if (this.#days.size < MOST_KNOWN_DAYS) this.#days.set(text, day)
    }
    if (day !== null) return day
    out.error('not-a-date', record, place.name, text)
    return undefined
  }

  #currencyOf(record: SourceRecord, out: StatementStream): CurrencyCode | null {
    const { currency: source, amount } = this.#mapping
    if (source?.from === 'fixed') return source.currency
    const text = source?.from === 'column' ? cellText(record.cells[source.column.index]) : ''
    const named = currencyOfCell(text)
    if (named !== null) return named
    if (source?.from === 'cell') {
      for (const place of amount.layout === 'split' ? [amount.debit, amount.credit] : [amount.column]) {
        const mark = readAmount(cellText(record.cells[place.index]), this.#mapping.decimalSign)?.currencyText ?? null
        const marked = mark === null ? null : currencyOfMark(mark)
        if (marked !== null) return marked
      }
    }
    // Blank where others have a code: the account's own currency, if the person named it.
    if (text === '' && this.#currency !== null) return this.#currency
    out.error('unknown-currency', record, source?.from === 'column' ? source.column.name : amountPlace(amount).name, text)
    return null
  }

  /** The amount in the payer's currency, when it is another one; undefined after an error has been reported. */
  #original(record: SourceRecord, currency: CurrencyCode, out: StatementStream): BankEntry['original'] | undefined {
    const { originalAmount, originalCurrency, rate } = this.#mapping
    if (originalAmount === null || originalCurrency === null) return null
    const code = cellText(record.cells[originalCurrency.index]).toUpperCase()
    if (!isCurrencyCode(code) || code === currency) return null
    const text = cellText(record.cells[originalAmount.index])
    const minor = this.#read(text, code)
    if (minor === null) return null
    if (typeof minor === 'number') return { minor, currency: code, rate: this.#text(record.cells, rate) }
    out.error(minor, record, originalAmount.name, text)
    return undefined
  }

  #text(cells: readonly string[], place: ColumnPlace | null): string | null {
    return place === null ? null : cellOrNull(cells[place.index])
  }
}

const amountPlace = (amount: AmountLayout): ColumnPlace => (amount.layout === 'split' ? amount.debit : amount.column)

/** An IBAN without blanks; any other account as written. */
function accountName(text: string | null): string {
  if (text === null) return ''
  return /^[A-Z]{2}\d{2}[\dA-Z ]+$/.test(text) ? text.replaceAll(' ', '') : text
}
