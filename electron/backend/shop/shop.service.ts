import { isTimeZone, type BusinessDayRule, type Day } from '../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../shared/currency.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Actor, AuditService } from '../audit/audit.service.ts'
import type { Clock } from '../host.ts'
import type { InTransaction } from '../store/store.ts'
import { createBusinessDays, type BusinessDays } from './business-days.ts'
import type { ShopRecord, ShopRepository } from './shop.repository.ts'

export interface Shop extends BusinessDayRule {
  readonly name: string
  readonly currency: CurrencyCode
}

type UnknownZone = { readonly kind: 'unknown-zone'; readonly zone: string }
type AlreadySetUp = { readonly kind: 'already-set-up' }

export interface ShopParts {
  readonly repository: ShopRepository
  readonly inTransaction: InTransaction
  readonly clock: Clock
  readonly random: () => number
  readonly audit: AuditService
}

export type ShopService = ReturnType<typeof createShopService>

/** Crockford's alphabet: no I, L, O or U to be misread over the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function createShopService({ repository, inTransaction, clock, random, audit }: ShopParts) {
  let days: BusinessDays | null = null

  const find = (): Shop | null => {
    const shop = repository.find()
    if (shop === null) return null
    const rule = repository.rules().at(-1)!
    return { name: shop.name, currency: shop.currency, zone: rule.zone, cutoffHour: rule.cutoffHour }
  }
  const record = (): ShopRecord => {
    const shop = repository.find()
    if (shop === null) throw new Error('the shop is not set up yet')
    return shop
  }
  const businessDays = (): BusinessDays => {
    if (days === null) {
      const [first, ...rest] = repository.rules()
      if (first === undefined) throw new Error('the shop is not set up yet')
      days = createBusinessDays([first, ...rest])
    }
    return days
  }

  return {
    find,
    referencePrefix: (): string => record().referencePrefix,
    days: businessDays,
    dayOf: (at: number): Day => businessDays().dayOf(at),
    zone: (): string => businessDays().ruleFor(businessDays().dayOf(clock.now())).zone,

    open: (wish: Shop, by: Actor): Result<Shop, AlreadySetUp | UnknownZone> =>
      inTransaction(() => {
        if (repository.find() !== null) return fail({ kind: 'already-set-up' })
        if (!isTimeZone(wish.zone)) return fail({ kind: 'unknown-zone', zone: wish.zone })
        const referencePrefix = Array.from({ length: 5 }, () => alphabet[Math.floor(random() * 32)]).join('')
        repository.insert({ name: wish.name, currency: wish.currency, referencePrefix, openedAt: clock.now() })
        repository.saveRule({ validFromDay: '1990-01-01', zone: wish.zone, cutoffHour: wish.cutoffHour })
        audit.note(by, 'shop.open', 'shop', { name: wish.name, currency: wish.currency, zone: wish.zone, cutoffHour: wish.cutoffHour })
        return ok(wish)
      }),

    /** A changed zone or cut-off holds from the next business day on; days that have passed stay as they were. */
    change: (wish: { name: string; zone: string; cutoffHour: number }, by: Actor): Result<Shop, UnknownZone> =>
      inTransaction(() => {
        if (!isTimeZone(wish.zone)) return fail({ kind: 'unknown-zone', zone: wish.zone })
        const before = find()!
        repository.rename(wish.name)
        if (wish.zone !== before.zone || wish.cutoffHour !== before.cutoffHour) {
          const tomorrow = businessDays().rangeOf(businessDays().dayOf(clock.now()), businessDays().dayOf(clock.now())).toAt
          const validFromDay = businessDays().dayOf(tomorrow)
          repository.saveRule({ validFromDay, zone: wish.zone, cutoffHour: wish.cutoffHour })
          days = null
        }
        audit.note(by, 'shop.change', 'shop', { before, after: wish })
        return ok(find()!)
      }),

    /** A stored setting as JSON, or null when it was never set. Callers parse it. */
    setting: (name: string): unknown => repository.setting(name),
    saveSetting: (name: string, value: unknown, by: Actor): void =>
      inTransaction(() => {
        repository.saveSetting(name, value, clock.now())
        audit.note(by, 'shop.setting', name, { value })
      }),
  }
}
