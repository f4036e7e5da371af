import type { ColumnPlace, ColumnRole } from '../../../../../shared/csv-mapping.ts'
import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { assertNever } from '../../../../../shared/result.ts'
import { isNoAmount } from '../delimited/amounts.ts'
import { cellText } from '../delimited/cells.ts'
import { RunningBalance } from '../delimited/running-balance.ts'
import { columnFacts, FACT_ROWS, type ColumnFacts } from './column-facts.ts'
import { headerName, isVagueDirection, meaningsOf, PREFIX_RANK, type HeaderLanguage } from './header-words.ts'
import type { TableLayout } from './table-layout.ts'
import { trialMinor } from './trial-amount.ts'

/** Why a column was taken for something. */
type ColumnReason = 'header-word' | 'by-content' | 'said-by-person'

export interface AssignedColumn {
  readonly place: ColumnPlace
  readonly facts: ColumnFacts
  readonly reason: ColumnReason
  readonly languages: readonly HeaderLanguage[]
  /** The currency in its header: "Betrag (EUR)". */
  readonly currency: CurrencyCode | null
}

/** Columns by role; a role may have several, the likeliest first. */
export type AssignedColumns = ReadonlyMap<ColumnRole, readonly AssignedColumn[]>

interface Candidate extends AssignedColumn {
  readonly rank: number
}

/** Roles in the order in which they choose; an earlier one takes the column away from the later. */
const ORDER: readonly ColumnRole[] = [
  'valueOn', 'bookedOn', 'currency', 'originalCurrency', 'originalAmount', 'rate', 'balance', 'amount', 'debit', 'credit', 'fee', 'direction',
  'nativeId', 'counterpartyAccount', 'account', 'counterpartyName', 'status', 'reference', 'text', 'typeCode',
]

/** Roles that may have several columns. */
const MANY: ReadonlySet<ColumnRole> = new Set(['bookedOn', 'reference', 'text', 'currency', 'counterpartyName'])

/** Columns that a person has settled, by their places; none: the file has no such column. */
export type SaidColumns = Readonly<Partial<Record<ColumnRole, readonly number[]>>>

/** Chooses a column for each role: as a person said, else by the header's words, checked against what the cells hold. */
export function assignColumns(layout: TableLayout, said: SaidColumns = {}): AssignedColumns {
  const header = layout.header?.cells ?? []
  const width = layout.header?.cells.length ?? Math.max(...layout.rows.map(({ cells }) => cells.length), 0)
  const candidates = new Map<ColumnRole, Candidate[]>()
  for (let index = 0; index < width; index += 1) {
    const cell = header[index] ?? ''
    const facts = columnFacts(layout.rows, index)
    const place: ColumnPlace = { index, name: cellText(cell) }
    const { currency } = headerName(cellText(cell))
    for (const { role, rank, languages } of meaningsOf(cellText(cell))) {
      if (layout.rows.length > 0 && !fits(role, facts, cellText(cell))) continue
      candidates.set(role, [...(candidates.get(role) ?? []), { place, facts, reason: 'header-word', languages, currency, rank }])
    }
  }
  const settled = withOneAmount(said)
  const { assigned, taken } = asSaid(layout, settled, width)
  for (const role of ORDER) {
    if (settled[role] !== undefined) continue
    const free = (candidates.get(role) ?? []).filter(({ place }) => !taken.has(place.index)).toSorted((a, b) => (role === 'amount' ? namedFirst(a, b) : 0) || a.rank - b.rank || a.place.index - b.place.index)
    const chosen = MANY.has(role) ? withoutTypes(role, wholeFirst(free)) : free.slice(0, 1)
    if (chosen.length === 0) continue
    assigned.set(role, chosen)
    for (const { place } of chosen) taken.add(place.index)
  }
  addByContent(assigned, layout, width, taken, new Set(Object.keys(settled) as ColumnRole[]))
  return assigned
}

/** One amount column or two: whoever names one way means not the other. */
function withOneAmount(said: SaidColumns): SaidColumns {
  const names = (role: ColumnRole): boolean => (said[role] ?? []).length > 0
  if (names('amount')) return { debit: [], credit: [], ...said }
  return names('debit') || names('credit') ? { amount: [], ...said } : said
}

