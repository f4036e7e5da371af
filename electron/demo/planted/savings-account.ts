import type { Day } from '../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../shared/currency.ts'
import type { Payout } from '../../backend/platforms/sandbox/channel/books/payouts.ts'
import { bring } from '../books-files.ts'
import type { Stage } from '../stage.ts'
import type { Plants } from './plants.ts'

const account = 'DE89370400440532013000'

interface Booking {
  readonly day: Day
  readonly cents: number
  readonly text: string
}

interface Statement {
  readonly currency: CurrencyCode
  readonly number: number
  readonly from: Day
  readonly to: Day
  readonly openingCents: number
  readonly bookings: readonly Booking[]
  /** When it is not what the bookings make of the opening. */
  readonly closingCents?: number
}

const short = (day: Day): string => day.slice(2).replaceAll('-', '')
const written = (cents: number): string => `${Math.floor(Math.abs(cents) / 100)},${String(Math.abs(cents) % 100).padStart(2, '0')}`
const mark = (cents: number): 'C' | 'D' => (cents < 0 ? 'D' : 'C')

/** An MT940 message, as banks have sent them for forty years. */
function mt940({ currency, number, from, to, openingCents, bookings, closingCents }: Statement): string {
  const closing = closingCents ?? bookings.reduce((sum, { cents }) => sum + cents, openingCents)
  return [
    `:20:DEMO${String(number).padStart(4, '0')}`, `:25:${account}`, `:28C:${number}/1`, `:60F:${mark(openingCents)}${short(from)}${currency}${written(openingCents)}`,
    ...bookings.flatMap(({ day, cents, text }) => [`:61:${short(day)}${day.slice(5).replace('-', '')}${mark(cents)}${written(cents)}NTRFNONREF`, `:86:${text}`]),
    `:62F:${mark(closing)}${short(to)}${currency}${written(closing)}`, '-', '',
  ].join('\r\n')
}

/** The savings account's statements come by hand, and not all of them, and not all of them right. */
export function plantSavingsAccount(stage: Stage, plants: Plants, strayPayout: () => Payout | null): void {
  // Another one than the online shop's, whose payout comes here by mistake.
  const currency = stage.online.currency === 'EUR' ? 'USD' : 'EUR'
  const statement = { side: 'statement', accountId: null } as const
  stage.diary.at(plants.at(4, 9, 40), async () => {
    const first: Statement = { currency, number: 1, from: plants.back(12), to: plants.back(11), openingCents: 500_000, bookings: [{ day: plants.back(11), cents: 1_250, text: 'INTEREST' }] }
    await bring(stage, 'savings-1.sta', mt940(first), statement)
    const stray = strayPayout()
    const bookings: Booking[] = stray === null ? [] : [{ day: plants.back(9), cents: Math.round(stray.amountMinor * 0.9), text: `SANDBOX PAYOUT ${stray.payoutId} CONVERTED` }]
    const third: Statement = { currency, number: 3, from: plants.back(9), to: plants.back(7), openingCents: 520_000, bookings }
    await bring(stage, 'savings-3.sta', mt940(third), statement)
    plants.note('statement_gap', 'savings-3.sta', 'Statement 2 is missing: the account opens with 187.50 more than it closed with.')
    if (stray !== null) {
      plants.note('currency_mismatch', stray.payoutId, 'The online shop’s payout came into the savings account, converted into another currency.')
      plants.note('missing_deposit', stray.payoutId, 'In the account that it was meant for, the payout never arrived.')
    }
    const closing = bookings.reduce((sum, { cents }) => sum + cents, 520_000)
    await bring(stage, 'savings-4.sta', mt940({ currency, number: 4, from: plants.back(8), to: plants.back(6), openingCents: closing, bookings: [] }), statement)
    plants.note('statement_overlap', 'savings-4.sta', 'Begins before the statement before it ends: days are told twice.')
    await bring(stage, 'savings-5.sta', mt940({ currency, number: 5, from: plants.back(6), to: plants.back(5), openingCents: closing, bookings: [{ day: plants.back(5), cents: 2_000, text: 'DEPOSIT' }], closingCents: closing + 2_500 }), statement)
    plants.note('file_arithmetic', 'savings-5.sta', 'The closing balance is not the opening balance plus the entries; the file is held back.')
  })
}
