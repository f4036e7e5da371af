import * as fc from 'fast-check'

/** A statement as tests invent it; the writers put it into each format. Amounts are whole minor units of a two-decimal currency. */
export interface InventedStatement {
  readonly account: string
  readonly number: number
  readonly openingMinor: number
  readonly entries: readonly InventedEntry[]
}

export interface InventedEntry {
  readonly minor: number
  readonly bookedOn: string
  readonly reference: string
  readonly text: string
}

export const closingMinor = ({ openingMinor, entries }: InventedStatement): number => entries.reduce((sum, { minor }) => sum + minor, openingMinor)

/** Minor units as decimal text, the sign left to the format. */
export const decimal = (minor: number, sign: '.' | ','): string => {
  const digits = String(Math.abs(minor)).padStart(3, '0')
  return `${digits.slice(0, -2)}${sign}${digits.slice(-2)}`
}

const day = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2079-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const word = fc.stringMatching(/^[A-Z][A-Z0-9]{2,11}$/)

const entry: fc.Arbitrary<InventedEntry> = fc.record({
  minor: fc.integer({ min: -99_999_999, max: 99_999_999 }).filter((minor) => minor !== 0),
  bookedOn: day,
  reference: word.map((text) => `R${text}`),
  text: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
})

/** Any statement: random amounts of both signs, days and words that every format can carry. */
export const anyStatement: fc.Arbitrary<InventedStatement> = fc.record({
  account: fc.stringMatching(/^[1-9][0-9]{5,11}$/),
  number: fc.integer({ min: 1, max: 9999 }),
  openingMinor: fc.integer({ min: -9_999_999, max: 9_999_999 }),
  entries: fc.array(entry, { maxLength: 12 }),
})
