import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Day } from '../../shared/business-day.ts'
import type { ImportedFile } from '../../shared/contract/settlements.ts'
import type { Exception, RunReport } from '../../shared/contract/reconciliation.ts'
import type { TestShop } from './shop.ts'

/** What the accountant does with a test shop. */
export interface Settling {
  /** Fetches the payouts from the platform. */
  pull(): Promise<{ inserted: number; known: number }>
  /** The bank's statement of the days, brought in as a file. */
  statement(from: Day, to: Day): Promise<ImportedFile>
  /** The settlement files of all payouts so far, brought in as files. */
  settlementFiles(): Promise<ImportedFile[]>
  /** Brings in a file with this content. */
  file(name: string, text: string, wish?: { side?: 'statement' | 'settlement'; accountId?: string; isDryRun?: boolean; acceptNote?: string }): Promise<ImportedFile[]>
  reconcile(isDryRun?: boolean): Promise<RunReport>
  exceptions(states?: readonly Exception['state'][]): Promise<Exception[]>
  /** Codes of what is open, with how many there are. */
  codes(): Promise<Record<string, number>>
  /** Names of the proofs that do not hold. */
  broken(): Promise<string[]>
}

export function settling(shop: TestShop, currency = 'EUR'): Settling {
  const file: Settling['file'] = async (name, text, { side, accountId, isDryRun = false, acceptNote } = {}) => {
    const folder = path.join(shop.folder, 'brought')
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, name), text)
    const result = await shop.client.settlements.import({
      source: { from: 'path', path: path.join(folder, name) }, name, side: side ?? null, accountId: accountId ?? null, format: null, currency: null, dateOrder: null, decimal: null, encoding: null,
      isDryRun, acceptNote: acceptNote ?? null,
    })
    if (!result.ok) throw new Error(`not imported: ${result.failure.kind}`)
    return result.value
  }
  const exceptions: Settling['exceptions'] = async (states = ['open']) =>
    (await shop.client.reconciliation.exceptions({ filter: { codes: [], severities: [], accountId: null, states: [...states] }, after: null, limit: 200 })).exceptions
  return {
    file, exceptions,
    pull: async () => {
      const result = await shop.client.settlements.pull({ accountId: shop.accountId, since: null })
      if (!result.ok || result.value.failure !== null) throw new Error(`not pulled: ${JSON.stringify(result)}`)
      return result.value
    },
    statement: async (from, to) => {
      const found = shop.sandbox.controls.bankStatement(shop.keyId, { from, to, currency })
      if (!found.ok) throw new Error(found.failure.words)
      const [imported] = await file(found.value.name, found.value.text)
      return imported!
    },
    settlementFiles: async () => {
      const files: ImportedFile[] = []
      for (const { payoutId } of shop.sandbox.controls.payouts(shop.keyId)) {
        const { name, text } = shop.sandbox.controls.settlementFile(shop.keyId, payoutId)!
        files.push(...(await file(name, text)))
      }
      return files
    },
    reconcile: async (isDryRun = false) => {
      const result = await shop.client.reconciliation.run({ isDryRun })
      if (!result.ok) throw new Error(`not reconciled: ${result.failure.kind}`)
      return result.value
    },
    codes: async () => Object.fromEntries([...Map.groupBy(await exceptions(), ({ code }) => code)].map(([code, list]) => [code, list.length])),
    broken: async () => {
      const result = await shop.client.verify.run()
      if (!result.ok) throw new Error(`not verified: ${result.failure.kind}`)
      return result.value.proofs.filter(({ holds }) => !holds).map(({ name, problems }) => `${name} ${JSON.stringify(problems.slice(0, 3))}`)
    },
  }
}
