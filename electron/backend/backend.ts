import { mkdirSync } from 'node:fs'
import type { HostAbilities } from '../../shared/contract/session.ts'
import { ok, type Result } from '../../shared/result.ts'
import { createCarriers, type Carriers } from './api/carriers.ts'
import { createOperatorSession, createPersonSession, type ClientSession } from './api/client-session.ts'
import { createRouter } from './api/router.ts'
import { createAuditService } from './audit/audit.service.ts'
import { createBooks } from './books.ts'
import { createChanges, type Changes } from './changes.ts'
import { createDesk, type Desk } from './desk.ts'
import { createEmbeddedSandbox } from './embedded-sandbox.ts'
import type { Host } from './host.ts'
import { createPeopleService } from './people/people.service.ts'
import { createPracticeDesk } from './practice-desk.ts'
import { platformKinds } from './platforms/registry.ts'
import type { Sandbox } from './platforms/sandbox/channel/start-sandbox.ts'
import { readSettings } from './shop/settings.ts'
import { createShopRepository } from './shop/shop.repository.ts'
import { createShopService } from './shop/shop.service.ts'
import { createFiguresQueries } from './statistics/figures.queries.ts'
import { createStatisticsService } from './statistics/statistics.service.ts'
import { lockFolder, type FolderInUse } from './store/lock.ts'
import type { SchemaFromTheFuture } from './store/migrate.ts'
import { migrations } from './store/migrations.ts'
import { openShopFile } from './store/shop-file.ts'
import { createStore } from './store/store.ts'
import { cleanUpImports } from './settlements/import.task.ts'

export { clientOverSocket, incidentOf, type BackendClient } from './api/carriers.ts'

export interface Backend {
  readonly carriers: Carriers
  readonly changes: Changes
  /** A session in which people sign in with their PIN. */
  personSession(options: { hasLocalFiles: boolean }): ClientSession
  /** The session of the command line: the owner's role, recorded as the operating-system user. */
  operatorSession(userName: string): ClientSession
  /** Begins to poll. Without it the backend acts only when asked: the command line and tests. */
  startPolling(): void
  suspend(): void
  resume(): void
  /** The embedded sandbox from inside, for demonstration data and training. */
  sandbox(): Promise<Sandbox>
  /** What needs a person now; for the window's badge and the tray. */
  attentionCount(): number
  /** Stops what runs, lets the current transaction end, closes the files and gives the folder free. */
  close(): Promise<void>
}

export type StartFailure = FolderInUse | SchemaFromTheFuture

/** Every part made and joined, readable from top to bottom. */
export async function createBackend(host: Host): Promise<Result<Backend, StartFailure>> {
  mkdirSync(host.dataFolder, { recursive: true, mode: 0o700 })
  const lock = lockFolder(host.dataFolder, `${host.kind}, process ${process.pid}, since ${new Date(host.clock.now()).toISOString()}`)
  if (!lock.ok) return lock
  const opened = openShopFile(host.dataFolder, lock.value, migrations)
  if (!opened.ok) return opened
  const db = opened.value

  const { clock, newId, random } = host
  const store = createStore(db)
  const changes = createChanges()
  const audit = createAuditService(db, clock)
  const shop = createShopService({ repository: createShopRepository(db), inTransaction: store.inTransaction, clock, random, audit })
  const people = createPeopleService({ db, inTransaction: store.inTransaction, clock, newId, audit })
  const sandbox = createEmbeddedSandbox(host.dataFolder, host, shop)

  const live: Desk<'live'> = createDesk({
    purpose: 'live', store, host, changes, audit, kinds: platformKinds, days: shop.days, referencePrefix: shop.referencePrefix,
    customerLocale: () => readSettings(shop).customerLocale,
    guardMinutes: () => readSettings(shop).guardMinutes,
    sandboxUrl: sandbox.url, issueSandboxCredentials: sandbox.issueCredentials,
    onLook: (accountId, payoutsChanged) => books.pullWhenDue(accountId, payoutsChanged), onSweep: () => books.reviewFiles(),
  })
  const lost = live.recover()
  if (lost > 0) host.log.warn('orders.calls-without-answer', { calls: lost })
  const statistics = createStatisticsService({ queries: createFiguresQueries(db), clock, days: shop.days })
  const practice = createPracticeDesk({ host, shop })
  const books = createBooks({ desk: live, host, shop, audit, changes })
  await cleanUpImports({ store, signal: new AbortController().signal })

  const abilities: HostAbilities = { kind: host.kind, localFiles: false, secretsKind: host.secrets.kind }
  const router = createRouter({
    live, practice: practice.open, shop, people, audit, statistics, books, changes, clock, kinds: Object.values(platformKinds), sandbox: sandbox.running, abilities, version: host.version,
  })
  const carriers = createCarriers(router, host.log, newId)

  // An account at the embedded sandbox needs it to be there before a customer opens the page.
  if (live.accounts.list().some(({ platform, baseUrl }) => platform === 'sandbox' && baseUrl === null)) await sandbox.url()

  return ok({
    carriers,
    changes,
    personSession: ({ hasLocalFiles }) => createPersonSession({ hasLocalFiles, findPerson: people.find }),
    operatorSession: createOperatorSession,
    startPolling: () => live.scheduler.start(),
    suspend: () => live.scheduler.pause(),
    resume: () => live.scheduler.resume(),
    sandbox: sandbox.running,
    attentionCount: () => live.attention.count(),
    close: async () => {
      live.connections.stop()
      await live.scheduler.stop()
      await books.jobs.stop()
      await practice.close()
      await sandbox.stop()
      db.pragma('optimize')
      db.pragma('wal_checkpoint(TRUNCATE)')
      db.close()
      lock.value.release()
    },
  })
}
