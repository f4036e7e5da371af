import { Settings } from '../../../shared/contract/shop.ts'
import type { z } from 'zod'
import type { Actor } from '../audit/audit.service.ts'
import type { ShopService } from './shop.service.ts'

export type ShopSettings = z.infer<typeof Settings>

const defaultSettings: ShopSettings = {
  guardMinutes: 10, soundOnResult: true, notifyOnResult: false, customerLocale: 'en', lockAfterMinutes: 0, bankHolidays: [],
}

const name = 'shop'

/** What was stored, with defaults for what was not, so that a new setting needs no migration. */
export function readSettings(shop: ShopService): ShopSettings {
  const stored = shop.setting(name)
  const parsed = Settings.safeParse({ ...defaultSettings, ...(stored !== null && typeof stored === 'object' ? stored : {}) })
  return parsed.success ? parsed.data : defaultSettings
}

export function saveSettings(shop: ShopService, settings: ShopSettings, by: Actor): ShopSettings {
  shop.saveSetting(name, settings, by)
  return settings
}
