import { daysBetween } from '../../../../../shared/business-day.ts'
import { assertNever } from '../../../../../shared/result.ts'
import type { DecimalSign } from '../delimited/amounts.ts'
import { cellText } from '../delimited/cells.ts'
import { DateWitness } from '../delimited/date-order.ts'
import { dayOfExcelSerial, readDate, readDateParts, type DateOrder } from '../delimited/dates.ts'
import type { AssignedColumn, AssignedColumns } from './assign-columns.ts'
import type { CsvMapping } from '../../../../../shared/csv-mapping.ts'
import type { Draft } from './draft.ts'
import type { GuessReason } from './proposal.ts'
import type { TableLayout } from './table-layout.ts'

type DateForm = Pick<CsvMapping, 'dateForm' | 'year'>

/** The form of the dates and, where they have none, their year. Day order: by the numbers, the course, the dots, the person, the language. */
export function settleDateForm(draft: Draft, column: AssignedColumn, frameYear: number | null, decimalSign: DecimalSign): DateForm {
  const { layout, answers, guesses, open } = draft
  const texts = layout.rows.map(({ cells }) => cellText(cells[column.place.index])).filter((text) => text !== '')
  const name = column.place.name
  const say = (reason: GuessReason, example = ''): void => {
    guesses.push({ about: 'dateForm', reason, facts: example === '' ? { column: name } : { column: name, example } })
  }
  if (texts.length > 0 && texts.every((text) => dayOfExcelSerial(text) !== null && readDateParts(text) === null)) {
    say('serial-numbers', texts[0])
    return { dateForm: 'excel-serial', year: null }
  }
  const year = settleYear(draft, texts, frameYear)
  const witness = new DateWitness()
  for (const text of texts) witness.see(text)
  const evidence = witness.verdict()
  switch (evidence.kind) {
    case 'none':
      say('no-dates')
      return { dateForm: 'plain', year }
    case 'plain':
      say('year-in-front')
      return { dateForm: texts.some((text) => readDateParts(text)?.isPlain === false) ? 'day-first' : 'plain', year }
    case 'decided':
      say('number-above-12', evidence.example)
      return { dateForm: evidence.order, year }
    case 'steady':
      say('steady-order', evidence.example)
      return { dateForm: evidence.order, year }
    case 'mixed':
      open.push({ about: 'date-order', column: name, example: evidence.examples.join(', ') })
      return { dateForm: answers.dateOrder ?? 'day-first', year }
    case 'open':
      return { dateForm: settleOpenOrder(draft, column, evidence.example, decimalSign, say), year }
    default:
      return assertNever(evidence)
  }
}

/** All dates read in both orders. Nobody writes the month first with dots, beside decimal commas, or in another language than English. */
function settleOpenOrder(
  { layout, columns, answers, open }: Draft, column: AssignedColumn, example: string, decimalSign: DecimalSign, say: (reason: GuessReason, example: string) => void,
): DateOrder {
  if (/^\d{1,2}\.\d{1,2}\./.test(example)) {
    say('dotted-date', example)
    return 'day-first'
  }
  if (answers.dateOrder !== undefined) {
    say('said-by-person', example)
    return answers.dateOrder
  }
  if (decimalSign === ',') {
    say('decimal-comma', example)
    return 'day-first'
  }
  if (!isEnglish(columns)) {
    say('header-language', example)
    return 'day-first'
  }
  const paired = orderByPairs(layout, column.place.index)
  if (paired !== null) {
    say('paired-dates', example)
    return paired
  }
  open.push({ about: 'date-order', column: column.place.name, example })
  return 'day-first'
}

/** Whether no other language knows more of the header's words; without a header nothing speaks against it. */
function isEnglish(columns: AssignedColumns): boolean {
  const counts = new Map<string, number>()
  for (const { languages } of [...columns.values()].flat()) for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1)
  return [...counts.values()].every((count) => count <= (counts.get('en') ?? 0))
}

/** Longest time between the two dates of a row, such as purchase and booking. */
const MOST_DAYS_APART = 31

/** Rows with two dates tell the order when only one reading brings the two together in every row. */
function orderByPairs({ rows, header }: TableLayout, index: number): DateOrder | null {
  for (let other = 0; other < (header?.cells.length ?? 0); other += 1) {
    if (other === index) continue
    const pairs = rows
      .map(({ cells }): [string, string] => [cellText(cells[index]), cellText(cells[other])])
      .filter(([a, b]) => readDateParts(a) !== null && readDateParts(b) !== null)
    if (pairs.length * 2 < rows.length) continue
    const isClose = (order: DateOrder): boolean => pairs.every(([a, b]) => {
      const [first, second] = [readDate(a, order), readDate(b, order)]
      return first !== null && second !== null && Math.abs(daysBetween(first.day, second.day)) <= MOST_DAYS_APART
    })
    const isDayFirst = isClose('day-first')
    if (isDayFirst !== isClose('month-first')) return isDayFirst ? 'day-first' : 'month-first'
  }
  return null
}

function settleYear({ answers, open }: Draft, texts: readonly string[], frameYear: number | null): number | null {
  const yearless = texts.find((text) => readDateParts(text)?.year === null)
  if (yearless === undefined) return null
  const year = answers.year ?? frameYear
  if (year === null) open.push({ about: 'year', example: yearless })
  return year
}
