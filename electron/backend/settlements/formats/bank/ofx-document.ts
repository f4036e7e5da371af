import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { currencyFrom } from '../currencies.ts'
import { dayFromDigits } from '../days.ts'
import type { Balance, ReadEvent, ReadOptions } from '../reader.ts'
import { FileRefused } from '../refusal.ts'
import { rowError, warning } from '../reports.ts'
import { ofxAmount, statedCurrency, transactionEvents, type OfxTransaction } from './ofx-entry.ts'
import { INVESTMENTS, type OfxVisitor } from './ofx-tokens.ts'

interface OpenStatement {
  /** Leaves of the statement by "aggregate/name", or by name directly below it. */
  readonly leaves: Map<string, string>
  readonly line: number
  /** Null until the statement has been announced. */
  currency: CurrencyCode | null
  skippedInvestments: number
}

interface ServerStatus {
  code: string
  severity: string
  message: string
}

const STATEMENTS = new Set(['STMTRS', 'CCSTMTRS', 'INVSTMTRS'])
const TRANSACTIONS = new Set(['STMTTRN', 'STMTTRNP'])
/** Where a cut goes through entries and not only through the frame around them. */
const ENTRY_LISTS = new Set(['BANKTRANLIST', 'BANKTRANLISTP', 'INVTRANLIST'])

/** No entry and no statement's frame has more elements. */
const MOST_LEAVES = 1000

const firstOf = (leaves: Map<string, string>, ...names: readonly string[]): string | null => {
  for (const name of names) if (leaves.has(name)) return leaves.get(name) || null
  return null
}

