import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { createAuditService } from './audit/audit.service.ts'
import { createChanges } from './changes.ts'
import { createDesk, type Desk } from './desk.ts'
import { createEmbeddedSandbox, type EmbeddedSandbox } from './embedded-sandbox.ts'
import type { Host } from './host.ts'
import { practiceKinds } from './platforms/registry.ts'
import { readSettings } from './shop/settings.ts'
import type { ShopService } from './shop/shop.service.ts'
import { openDatabase, type Database } from './store/database.ts'
import { migrate } from './store/migrate.ts'
import { migrations } from './store/migrations.ts'
import { createStore } from './store/store.ts'

export interface PracticeDesk {
  /** Opens it on first use. */
  readonly open: () => Desk<'practice'>
  readonly close: () => Promise<void>
}

const accountLabel = 'Practice'

/**
 * The desk on which staff train: the same screens, a database and a sandbox of its own, no other platform. What is written
 * there lies in another file than the shop's books, so no report, export or reconciliation can ever read it.
 */
export function createPracticeDesk({ host, shop }: { host: Host; shop: ShopService }): PracticeDesk {
  const folder = path.join(host.dataFolder, 'practice')
  let opened: { desk: Desk<'practice'>; db: Database; sandbox: EmbeddedSandbox } | null = null

  const open = (): Desk<'practice'> => {
    if (opened !== null) return opened.desk
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const db = openDatabase(path.join(folder, 'practice.db'))
    const migrated = migrate(db, migrations, () => undefined)
    if (!migrated.ok) throw new Error(`the practice store is from a newer version (${migrated.failure.found})`)
    const sandbox = createEmbeddedSandbox(folder, host, shop)
    const audit = createAuditService(db, host.clock)
    const desk = createDesk({
      purpose: 'practice', store: createStore(db), host: practiceHost(host), changes: createChanges(), audit, kinds: practiceKinds, days: shop.days,
      referencePrefix: () => 'TRAIN', customerLocale: () => readSettings(shop).customerLocale, guardMinutes: () => readSettings(shop).guardMinutes,
      sandboxUrl: sandbox.url, issueSandboxCredentials: sandbox.issueCredentials, onLook: () => undefined, onSweep: () => undefined,
    })
    desk.recover()
    opened = { desk, db, sandbox }
    if (desk.accounts.findByLabel(accountLabel) === null) {
      const wish = { platform: 'sandbox' as const, label: accountLabel, environment: 'test' as const, baseUrl: null, settings: {}, secrets: {} }
      void desk.accounts
        .add(wish, { id: 'system', name: 'Counterfoil' })
        .then(() => desk.changes.announce('accounts'))
        .catch((error: unknown) => host.log.error('practice.account-failed', { error: String(error) }))
    }
    desk.scheduler.start()
    return desk
  }

  return {
    open,
    close: async () => {
      if (opened === null) return
      opened.desk.connections.stop()
      await opened.desk.scheduler.stop()
      await opened.sandbox.stop()
      opened.db.close()
    },
  }
}

/** The shop's credentials are out of reach: the practice desk keeps its own under names that no other account has. */
const practiceHost = (host: Host): Host => ({
  ...host,
  secrets: {
    kind: host.secrets.kind,
    get: (name) => host.secrets.get(`practice:${name}`),
    set: (name, value) => host.secrets.set(`practice:${name}`, value),
    delete: (name) => host.secrets.delete(`practice:${name}`),
  },
})
