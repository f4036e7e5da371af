import type { AmountLayout, ColumnPlace, ColumnRole, CsvMapping, CurrencySource } from '../../../../../shared/csv-mapping.ts'
import { readAmount } from '../delimited/amounts.ts'
import { cellText } from '../delimited/cells.ts'
import { currencyOfMark } from '../delimited/currency-marks.ts'
import { foldName } from '../delimited/header.ts'
import { assignColumns, type AssignedColumn } from './assign-columns.ts'
import type { Draft } from './draft.ts'
import { directionKey, directionOf } from './direction-words.ts'
import { frameFacts } from './frame-facts.ts'
import type { GuessTopic, MappingAnswers, MappingProposal } from './proposal.ts'
import { settleDateForm } from './settle-dates.ts'
import { settleDecimalSigns } from './settle-decimals.ts'
import { settleSign } from './settle-sign.ts'
import { isDirectionHeader } from './header-words.ts'
import { findTable, type TableLayout } from './table-layout.ts'

/**
 * Proposes how to read a bank's export from its beginning (the more of it, the surer). Every guess carries its reason;
 * what the file leaves open is a question. `answers` settles questions as a person would.
 */
export function proposeMapping(head: string, answers: MappingAnswers = {}): MappingProposal {
  const layout = findTable(head, answers)
  if (layout === null) return { mapping: null, guesses: [], open: [{ about: 'column', missing: 'date' }, { about: 'column', missing: 'amount' }] }
  const draft: Draft = { layout, columns: assignColumns(layout, answers.columns), answers, guesses: [], open: [] }
  guessTable(draft)
  const date = first(draft, 'bookedOn') ?? first(draft, 'valueOn')
  const amount = amountLayout(draft)
  if (date === null) draft.open.push({ about: 'column', missing: 'date' })
  if (amount === null) draft.open.push({ about: 'column', missing: 'amount' })
  const { guesses, open } = draft
  if (date === null || amount === null) return { mapping: null, guesses, open }

  askAboutUnknownWords(draft)
  askAboutTwins(draft)
  const frame = frameFacts([...layout.frame, ...layout.others])
  const { decimalSign, balanceDecimalSign } = settleDecimalSigns(draft)
  const { dateForm, year } = settleDateForm(draft, date, frame.year, decimalSign)
  const currency = currencySource(draft, amount, frame.currency)
  const balance = place(draft, 'balance')
  const unsigned: CsvMapping = {
    version: 1,
    delimiter: layout.guess.dialect.delimiter,
    quote: layout.guess.dialect.quote ?? '"',
    header: layout.header === null ? null : layout.header.cells.map(cellText),
    preambleRows: layout.preambleRows,
    bookedOn: date.place,
    otherwiseOn: places(draft, 'bookedOn')[1] ?? null,
    valueOn: first(draft, 'bookedOn') === null ? null : place(draft, 'valueOn'),
    dateForm, year, amount, decimalSign, currency, balance, balanceDecimalSign,
    fee: place(draft, 'fee'),
    isFeeBesides: false,
    isInverted: false,
    account: place(draft, 'account'),
    ...names(draft),
    counterpartyAccount: place(draft, 'counterpartyAccount'),
    nativeId: place(draft, 'nativeId'),
    references: places(draft, 'reference').slice(0, 8),
    text: places(draft, 'text').slice(0, 8),
    status: place(draft, 'status'),
    typeCode: place(draft, 'typeCode'),
    originalAmount: place(draft, 'originalAmount'),
    originalCurrency: place(draft, 'originalCurrency'),
    rate: place(draft, 'rate'),
  }
  return { mapping: settleSign(draft, unsigned), guesses, open }
}

/** A header whose words nobody knows names its columns, but not to us: a person must say that the choice by content is right. */
function askAboutUnknownWords({ layout, columns, open }: Draft): void {
  if (layout.header === null) return
  for (const [role, chosenFor] of [['bookedOn', 'date'], ['amount', 'amount']] as const) {
    const chosen = columns.get(role)?.[0]
    if (chosen?.reason === 'by-content') open.push({ about: 'column-by-content', column: chosen.place.name, chosenFor })
  }
}