function asSaid(layout: TableLayout, said: SaidColumns, width: number): { assigned: Map<ColumnRole, readonly AssignedColumn[]>; taken: Set<number> } {
  const assigned = new Map<ColumnRole, readonly AssignedColumn[]>()
  for (const role of ORDER) {
    const columns = (said[role] ?? []).filter((index) => index < width).map((index): AssignedColumn => {
      const name = cellText(layout.header?.cells[index])
      return { place: { index, name }, facts: columnFacts(layout.rows, index), reason: 'said-by-person', languages: [], currency: headerName(name).currency }
    })
    if (columns.length > 0) assigned.set(role, columns)
  }
  return { assigned, taken: new Set([...assigned.values()].flat().map(({ place }) => place.index)) }
}

/** Of "Betrag" and "Betrag in EUR", the second is what the account was charged. */
const namedFirst = (a: Candidate, b: Candidate): number =>
  a.rank < PREFIX_RANK && b.rank < PREFIX_RANK ? Number(a.currency === null) - Number(b.currency === null) : 0

/** Columns that only begin with a word of the role serve where none is one as a whole. */
function wholeFirst(free: readonly Candidate[]): readonly Candidate[] {
  const whole = free.filter(({ rank }) => rank < PREFIX_RANK)
  return whole.length > 0 ? whole : free
}

/** A column that names the kind of movement is no text beside a better one. */
function withoutTypes(role: ColumnRole, free: readonly Candidate[]): readonly Candidate[] {
  if (role !== 'text') return free
  const texts = free.filter(({ place }) => !meaningsOf(place.name).some((meaning) => meaning.role === 'typeCode'))
  return texts.length > 0 ? texts : free
}

/** Whether the cells can be what the header's word says. An empty column can be anything; one bad cell is a row error, not another column. */
function fits(role: ColumnRole, facts: ColumnFacts, name: string): boolean {
  const { filled, dates, serials, amounts, currencies, directions, distinct } = facts
  switch (role) {
    case 'bookedOn':
    case 'valueOn':
      return filled === 0 || dates * 2 >= filled || serials * 2 >= filled
    case 'amount':
    case 'debit':
    case 'credit':
    case 'balance':
    case 'originalAmount':
    case 'rate':
    case 'fee':
      return filled === 0 || (amounts * 2 >= filled && dates * 2 < filled) || (filled <= 2 && currencies === 0 && dates === 0)
    case 'currency':
    case 'originalCurrency':
      return filled === 0 ? role === 'originalCurrency' : currencies * 2 >= filled
    case 'direction': {
      const known = directions.in + directions.out
      if (isVagueDirection(name)) return known >= filled && directions.in > 0 && directions.out > 0
      // A word that is not known is the error of its row: to leave the column out for it would turn all payments into receipts.
      return known > 0 && known * 2 >= filled
    }
    case 'account':
      // "IBAN" is the own account when it is the same in all rows, else the other party's.
      return filled > 0 && (distinct.size === 1 || !couldBeCounterparty(name)) && !LAST_DIGITS.test(name)
    case 'counterpartyAccount':
      return !couldBeOwn(name) || (distinct.size > 1 && filled > 1)
    case 'counterpartyName':
    case 'nativeId':
    case 'reference':
    case 'text':
    case 'status':
    case 'typeCode':
      return true
    default:
      return assertNever(role)
  }
}

/** The end of a card's number tells the cards of one account apart, and is no account. */
const LAST_DIGITS = /四位|4位|尾号|last (?:4|four)|letzte (?:4|vier)|4 derniers/i

const couldBeCounterparty = (name: string): boolean => meaningsOf(name).some(({ role }) => role === 'counterpartyAccount')
const couldBeOwn = (name: string): boolean => meaningsOf(name).some(({ role }) => role === 'account')

