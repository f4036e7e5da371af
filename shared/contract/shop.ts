import { z } from 'zod'
import { CutoffHour, Shop, UnknownZone, Zone } from './session.ts'
import { anyone, Day, everybody, Name, owner, resultOf } from './values.ts'

/** What the owner may set. Everything has a default that suits a shop with one till. */
export const Settings = z.object({
  /** Minutes in which a like order that is not resolved stops the till. */
  guardMinutes: z.number().int().min(0).max(240),
  soundOnResult: z.boolean(),
  notifyOnResult: z.boolean(),
  /** The language of the page that customers see; the console's own language belongs to the device. */
  customerLocale: z.enum(['en', 'zh-CN']),
  /** Minutes without a touch until the console asks for a PIN; 0: never. */
  lockAfterMinutes: z.number().int().min(0).max(240),
  /** Days on which the shop's banks are closed, beside the usual holidays of a currency. */
  bankHolidays: z.array(Day).max(400),
})
export type Settings = z.infer<typeof Settings>

export const shop = {
  settings: everybody.output(Settings),
  saveSettings: owner.input(Settings).output(Settings),
  change: owner
    .input(z.object({ name: Name, zone: Zone, cutoffHour: CutoffHour }))
    .output(resultOf(Shop, UnknownZone)),
  /** Time zones of this machine, for the first run and the settings page. */
  zones: anyone.output(z.array(z.string())),
}