/** Two columns of one name with other amounts in them: a person must say which one counts. */
function askAboutTwins({ layout: { header, rows }, columns, answers, open }: Draft): void {
  for (const role of ['amount', 'debit', 'credit'] as const) {
    const chosen = columns.get(role)?.[0]
    if (header === null || chosen === undefined || answers.columns?.[role] !== undefined) continue
    const { index, name } = chosen.place
    const isTwin = (cell: string, at: number): boolean => at !== index && name !== '' && foldName(cellText(cell)) === foldName(name)
    const differs = header.cells.some((cell, at) => isTwin(cell, at) && rows.some(({ cells }) => cellText(cells[at]) !== cellText(cells[index])))
    if (differs) open.push({ about: 'column-by-content', column: name, chosenFor: 'amount' })
  }
}

const first = ({ columns }: Draft, role: ColumnRole): AssignedColumn | null => columns.get(role)?.[0] ?? null
const place = (draft: Draft, role: ColumnRole): ColumnPlace | null => first(draft, role)?.place ?? null
const places = ({ columns }: Draft, role: ColumnRole): ColumnPlace[] => (columns.get(role) ?? []).map((column) => column.place)

/** The other party's column; where payer and payee have one each, the payer's and the payee's. */
function names(draft: Draft): Pick<CsvMapping, 'counterpartyName' | 'payeeName'> {
  const columns = places(draft, 'counterpartyName')
  const payer = columns.find(({ name }) => PAYERS.has(foldName(name)))
  const payee = columns.find(({ name }) => PAYEES.has(foldName(name)))
  if (payer !== undefined && payee !== undefined) return { counterpartyName: payer, payeeName: payee }
  return { counterpartyName: columns[0] ?? null, payeeName: null }
}

const PAYERS: ReadonlySet<string> = new Set(['Zahlungspflichtige*r', 'Zahlungspflichtiger', 'Auftraggeber', 'payer', 'payer name', 'sender', 'remitter', 'ordenante', 'ordinante', 'émetteur'].map(foldName))
const PAYEES: ReadonlySet<string> = new Set(
  ['Zahlungsempfänger*in', 'Zahlungsempfänger', 'Empfänger', 'payee', 'payee name', 'recipient', 'beneficiary', 'beneficiary name', 'beneficiario', 'bénéficiaire', 'beneficiário'].map(foldName),
)

function guessTable({ layout, columns, guesses }: Draft): void {
  const { guess, reason, header, rows } = layout
  guesses.push(
    { about: 'delimiter', reason: guess.reason, facts: { delimiter: guess.dialect.delimiter, lines: guess.lines, width: guess.width } },
    { about: 'table', reason, facts: { line: header?.line ?? rows[0]?.line ?? 1, rows: rows.length } },
  )
  for (const [role, list] of columns) {
    const about: GuessTopic = role === 'reference' ? 'references' : role
    for (const { place: { index, name }, reason: why } of list) guesses.push({ about, reason: why, facts: { column: name, place: index + 1 } })
  }
}

/** One signed amount, two columns, or an amount with a direction; the sign itself is settled later. */
function amountLayout(draft: Draft): AmountLayout | null {
  const [amount, debit, credit, direction] = [first(draft, 'amount'), first(draft, 'debit'), first(draft, 'credit'), first(draft, 'direction')]
  const rows = draft.layout.rows.length
  // Some exports have all three; the single column then serves only where it is filled throughout.
  if (debit !== null && credit !== null && (amount === null || amount.facts.filled * 10 < rows * 9)) {
    const isMostlyNegative = ({ facts }: AssignedColumn): boolean => facts.negatives * 2 > facts.filled
    return {
      layout: 'split', debit: debit.place, credit: credit.place, debitIsNegative: isMostlyNegative(debit), ...(isMostlyNegative(credit) ? { creditIsNegative: true } : {}),
    }
  }
  const column = amount ?? debit ?? credit
  if (column === null) return null
  if (amount !== null && direction !== null && amount.facts.negatives === 0) {
    return { layout: 'directed', column: amount.place, direction: direction.place, ...directionWords(draft, direction) }
  }
  if (amount !== null && direction === null && amount.facts.negatives === 0) askAboutDirection(draft)
  return { layout: 'signed', column: column.place }
}

