import { isCurrencyCode, type CurrencyCode } from '../../../../../shared/currency.ts'
import { cellText } from '../delimited/cells.ts'
import { readIsoDate } from '../delimited/dates.ts'
import type { SourceRecord } from '../delimited/records.ts'
import { control, StatementStream, type Ending, type StatementFacts } from '../delimited/statement-stream.ts'
import type { Refused, SettlementLine } from '../reader.ts'
import { refused } from '../refusal.ts'
import { hundredths, signedHundredths } from './paypal-amounts.ts'

/** Body rows counted since a header record of each level. */
interface Counts {
  section: number
  report: number
  file: number
}

/** Level of a header or footer record. */
const levels: Readonly<Record<string, keyof Counts>> = {
  SC: 'section', RC: 'report', FF: 'file', FC: 'file',
}

/**
 * The frame of a PayPal report: sections become statements, their totals control totals and balances, record counts totals
 * of the file.
 */
export class PayPalSections {
  readonly out = new StatementStream()
  readonly #counts: Counts = { section: 0, report: 0, file: 0 }
  readonly #endings = new Map<CurrencyCode, Ending>()
  #facts: StatementFacts | null = null
  #sectionLine = 0
  #hasCount = false

  countBody(): void {
    this.#counts.section += 1
    this.#counts.report += 1
    this.#counts.file += 1
  }

  line(line: SettlementLine): void {
    this.out.line(line, this.#section())
  }

  /** Takes a record that is neither a body row nor the column names. */
  frame(type: string, record: SourceRecord): Refused | null {
    switch (type) {
      case 'RH':
        this.#counts.report = 0
        return null
      case 'FH':
        this.#counts.file = 0
        return null
      case 'SH':
        return this.#begin(record)
      case 'SF':
        this.#totals(record)
        return null
      case 'SC':
      case 'RC':
      case 'FF':
      case 'FC':
        this.#count(type, record)
        return null
      case 'RF':
        return null // the sections' totals once more
      default:
        this.out.error('unreadable', record, type, record.raw)
        return null
    }
  }

  end(): Refused | null {
    if (this.#facts !== null && !this.#hasCount) {
      return refused('truncated', 'the section has no record count', { line: this.#sectionLine, field: 'SC' })
    }
    this.#close()
    return null
  }

  #section(): StatementFacts {
    this.#facts ??= { account: '', statementId: null, sequence: null, from: null, to: null }
    return this.#facts
  }

  #begin(record: SourceRecord): Refused | null {
    if (this.#facts !== null && !this.#hasCount) return this.end()
    this.#close()
    const [, from, to, partner, account] = record.cells.map(cellText)
    this.#facts = {
      // The account comes last; older files leave one of the two ids empty.
      account: account === undefined || account === '' ? (partner ?? '') : account,
      statementId: null,
      sequence: null,
      from: readIsoDate(from ?? '')?.day ?? null,
      to: readIsoDate(to ?? '')?.day ?? null,
    }
    this.#sectionLine = record.line
    this.#counts.section = 0
    this.#hasCount = false
    return null
  }

  #count(type: string, record: SourceRecord): void {
    if (type === 'SC') this.#hasCount = true
    const cells = record.cells.slice(1).map(cellText).filter((cell) => cell !== '')
    const stated = cells[0] ?? ''
    const found = this.#counts[levels[type]!]
    // One guide has totals in the FF record and the count in FC; totals have many cells.
    if (cells.length !== 1 || !/^\d{1,9}$/.test(stated)) return
    this.out.events.push({ kind: 'controls', controls: [control('record-count', Number(stated), record.line, found)] })
  }

  /**
   * `SF, currency, gross credits, gross debits, fee credits, fee debits`, then six pairs of CR/DR and amount: begin, end,
   * begin available, end available, begin payable, end payable; last the row count. Transaction detail reports have only a
   * count here. Which pair the movements explain is not documented; in files that add up it is the available balance.
   */
  #totals(record: SourceRecord): void {
    const cells = record.cells.map(cellText)
    const currency = (cells[1] ?? '').toUpperCase()
    if (!isCurrencyCode(currency) || cells.length < 6) return
    const sums = cells.slice(2, 6).map((cell) => (cell === '' ? 0 : hundredths(cell, currency)))
    if (sums.some((sum) => typeof sum !== 'number')) {
      this.out.warn('unreadable-total', record.line, record.raw.slice(0, 80))
      return
    }
    const [grossCredits, grossDebits, feeCredits, feeDebits] = sums as [number, number, number, number]
    const movement = grossCredits - grossDebits + feeCredits - feeDebits
    const on = this.#section()
    this.out.begin(currency, on)
    this.#endings.set(currency, {
      controls: [
        control('gross-sum', grossCredits - grossDebits, record.line),
        control('fee-sum', feeDebits - feeCredits, record.line),
      ],
      ...balances(cells, currency, movement, on),
    })
  }

  #close(): void {
    this.out.end((currency) => this.#endings.get(currency) ?? {})
    this.#endings.clear()
    this.#facts = null
  }
}

/** The pair of balances that the movement explains: available if it does, else total if that does, else available as it stands. */
function balances(cells: readonly string[], currency: CurrencyCode, movement: number, on: StatementFacts): Ending {
  const read = (pair: number) => signedHundredths(cells[7 + pair * 2], cells[6 + pair * 2], currency)
  const [begin, end, beginAvailable, endAvailable] = [read(0), read(1), read(2), read(3)]
  if (cells.length < 14 || typeof beginAvailable !== 'number' || typeof endAvailable !== 'number') return {}
  const isTotalPair =
    beginAvailable + movement !== endAvailable &&
    typeof begin === 'number' && typeof end === 'number' && begin + movement === end
  const [opening, closing] = isTotalPair ? [begin, end] : [beginAvailable, endAvailable]
  return { opening: { minor: opening, currency, on: on.from }, closing: { minor: closing, currency, on: on.to } }
}
