import type { Day } from '../../shared/business-day.ts'
import type { Month } from './month.ts'

/** What of the calendar is shown, as it stands in the address. */
export interface CalendarView {
  readonly month: Month
  /** The day that is open. */
  readonly day: Day | null
  readonly accountId: string | null
  readonly isList: boolean
  readonly environment: 'test' | 'live'
}
