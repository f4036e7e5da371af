import { closingMinor, decimal, type InventedStatement } from './statement.ts'

export interface Mt940Style {
  readonly lineEnd?: '\r\n' | '\n' | '\r'
  readonly endMark?: boolean
}

const mark = (minor: number): string => (minor < 0 ? 'D' : 'C')
const short = (day: string): string => day.replaceAll('-', '').slice(2)

export function writeMt940(statements: readonly InventedStatement[], { lineEnd = '\r\n', endMark = true }: Mt940Style = {}): string {
  const lines = statements.flatMap((statement) => {
    const { account, number, openingMinor, entries } = statement
    const closing = closingMinor(statement)
    return [
      ':20:STARTUMS',
      `:25:${account}`,
      `:28C:${number}/1`,
      `:60F:${mark(openingMinor)}261101EUR${decimal(openingMinor, ',')}`,
      ...entries.flatMap(({ minor, bookedOn, reference, text }) => [
        `:61:${short(bookedOn)}${short(bookedOn).slice(2)}${mark(minor)}${decimal(minor, ',')}NTRFNONREF//${reference}`,
        `:86:${text}`,
      ]),
      `:62F:${mark(closing)}261102EUR${decimal(closing, ',')}`,
      ...(endMark ? ['-'] : []),
    ]
  })
  return lines.join(lineEnd) + lineEnd
}
