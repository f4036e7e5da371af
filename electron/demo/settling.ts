import { addDays, instantOf, localDayOf, weekdayOf, type Day } from '../../shared/business-day.ts'
import { bring } from './books-files.ts'
import { openSettlementFile } from './planted/settlement-file.ts'
import type { OnlineBank } from './planted/online-bank.ts'
import type { Plants } from './planted/plants.ts'
import type { Stage } from './stage.ts'

/** The accountant's usual work. */
export interface Settling {
  /** Payouts of the till from the platform, the online shop's as files. */
  fetchSettlements(): Promise<void>
  /** Statements of both accounts, from where the last ones ended. */
  bringStatements(to: Day): Promise<void>
  reconcile(): Promise<void>
}

export function createSettling(stage: Stage, plants: Plants, bank: OnlineBank, firstDay: Day): Settling {
  const { accountant, till, online, sandbox } = stage
  const known = new Set<string>()
  let statementFrom = firstDay

  const bringSettlement = async (name: string, source: string): Promise<void> => {
    const file = openSettlementFile(source)
    const changes = file.rows.flatMap((row) => {
      const edit = row.cells.type === 'payment' ? plants.editOf(row.cells.merchant_reference) : undefined
      return edit === undefined ? [] : [() => edit(file, row)]
    })
    for (const change of changes) change()
    const imported = await bring(stage, name, changes.length === 0 ? source : file.text(), { side: 'settlement', accountId: online.accountId })
    if (imported.state !== 'held') return
    const taken = await accountant.client.settlements.acceptHeld({ fileId: imported.fileId!, note: 'The platform confirms the total; the missing row will follow.' })
    if (!taken.ok) throw new Error(`${name} is not taken: ${taken.failure.kind}`)
  }

  return {
    fetchSettlements: async () => {
      const pulled = await accountant.client.settlements.pull({ accountId: till.accountId, since: null })
      if (!pulled.ok || pulled.value.failure !== null) throw new Error(`the payouts are not fetched: ${JSON.stringify(pulled)}`)
      for (const { payoutId, currency } of sandbox.controls.payouts(online.keyId)) {
        if (known.has(payoutId) || currency !== online.currency) continue
        known.add(payoutId)
        const file = sandbox.controls.settlementFile(online.keyId, payoutId)!
        await bringSettlement(file.name, file.text)
      }
    },
    bringStatements: async (to) => {
      const from = statementFrom
      if (to < from) return
      statementFrom = addDays(to, 1)
      const own = sandbox.controls.bankStatement(till.keyId, { from, to, currency: till.currency })
      if (own.ok) await bring(stage, own.value.name, own.value.text, { side: 'statement', accountId: null })
      const other = bank.statement(from, to)
      if (other !== null) await bring(stage, other.name, other.text, { side: 'statement', accountId: null })
    },
    reconcile: async () => {
      const result = await accountant.client.reconciliation.run({ isDryRun: false })
      if (!result.ok) throw new Error(`not reconciled: ${result.failure.kind}`)
    },
  }
}

/** Payouts weekly, bank statements when a month is over, a run after each; and all of it once more at the end. */
export function planSettling(stage: Stage, settling: Settling, { firstDay, endAt }: { readonly firstDay: Day; readonly endAt: number }): void {
  const today = localDayOf(endAt, stage.zone)
  for (let day = addDays(firstDay, 1); day < today; day = addDays(day, 1)) {
    const isMonthOver = day.endsWith('-03')
    if (weekdayOf(day) !== 1 && !isMonthOver) continue
    const lastOfMonth = addDays(`${day.slice(0, 8)}01`, -1)
    stage.diary.at(instantOf(day, 9, stage.zone) + 30 * 60_000, async () => {
      await settling.fetchSettlements()
      if (isMonthOver) await settling.bringStatements(lastOfMonth)
      await settling.reconcile()
    })
  }
  stage.diary.at(endAt - 120_000, async () => {
    await settling.fetchSettlements()
    await settling.bringStatements(addDays(today, -1))
    await settling.reconcile()
  })
}