/** Where words fail, the cells: the first column of dates, amounts that are proved or alone, the most varied texts. */
function addByContent(
  assigned: Map<ColumnRole, readonly AssignedColumn[]>, layout: TableLayout, width: number, taken: ReadonlySet<number>, settled: ReadonlySet<ColumnRole>,
): void {
  const free = Array.from({ length: width }, (_, index) => index)
    .filter((index) => !taken.has(index))
    .map((index) => ({
      place: { index, name: cellText(layout.header?.cells[index]) }, facts: columnFacts(layout.rows, index), reason: 'by-content' as const, languages: [], currency: null,
    }))
  const put = (role: ColumnRole, column: AssignedColumn | undefined): void => {
    if (column === undefined || settled.has(role)) return
    assigned.set(role, [column])
    free.splice(free.findIndex(({ place }) => place.index === column.place.index), 1)
  }
  const isMost = (count: number, { filled }: ColumnFacts) => filled > 0 && count * 5 >= filled * 4
  if (!assigned.has('bookedOn') && !assigned.has('valueOn')) put('bookedOn', free.find(({ facts }) => isMost(facts.dates, facts)))
  const hasMoney = assigned.has('amount') || assigned.has('debit') || assigned.has('credit')
  if (!hasMoney && !settled.has('amount')) {
    const numbers = free.filter(({ facts }) => isMost(facts.amounts, facts) && facts.dates === 0)
    const sides = layout.header === null ? complementary(numbers, layout) : null
    const amounts = sides === null ? numbers.filter(({ facts }) => facts.filled === layout.rows.length) : []
    if (sides !== null) {
      put('debit', sides[0])
      put('credit', sides[1])
      put('balance', numbers.find((column) => !sides.includes(column) && column.facts.filled === layout.rows.length))
    }
    const [amount, balance] = amounts.length === 1 ? amounts : amountBesideBalance(amounts, layout)
    put('amount', amount)
    if (!assigned.has('balance')) put('balance', balance)
  }
  if (!assigned.has('direction')) put('direction', free.find((column) => isNamelessDirection(column, layout)))
  if (!assigned.has('currency') && layout.header === null) put('currency', free.find(({ facts }) => isMost(facts.currencies, facts)))
  if (!assigned.has('text')) {
    const texts = free.filter(({ facts }) => facts.filled > 0 && facts.amounts === 0 && facts.dates === 0 && [...facts.distinct].some((text) => /\p{L}{2}/u.test(text)))
    put('text', texts.toSorted((a, b) => b.facts.distinct.size - a.facts.distinct.size)[0])
  }
}

/** A column without a name (or with one like "+/-") that holds nothing but debit and credit marks, in every row; one with an unknown name, or in a table without names, must hold both. */
function isNamelessDirection({ place, facts: { directions } }: AssignedColumn, { header, rows }: TableLayout): boolean {
  if (meaningsOf(place.name).length > 0 || rows.length === 0 || directions.in + directions.out < Math.min(rows.length, FACT_ROWS)) return false
  const isNameless = header !== null && !/[\p{L}\p{N}]/u.test(place.name)
  return isNameless || (directions.in > 0 && directions.out > 0)
}

/** The two columns of numbers of which every row fills exactly one: money out and money in, whichever is which. */
function complementary(columns: readonly AssignedColumn[], { rows }: TableLayout): readonly [AssignedColumn, AssignedColumn] | null {
  const isFilled = ({ place }: AssignedColumn, cells: readonly string[]): boolean => !isNoAmount(cellText(cells[place.index]))
  for (const [at, first] of columns.entries()) {
    const second = columns.slice(at + 1).find((other) => rows.every(({ cells }) => isFilled(first, cells) !== isFilled(other, cells)))
    if (second !== undefined && first.facts.filled > 0 && second.facts.filled > 0) return [first, second]
  }
  return null
}

/** Of several columns of numbers, the pair in which one is the running balance of the other. */
function amountBesideBalance(columns: readonly AssignedColumn[], { rows }: TableLayout): readonly AssignedColumn[] {
  for (const amount of columns) {
    for (const balance of columns) {
      if (amount === balance) continue
      const chain = new RunningBalance()
      for (const { cells, line } of rows) {
        const [moved, left] = [amount, balance].map(({ place }) => trialMinor(cellText(cells[place.index])))
        if (typeof moved === 'number' && typeof left === 'number') chain.add(moved, left, line)
      }
      const proof = chain.proof()
      if (proof !== null && proof.rows > 2 && proof.breaks === 0) return [amount, balance]
    }
  }
  return []
}