/** Amounts without a sign beside a column that is called their direction and holds words that nobody knows: all of them would be receipts. */
function askAboutDirection({ layout: { header, rows }, columns, answers, open }: Draft): void {
  if (header === null || answers.sign !== undefined || answers.columns?.direction !== undefined) return
  const taken = new Set([...columns.values()].flat().map(({ place: { index } }) => index))
  const index = header.cells.findIndex((cell, at) => !taken.has(at) && isDirectionHeader(cellText(cell)) && rows.some(({ cells }) => cellText(cells[at]) !== ''))
  if (index < 0) return
  const words = new Set(rows.map(({ cells }) => cellText(cells[index])).filter((text) => text !== ''))
  open.push({ about: 'sign', column: cellText(header.cells[index]), example: [...words].slice(0, 5).join(', ') })
}

/** The words of a direction column as they stand; the other direction's usual word is added when only one occurs. Unknown ones in a column that a person chose are asked about. */
function directionWords({ layout: { rows }, answers, open }: Draft, { place: { index, name }, reason }: AssignedColumn): { out: string[]; in: string[] } {
  const found = { out: new Set(answers.direction?.out.map(directionKey)), in: new Set(answers.direction?.in.map(directionKey)) }
  const unknown = new Set<string>()
  for (const { cells } of rows) {
    const text = cellText(cells[index])
    const key = directionKey(text)
    const direction = found.out.has(key) || found.in.has(key) ? null : directionOf(text)
    if (direction !== null) found[direction].add(key)
    else if (text !== '' && !found.out.has(key) && !found.in.has(key) && unknown.size < 5) unknown.add(text)
  }
  if (unknown.size > 0 && reason === 'said-by-person') open.push({ about: 'sign', column: name, example: [...unknown].join(', ') })
  return { out: found.out.size > 0 ? [...found.out] : ['debit'], in: found.in.size > 0 ? [...found.in] : ['credit'] }
}

function currencySource(draft: Draft, amount: AmountLayout, inFrame: string | null): CurrencySource | null {
  const { columns, guesses, open, answers, layout } = draft
  const used = new Set(amount.layout === 'split' ? [amount.debit.index, amount.credit.index] : [amount.column.index])
  const amountColumns = (['amount', 'debit', 'credit'] as const).flatMap((role) => columns.get(role) ?? []).filter(({ place: { index } }) => used.has(index))
  // Where amount and balance each have a currency, the amount's is the one that follows it.
  const money = Math.max(...used)
  const byColumn = (columns.get('currency') ?? []).toSorted((a, b) => distance(a, money) - distance(b, money))[0]
  const inHeader = amountColumns.find(({ currency }) => currency !== null)?.currency
  // What the amounts' own header says goes before a column, which is then about the purchase or about other amounts.
  if (inHeader !== undefined && inHeader !== null) {
    guesses.push({ about: 'currency', reason: 'currency-in-header', facts: { currency: inHeader } })
    return { from: 'fixed', currency: inHeader }
  }
  if (byColumn !== undefined) {
    guesses.push({ about: 'currency', reason: 'currency-column', facts: { column: byColumn.place.name } })
    return { from: 'column', column: byColumn.place }
  }
  if (inFrame !== null) {
    guesses.push({ about: 'currency', reason: 'currency-in-frame', facts: { currency: inFrame } })
    return { from: 'fixed', currency: inFrame }
  }
  if (hasCurrencyBesideAmounts(layout, amountColumns)) {
    guesses.push({ about: 'currency', reason: 'currency-beside-amount', facts: {} })
    return { from: 'cell' }
  }
  if (answers.currency === undefined) open.push({ about: 'currency' })
  else guesses.push({ about: 'currency', reason: 'said-by-person', facts: { currency: answers.currency } })
  return null
}

const distance = ({ place: { index } }: AssignedColumn, money: number): number => (index > money ? index - money : 1000 + money - index)

function hasCurrencyBesideAmounts({ rows }: TableLayout, columns: readonly AssignedColumn[]): boolean {
  const amounts = rows.flatMap(({ cells }) => columns.map((column) => cellText(cells[column.place.index]))).filter((text) => text !== '')
  const marks = amounts.map((text) => (readAmount(text, '.') ?? readAmount(text, ','))?.currencyText ?? null)
  return marks.length > 0 && marks.every((mark) => mark !== null && currencyOfMark(mark) !== null)
}
