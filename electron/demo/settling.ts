import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { addDays, instantOf, localDayOf, type Day } from '../../shared/business-day.ts'
import type { ImportedFile } from '../../shared/contract/settlements.ts'
import type { SandboxAccount, Stage } from './stage.ts'

/** Where the files lie that were brought in, so that a newcomer can look at them and bring them in again. */
export const demoFilesFolder = 'demo-files'

const settledPayouts = new WeakMap<Stage, Set<string>>()

/** The accountant's work: payouts weekly, bank statements when a month is over, and a run after each. */
export function planSettling(stage: Stage, from: Day, endAt: number): void {
  const lastDay = localDayOf(endAt, stage.zone)
  let statementFrom = from
  for (let day = addDays(from, 1); day < lastDay; day = addDays(day, 1)) {
    const isMonday = new Date(`${day}T00:00:00Z`).getUTCDay() === 1
    const isMonthOver = day.endsWith('-03')
    if (!isMonday && !isMonthOver) continue
    const since = statementFrom
    const until = addDays(`${day.slice(0, 8)}01`, -1)
    if (isMonthOver) statementFrom = addDays(until, 1)
    stage.diary.at(instantOf(day, 9, stage.zone) + 30 * 60_000, async () => {
      await fetchSettlements(stage)
      if (isMonthOver && until >= since) await bringStatements(stage, since, until)
      await reconcile(stage)
    })
  }
  stage.diary.at(endAt - 60_000, async () => {
    await fetchSettlements(stage)
    await bringStatements(stage, statementFrom, addDays(lastDay, -1))
    await reconcile(stage)
  })
}

export async function settleAtTheEnd(stage: Stage): Promise<void> {
  await stage.owner.client.polling.once()
  await stage.demo.rest()
}

/** The till's payouts are fetched from the platform; the online shop's come as files. */
async function fetchSettlements(stage: Stage): Promise<void> {
  await stage.accountant.client.settlements.pull({ accountId: stage.till.accountId, since: null })
  const known = settledPayouts.get(stage) ?? new Set()
  settledPayouts.set(stage, known)
  for (const { payoutId } of stage.sandbox.controls.payouts(stage.online.keyId)) {
    if (known.has(payoutId)) continue
    known.add(payoutId)
    const file = stage.sandbox.controls.settlementFile(stage.online.keyId, payoutId)!
    await bring(stage, file.name, file.text, { side: 'settlement', accountId: stage.online.accountId })
  }
}

async function bringStatements(stage: Stage, from: Day, to: Day): Promise<void> {
  for (const account of [stage.till, stage.online]) await bringStatement(stage, account, from, to)
}

async function bringStatement(stage: Stage, { keyId, currency }: SandboxAccount, from: Day, to: Day): Promise<void> {
  const statement = stage.sandbox.controls.bankStatement(keyId, { from, to, currency })
  if (statement.ok) await bring(stage, statement.value.name, statement.value.text, { side: 'statement', accountId: null })
}

export async function reconcile(stage: Stage): Promise<void> {
  const result = await stage.accountant.client.reconciliation.run({ isDryRun: false })
  if (!result.ok) throw new Error(`not reconciled: ${result.failure.kind}`)
}

/** Keeps a file in the demonstration's folder and brings it in from there. */
export async function bring(
  stage: Stage, name: string, text: string, { side, accountId, acceptNote = null }: { side: 'statement' | 'settlement'; accountId: string | null; acceptNote?: string | null },
): Promise<readonly ImportedFile[]> {
  const folder = path.join(stage.demo.host.dataFolder, demoFilesFolder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, name)
  writeFileSync(file, text)
  const result = await stage.accountant.client.settlements.import({
    source: { from: 'path', path: file }, name, side, accountId, format: null, currency: null, dateOrder: null, decimal: null, encoding: null, isDryRun: false, acceptNote,
  })
  if (!result.ok) throw new Error(`${name} is not imported: ${result.failure.kind}`)
  return result.value
}
