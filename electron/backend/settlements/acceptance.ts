import type { Day } from '../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../shared/currency.ts'
import { limits as defaults, type Limits } from './formats/limits.ts'
import type { FileControls, FormatReader, ReadEvent, ReadWarning, Refused, RowError, StatementEnd, StatementStart } from './formats/reader.ts'
import { FileRefused } from './formats/refusal.ts'
import { continues, controlWarning, judge, type Finding, type Proof, type ReadStatement } from './acceptance-proof.ts'
import { addEntry, addLine, newTally, type Tally } from './acceptance-tally.ts'

/** What a file says of one statement (an account and a period, or one page of it) and what was counted. Amounts in minor units. */
export interface AccountSummary {
  readonly account: string
  readonly bank: string | null
  readonly currency: CurrencyCode
  readonly statementId: string | null
  readonly sequence: string | null
  readonly page: number | null
  readonly purpose: StatementStart['purpose']
  /** Booked entries, or settled lines with payouts. */
  readonly entries: number
  readonly pendingEntries: number
  readonly infoEntries: number
  /** Lines that moved no settled money and are in no sum. */
  readonly excludedLines: number
  /** Sums of money in and out, both positive; payouts left out. */
  readonly creditsMinor: number
  readonly debitsMinor: number
  readonly openingMinor: number | null
  readonly openingOn: Day | null
  readonly closingMinor: number | null
  readonly closingOn: Day | null
  /** As stated, else of the first and last entry. */
  readonly from: Day | null
  readonly to: Day | null
  /** Whether opening + booked = closing could be shown. `unproved`: a balance is missing. */
  readonly proof: Proof
}

/** Everything there is to know about a file before a person decides to import it. */
export interface AcceptanceReport {
  /** Null when the file was not recognised. */
  readonly format: string | null
  readonly side: FormatReader['side'] | null
  readonly encoding: string | null
  readonly accounts: readonly AccountSummary[]
  readonly payoutNotices: number
  readonly findings: readonly Finding[]
  /** The first thousand; the count is of all. */
  readonly warnings: readonly ReadWarning[]
  readonly warningCount: number
  readonly rowErrors: readonly RowError[]
  readonly rowErrorCount: number
  readonly refused: Refused | null
}

const MOST_KEPT = 1000

interface OpenStatement {
  readonly start: StatementStart
  /** By currency: a settlement may mix them, and each is an account of its own. */
  readonly tallies: Map<CurrencyCode, Tally>
}

/** A list of which the first thousand are kept and all are counted. */
function createCappedList<T>() {
  const kept: T[] = []
  let count = 0
  return {
    add(item: T): void {
      count += 1
      if (kept.length < MOST_KEPT) kept.push(item)
    },
    kept: (): readonly T[] => kept,
    count: (): number => count,
  }
}

/**
 * Takes the events of one file as they stream past and, at its end, says what was counted and what does not agree. Keeps one
 * summary a statement and nothing of the entries.
 */
