import { decimal, type InventedStatement } from './statement.ts'

export interface QifStyle {
  readonly dateOrder?: 'day-first' | 'month-first' | 'year-first'
  readonly decimal?: '.' | ','
}

const written = (day: string, order: QifStyle['dateOrder']): string => {
  const [year, month, date] = day.split('-') as [string, string, string]
  if (order === 'year-first') return day
  return order === 'day-first' ? `${date}/${month}/${year}` : `${month}/${date}/${year}`
}

const signed = (minor: number, sign: '.' | ','): string => `${minor < 0 ? '-' : ''}${decimal(minor, sign)}`

export function writeQif(statements: readonly InventedStatement[], { dateOrder = 'year-first', decimal: sign = '.' }: QifStyle = {}): string {
  return statements
    .map(({ account, openingMinor, entries }) =>
      [
        '!Account', `N${account}`, 'TBank', '^', '!Type:Bank', 'D2000-01-31'.replace('2000-01-31', written('2000-01-31', dateOrder)), `T${signed(openingMinor, sign)}`, 'POpening Balance', `L[${account}]`, '^',
        ...entries.flatMap(({ minor, bookedOn, reference, text }) => [`D${written(bookedOn, dateOrder)}`, `T${signed(minor, sign)}`, `N${reference}`, `M${text}`, '^']),
      ].join('\n'),
    )
    .join('\n')
}