/** Turns the aggregates and leaves of an OFX file into events, a statement for each account's response. */
export function createOfxDocument(options: ReadOptions) {
  let events: ReadEvent[] = []
  const stack: string[] = []
  let statement: OpenStatement | null = null
  let transaction: OfxTransaction | null = null
  let status: ServerStatus | null = null
  let serverError: ServerStatus | null = null
  let sawStatement = false

  /** A statement that names no currency has that of its first entry, if that names one. */
  function start(open: OpenStatement, first: OfxTransaction | null = null): CurrencyCode {
    if (open.currency !== null) return open.currency
    const stated = open.leaves.get('CURDEF') ?? ''
    open.currency = currencyFrom(stated) ?? currencyFrom(first === null ? null : statedCurrency(first)) ?? options.currency ?? null
    if (open.currency === null) throw new FileRefused('currency-needed', stated, { line: open.line, field: 'CURDEF' })
    const { leaves, currency } = open
    const account = firstOf(leaves, 'BANKACCTFROM/ACCTID', 'CCACCTFROM/ACCTID', 'INVACCTFROM/ACCTID') ?? ''
    const bank = firstOf(leaves, 'BANKACCTFROM/BANKID', 'INVACCTFROM/BROKERID')
    const day = (name: string) => dayFromDigits(firstOf(leaves, `BANKTRANLIST/${name}`, `INVTRANLIST/${name}`) ?? '')
    events.push({
      kind: 'statement', account, bank, currency, statementId: null, sequence: null, page: null, purpose: 'statement',
      from: day('DTSTART'), to: day('DTEND'),
    })
    return currency
  }

  /** The ledger balance is the closing one; OFX states no opening. */
  function closingOf({ leaves, line }: OpenStatement, currency: CurrencyCode): Balance | null {
    const written = leaves.get('LEDGERBAL/BALAMT') ?? ''
    if (written === '') return null
    const minor = ofxAmount(written, currency)
    if (minor.ok) return { minor: minor.value, currency, on: dayFromDigits(leaves.get('LEDGERBAL/DTASOF') ?? '') }
    const isTooExact = minor.failure.kind === 'too-many-decimals'
    events.push(isTooExact ? warning('balance-too-exact', line, written) : rowError(minor.failure.kind, line, 'BALAMT', written))
    return null
  }

  function finishTransaction(): void {
    if (transaction === null || statement === null) return
    events.push(...transactionEvents(transaction, start(statement, transaction)))
    transaction = null
  }

  function finishStatement(): void {
    finishTransaction()
    if (statement === null) return
    const currency = start(statement)
    const { skippedInvestments, line } = statement
    if (skippedInvestments > 0) events.push(warning('investment-lines-skipped', line, String(skippedInvestments)))
    const closing = closingOf(statement, currency)
    events.push({ kind: 'statement-end', opening: null, closing, controls: [] })
    statement = null
  }

  function finishStatus(): void {
    if (status !== null && !/^0*$/.test(status.code) && status.severity !== 'INFO' && status.severity !== 'WARN') serverError ??= status
    status = null
  }

  function closeAggregate(name: string): void {
    if (TRANSACTIONS.has(name)) finishTransaction()
    if (STATEMENTS.has(name)) finishStatement()
    if (name === 'STATUS') finishStatus()
  }

  const visitor: OfxVisitor = {
    open(name, line) {
      // An entry or statement that was never closed ends where the next one begins.
      if (TRANSACTIONS.has(name)) finishTransaction()
      if (STATEMENTS.has(name)) {
        finishStatement()
        statement = { leaves: new Map(), line, currency: null, skippedInvestments: 0 }
        sawStatement = true
      }
      stack.push(name)
      if (stack.length > 64) throw new FileRefused('too-deep', 'more than 64 levels', { line })
      if (name === 'STATUS') status = { code: '', severity: '', message: '' }
      if (TRANSACTIONS.has(name) && statement !== null) transaction = { isPending: name === 'STMTTRNP', line, leaves: new Map(), raw: [] }
      if (statement !== null && INVESTMENTS.has(name) && stack.includes('INVTRANLIST')) statement.skippedInvestments += 1
    },
    close(name) {
      const at = stack.lastIndexOf(name)
      if (at < 0) return
      for (const inner of stack.splice(at).toReversed()) closeAggregate(inner)
    },
    leaf(name, value, line, raw) {
      const parent = stack.at(-1) ?? ''
      if (parent === 'STATUS' && status !== null) {
        if (name === 'CODE') status.code = value
        if (name === 'SEVERITY') status.severity = value.toUpperCase()
        if (name === 'MESSAGE') status.message = value
      } else if (transaction !== null) {
        const key = TRANSACTIONS.has(parent) ? name : `${parent}/${name}`
        if (!transaction.leaves.has(key)) transaction.leaves.set(key, value)
        transaction.raw.push(`<${name}>${raw}`)
        if (transaction.raw.length > MOST_LEAVES) throw new FileRefused('too-large', `more than ${MOST_LEAVES} elements in an entry`, { line })
      } else if (statement !== null) {
        const key = STATEMENTS.has(parent) ? name : `${parent}/${name}`
        if (!statement.leaves.has(key) && statement.leaves.size < MOST_LEAVES) statement.leaves.set(key, value)
      }
    },
  }

  return {
    visitor,
    take(): readonly ReadEvent[] {
      const taken = events
      events = []
      return taken
    },
    /** Ends the document: a file cut off among its entries is refused, and so is one that brings nothing but an error. */
    end(line: number): void {
      if (stack.some((name) => ENTRY_LISTS.has(name) || TRANSACTIONS.has(name))) throw new FileRefused('truncated', 'the list of entries does not end', { line })
      if (stack.length > 0) events.push(warning('unclosed', line, stack.at(-1)!))
      finishStatement()
      const { code, message } = serverError ?? { code: '', message: '' }
      if (serverError !== null && !sawStatement) throw new FileRefused('server-error', `${code} ${message}`.trim(), { field: 'STATUS' })
      if (serverError !== null) events.push(warning('server-error', null, `${code} ${message}`.trim()))
      if (!sawStatement) throw new FileRefused('no-statement', 'no statement in the response')
    },
  }
}
