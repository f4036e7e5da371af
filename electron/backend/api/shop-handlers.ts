import type { AuditService } from '../audit/audit.service.ts'
import type { Changes } from '../changes.ts'
import { readSettings, saveSettings } from '../shop/settings.ts'
import type { ShopService } from '../shop/shop.service.ts'
import { actorOf, type Door } from './door.ts'
import { pageOf } from './page.ts'

export function shopHandlers(door: Door, { shop, changes }: { shop: ShopService; changes: Changes }) {
  return {
    settings: door.shop.settings.handler(() => readSettings(shop)),
    saveSettings: door.shop.saveSettings.handler(({ input, context }) => {
      const saved = saveSettings(shop, input, actorOf(context))
      changes.announce('shop')
      return saved
    }),
    change: door.shop.change.handler(({ input, context }) => {
      const changed = shop.change(input, actorOf(context))
      changes.announce('shop')
      return changed
    }),
    zones: door.shop.zones.handler(() => Intl.supportedValuesOf('timeZone')),
  }
}

export function auditHandlers(door: Door, audit: AuditService) {
  return {
    list: door.audit.list.handler(({ input }) => {
      const { rows, next } = pageOf(input.limit, (limit) => audit.list(input.filter, input.before, limit), ({ seq }) => seq)
      return { entries: rows.map(({ actor, ...entry }) => ({ ...entry, detail: { ...entry.detail }, actor: actor.id, actorName: actor.name })), next }
    }),
    choices: door.audit.choices.handler(() => audit.choices()),
  }
}