export function createAcceptance(limits: Limits = defaults) {
  const statements: ReadStatement[] = []
  /** Pages of the statement that an account and currency is in the middle of. */
  const pages = new Map<string, ReadStatement[]>()
  const proofs = new Map<number, Proof>()
  const findings: Finding[] = []
  const warnings = createCappedList<ReadWarning>()
  const rowErrors = createCappedList<RowError>()
  let open: OpenStatement | null = null
  let rows = 0
  let payoutNotices = 0
  let refusal: Refused | null = null

  function countRows(count: number): void {
    rows += count
    if (rows > limits.rows) throw new FileRefused('too-large', `more than ${limits.rows} rows`)
  }

  const tallyFor = (currency: CurrencyCode): Tally => {
    if (open === null) throw new Error('an entry outside a statement')
    const known = open.tallies.get(currency)
    if (known !== undefined) return known
    const tally = newTally(currency)
    open.tallies.set(currency, tally)
    return tally
  }

  function judgePages(key: string): void {
    const verdict = judge(pages.get(key) ?? [])
    findings.push(...verdict.findings)
    for (const said of verdict.warnings) warnings.add(said)
    for (const [index, proof] of verdict.proofs) proofs.set(index, proof)
    pages.delete(key)
  }

  function closeStatement(end: StatementEnd): void {
    if (open === null) throw new Error('a statement ends that did not start')
    const { start, tallies } = open
    const own = tallies.get(start.currency)
    // A settlement's own currency may have no line; without balances it is then no account.
    const isEmpty = own === undefined && tallies.size > 0 && end.opening === null && end.closing === null
    if (!isEmpty) addStatement(start, end, own ?? newTally(start.currency))
    for (const [currency, tally] of tallies) {
      if (currency !== start.currency) addStatement({ ...start, currency }, { kind: 'statement-end', opening: null, closing: null, controls: [] }, tally)
    }
    open = null
  }

  function addStatement(start: StatementStart, end: StatementEnd, tally: Tally): void {
    if (statements.length >= limits.statements) throw new FileRefused('too-large', `more than ${limits.statements} statements`)
    const statement: ReadStatement = { index: statements.length, start, end, tally }
    statements.push(statement)
    const key = `${start.currency} ${start.account}`
    const before = pages.get(key)
    if (before !== undefined && continues(before.at(-1)!, statement)) before.push(statement)
    else {
      if (before !== undefined) judgePages(key)
      pages.set(key, [statement])
    }
  }

  function checkFile({ controls }: FileControls): void {
    for (const total of controls) {
      const { what, stated, counted, line } = total
      if (counted === undefined || counted === stated) continue
      if (total.weak === true) warnings.add(controlWarning(total, counted))
      else findings.push({ kind: 'control_total', statement: null, what, stated, counted, line })
    }
  }

  function take(event: ReadEvent): void {
    switch (event.kind) {
      case 'statement':
        open = { start: event, tallies: new Map() }
        return
      case 'entry':
        countRows(1 + event.details.length)
        return addEntry(tallyFor(open?.start.currency ?? event.currency), event)
      case 'line':
        countRows(1)
        return addLine(tallyFor(event.currency), event)
      case 'payout-notice':
        countRows(1)
        payoutNotices += 1
        return
      case 'statement-end':
        return closeStatement(event)
      case 'controls':
        return checkFile(event)
      case 'row-error':
        countRows(1)
        return rowErrors.add(event)
      case 'warning':
        return warnings.add(event)
      case 'refused':
        refusal ??= event
    }
  }

  function finish(file: Pick<AcceptanceReport, 'format' | 'side' | 'encoding'>): AcceptanceReport {
    // A refusal in the middle leaves a statement open: what was counted of it is shown, unproved.
    if (open !== null && statements.length < limits.statements) closeStatement({ kind: 'statement-end', opening: null, closing: null, controls: [] })
    for (const key of pages.keys()) judgePages(key)
    return {
      ...file,
      accounts: statements.map((statement) => summaryOf(statement, proofs.get(statement.index) ?? 'unproved')),
      payoutNotices,
      findings: findings.toSorted((a, b) => (a.statement ?? Infinity) - (b.statement ?? Infinity)),
      warnings: warnings.kept(),
      warningCount: warnings.count(),
      rowErrors: rowErrors.kept(),
      rowErrorCount: rowErrors.count(),
      refused: refusal,
    }
  }

  return {
    /** Takes a batch of events. Throws `FileRefused` past a limit. */
    take: (events: readonly ReadEvent[]): void => events.forEach(take),
    refuse(reason: Refused): void {
      refusal ??= reason
    },
    isRefused: (): boolean => refusal !== null,
    /** Nothing has been read of the file yet. */
    isUntouched: (): boolean => rows === 0 && statements.length === 0 && open === null,
    finish,
  }
}

function summaryOf({ start, end, tally }: ReadStatement, proof: Proof): AccountSummary {
  const { account, bank, currency, statementId, sequence, page, purpose } = start
  const { entries, pendingEntries, infoEntries, excludedLines, creditsMinor, debitsMinor } = tally
  return {
    account, bank, currency, statementId, sequence, page, purpose, entries, pendingEntries, infoEntries, excludedLines, creditsMinor, debitsMinor,
    openingMinor: end.opening?.minor ?? null,
    openingOn: end.opening?.on ?? null,
    closingMinor: end.closing?.minor ?? null,
    closingOn: end.closing?.on ?? null,
    from: start.from ?? tally.from,
    to: start.to ?? tally.to,
    proof,
  }
}
