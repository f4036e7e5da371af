import type { Database } from '../store/database.ts'
import { createBusinessDays, type BusinessDays } from './business-days.ts'
import { createShopRepository } from './shop.repository.ts'

/** The shop's days as a task finds them on its own connection. The shop has been set up: nothing else starts tasks. */
export function daysOnRecord(db: Database): BusinessDays {
  const [first, ...rest] = createShopRepository(db).rules()
  if (first === undefined) throw new Error('the shop is not set up yet')
  return createBusinessDays([first, ...rest])
}
