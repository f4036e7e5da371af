import type { Day } from '../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { limits, type Limits } from '../limits.ts'
import type { BankEntryDetail, DecodedFile, FileHead, FormatReader, ReadEvent, ReadOptions, StatementStart } from '../reader.ts'
import { endingInRefusal, FileRefused } from '../refusal.ts'
import { warning } from '../reports.ts'
import { createXmlReader, type XmlNode, type XmlVisitor } from '../xml.ts'
import { entryCurrency, readEntry, readPart } from './camt-entry.ts'
import { headerCurrency, statementEnd, statementStart } from './camt-statement.ts'

/** The element that holds one account's entries, by message: its name says what the entries are for. */
const purposes: Record<string, StatementStart['purpose']> = { Stmt: 'statement', Rpt: 'interim', Ntfctn: 'advice' }

/** Balances, addresses and the like beside the entries of one statement; more are not a statement. */
const MOST_HEADER_PARTS = 2000

interface OpenStatement {
  readonly purpose: StatementStart['purpose']
  readonly parts: XmlNode[]
  readonly line: number
  currency: CurrencyCode | null
  isStarted: boolean
  firstEntryOn: Day | null
}

/** Follows the document and turns what passes into events. */
function createStatementVisitor(options: ReadOptions, allowed: Limits) {
  let events: ReadEvent[] = []
  let group: XmlNode | undefined
  let statement: OpenStatement | null = null
  let sawStatement = false
  /** Transaction details of the entry being read: kept in short, the first one whole in case it stays alone. */
  let parts: BankEntryDetail[] = []
  let firstPart: XmlNode | undefined

  function start(open: OpenStatement, currency: CurrencyCode | null): void {
    if (open.isStarted) return
    open.currency = headerCurrency({ parts: open.parts, group }) ?? currency ?? options.currency ?? null
    if (open.currency === null) return
    open.isStarted = true
    events.push(statementStart({ parts: open.parts, group }, open.purpose, open.currency))
  }

  function finishEntry(node: XmlNode, raw: string, open: OpenStatement): void {
    start(open, entryCurrency(node))
    if (!open.isStarted) throw new FileRefused('currency-needed', 'neither the account nor an amount names a currency', { line: node.line })
    const read = readEntry(node, parts, parts.length === 1 ? firstPart : undefined, raw)
    for (const event of read) if (event.kind === 'entry') open.firstEntryOn = earlier(open.firstEntryOn, event.bookedOn ?? event.valueOn)
    events.push(...read)
    parts = []
    firstPart = undefined
  }

  function finishStatement(open: OpenStatement): void {
    start(open, null)
    if (open.currency === null) events.push(warning('statement-without-currency', open.line, ''))
    else events.push(...statementEnd({ parts: open.parts, group }, open.currency, open.firstEntryOn))
  }

  const visitor: XmlVisitor = {
    open(name, line) {
      if (statement !== null) return true
      const purpose = purposes[name]
      if (purpose === undefined) return name === 'GrpHdr'
      statement = { purpose, parts: [], line, currency: null, isStarted: false, firstEntryOn: null }
      sawStatement = true
      return false
    },
    isPart: (name) => name === 'TxDtls',
    node(node, from) {
      if ('within' in from) {
        firstPart ??= node
        parts.push(readPart(node, from.within))
        if (parts.length > allowed.batchParts) throw new FileRefused('too-large', `more than ${allowed.batchParts} parts of a batch`, { line: node.line })
      } else if (statement === null) group = node
      else if (node.name === 'Ntry') finishEntry(node, from.raw, statement)
      else {
        statement.parts.push(node)
        if (statement.parts.length > MOST_HEADER_PARTS) throw new FileRefused('too-large', `more than ${MOST_HEADER_PARTS} elements in a header`, { line: node.line })
      }
    },
    close(name) {
      if (statement === null || purposes[name] === undefined) return
      finishStatement(statement)
      statement = null
    },
  }
  return {
    visitor,
    sawStatement: (): boolean => sawStatement,
    take(): readonly ReadEvent[] {
      const taken = events
      events = []
      return taken
    },
  }
}

const earlier = (a: Day | null, b: Day | null): Day | null => (a === null ? b : b === null || a < b ? a : b)

async function* readStatements(source: DecodedFile, options: ReadOptions): AsyncGenerator<readonly ReadEvent[]> {
  const allowed = options.limits ?? limits
  const statements = createStatementVisitor(options, allowed)
  const xml = createXmlReader(statements.visitor, allowed)
  try {
    for await (const piece of source.text()) {
      xml.write(piece)
      yield statements.take()
    }
    xml.end()
  } catch (error) {
    // What was read before the fault is shown with the refusal.
    yield statements.take()
    throw error
  }
  yield statements.take()
  if (!statements.sawStatement()) throw new FileRefused('no-statement', 'no statement in the message')
}

/** The message a file holds, by its root element and else by its namespace. Version 01 adds `V01` to the element's name. */
function messageOf({ text }: FileHead): string | null {
  if (!text.trimStart().startsWith('<')) return null
  const root = /<(?:[\w.-]{1,40}:)?(BkToCstmrStmt|BkToCstmrAcctRpt|BkToCstmrDbtCdtNtfctn)(?:V\d\d)?[\s>/]/.exec(text)?.[1]
  if (root !== undefined) return root
  const message = /<(?:[\w.-]{1,40}:)?Document\b[^>]{0,2000}camt\.(05[234])\./.exec(text)?.[1]
  return message === undefined ? null : ({ '052': 'BkToCstmrAcctRpt', '053': 'BkToCstmrStmt', '054': 'BkToCstmrDbtCdtNtfctn' }[message] ?? null)
}

const camt = (format: string, message: string): FormatReader => ({
  format,
  side: 'statement',
  recognises: (head) => messageOf(head) === message,
  read: (source, options) => endingInRefusal(readStatements(source, options)),
})

/**
 * ISO 20022 cash management messages, all versions: elements are found by local name, and what changed place between
 * versions is looked for in both, because a reader by version number breaks on the next one.
 * Source: schemas camt.053.001.02, .03, .04, .08 and .13, camt.052.001.06.
 */
export const camt053 = camt('camt.053', 'BkToCstmrStmt')
/** Movements during the day; they come again in a camt.053. */
export const camt052 = camt('camt.052', 'BkToCstmrAcctRpt')
/** Advice of single movements, and the parts of a batch that a camt.053 books as one. */
export const camt054 = camt('camt.054', 'BkToCstmrDbtCdtNtfctn')
