import { createHash } from 'node:crypto'
import type { AccountService } from '../accounts/accounts.service.ts'
import type { Clock } from '../host.ts'
import type { Connect } from '../orders/call-runner.ts'
import type { PayoutLine, PayoutSnapshot } from '../platforms/platform.ts'
import { localDayOf } from '../../../shared/business-day.ts'
import { breathe } from '../jobs/task.ts'
import type { Store } from '../store/store.ts'
import type { SettlementLine } from './formats/reader.ts'
import { createAcceptance, type AcceptanceReport } from './acceptance.ts'
import { linesPerFile } from './line-ids.ts'
import { linesByPayout, notePayoutsOfFile, payoutServiceOf } from './payouts-of-file.ts'
import { createLineWriter } from './settlement-writer.ts'
import { createSourceFileRepository, noAnswers } from './source-files.repository.ts'

export interface PullReport {
  readonly payouts: number
  readonly inserted: number
  readonly known: number
  readonly changed: number
  /** Why the platform could not be read to the end, or null. What was read before is kept. */
  readonly failure: string | null
}

export interface PullParts {
  readonly store: Store
  readonly clock: Clock
  readonly newId: () => string
  readonly zone: () => string
  readonly accounts: AccountService
  readonly connect: Connect
}

export type PullPayouts = (accountId: string, since: number | null, signal: AbortSignal) => Promise<PullReport>

/** Payouts change for some days after they were made (sent, paid, returned), so the look back is generous. */
const overlapMs = 10 * 86_400_000
const firstLookMs = 90 * 86_400_000
const linesPerTransaction = 1_000

/**
 * Fetches an account's payouts and the lines inside them. The answers are written like a file, each payout one, so that
 * every line has a source and a raw text and a second pull changes nothing.
 */
export function createPull(parts: PullParts): PullPayouts {
  const { store, clock, newId, accounts } = parts
  const files = createSourceFileRepository(store.db)

  return async (accountId, since, signal) => {
    const totals = { payouts: 0, inserted: 0, known: 0, changed: 0 }
    const platform = await parts.connect(accountId, { orderId: null, callId: null })
    if (platform === null) return { ...totals, failure: 'no-credentials' }
    if (platform.capabilities.payouts === 'none') return { ...totals, failure: null }
    const pulledUntil = accounts.find(accountId)?.payoutsPulledUntil ?? null
    const startedAt = clock.now()
    const from = since ?? (pulledUntil === null ? startedAt - firstLookMs : pulledUntil - overlapMs)
    const outcome = await platform.payoutsSince(from)
    if (outcome.kind !== 'done') return { ...totals, failure: outcome.kind === 'refused' ? outcome.refusal.reason : outcome.why }

    for (const payout of outcome.value) {
      const lines: PayoutLine[] = []
      let page: string | null = null
      if (payout.isItemised && payout.status !== 'pending' && payout.status !== 'cancelled') {
        do {
          const answer = await platform.payoutLines(payout.platformReference, page)
          if (answer.kind !== 'done') return { ...totals, failure: answer.kind === 'refused' ? answer.refusal.reason : answer.why }
          lines.push(...answer.value.lines)
          page = answer.value.next
        } while (page !== null)
      }
      const counts = await keep(accountId, payout, lines, signal)
      totals.payouts += 1
      totals.inserted += counts.inserted
      totals.known += counts.known
      totals.changed += counts.changed
    }
    accounts.savePayoutsPulled(accountId, startedAt)
    return { ...totals, failure: null }
  }

  async function keep(accountId: string, payout: PayoutSnapshot, lines: readonly PayoutLine[], signal: AbortSignal) {
    store.inTransaction(() =>
      payoutServiceOf({ store, newId, clock }).note({
        accountId, platformReference: payout.platformReference, amountMinor: payout.amount.minor, currency: payout.amount.currency, status: payout.status,
        createdAt: payout.createdAt, arrivesOn: payout.arrivesOn, bankReferences: payout.bankReferences, isItemised: payout.isItemised, asOf: payout.asOf,
      }),
    )
    const none = { inserted: 0, known: 0, changed: 0 }
    if (lines.length === 0) return none
    const sha256 = createHash('sha256').update(lines.map(({ raw }) => raw).join('\n')).digest('hex')
    if (files.findAccepted(sha256) !== null) return { ...none, known: lines.length }
    return write(accountId, payout, lines, sha256, signal)
  }

  async function write(accountId: string, payout: PayoutSnapshot, lines: readonly PayoutLine[], sha256: string, signal: AbortSignal) {
    const fileNo = files.nextNo()
    const settlementLines = lines.map((line, index) => settlementLineOf(line, payout, index + 1, parts.zone()))
    const report = reportOf(payout, settlementLines)
    store.inTransaction(() =>
      files.insert({
        fileNo, fileId: newId(), sha256, name: payout.platformReference, source: 'api', side: 'settlement', format: 'api', encoding: 'utf-8',
        bytes: lines.reduce((sum, { raw }) => sum + raw.length, 0), accountId, state: 'importing', report, answers: noAnswers, inserted: 0, known: 0, changed: 0,
        importedAt: clock.now(), importedBy: 'system', decidedBy: null, note: null,
      }),
    )
    const writer = createLineWriter(store.db, { accountId, firstLineId: fileNo * linesPerFile, isDryRun: false })
    for (let start = 0; start < settlementLines.length; start += linesPerTransaction) {
      store.inTransaction(() => {
        for (const line of settlementLines.slice(start, start + linesPerTransaction)) writer.add(line)
      })
      await breathe(signal)
    }
    while (store.inTransaction(() => writer.completeSome())) await breathe(signal)
    const told = linesByPayout(store.db, fileNo)
    store.inTransaction(() => {
      files.finish({ fileNo, state: 'accepted', report, bytes: 0, ...writer.counts, decidedBy: null, note: null })
      for (const row of writer.changedRows) files.keepChangedRow(fileNo, row)
      files.showAccepted()
      notePayoutsOfFile({ store, newId, clock }, { accountId, told, notices: [] })
    })
    return writer.counts
  }
}

function settlementLineOf(line: PayoutLine, payout: PayoutSnapshot, place: number, zone: string): SettlementLine {
  return {
    kind: 'line', type: line.type, typeText: line.typeText, grossMinor: line.grossMinor, feeMinor: line.feeMinor, netMinor: line.netMinor, currency: line.currency,
    nativeId: line.nativeId, merchantReference: line.merchantReference, platformReference: line.platformReference, parentReference: line.parentReference,
    payoutReference: payout.platformReference, references: line.references, occurredAt: line.occurredAt, occurredOn: localDayOf(line.occurredAt, zone),
    availableOn: line.availableOn ?? payout.arrivesOn, method: line.method, text: line.text, original: line.original, excluded: null, line: place, raw: line.raw,
  }
}

function reportOf(payout: PayoutSnapshot, lines: readonly SettlementLine[]): AcceptanceReport {
  const acceptance = createAcceptance()
  acceptance.take([
    { kind: 'statement', account: payout.platformReference, bank: null, currency: payout.amount.currency, statementId: payout.platformReference, sequence: null, page: null, purpose: 'statement', from: null, to: null },
    ...lines,
    { kind: 'statement-end', opening: null, closing: null, controls: [] },
  ])
  return acceptance.finish({ format: 'api', side: 'settlement', encoding: 'utf-8' })
}
