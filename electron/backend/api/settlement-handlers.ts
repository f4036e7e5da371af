import { daysBetween } from '../../../shared/business-day.ts'
import { money } from '../../../shared/money.ts'
import { fail, ok } from '../../../shared/result.ts'
import type { BankLineView, FileReport, ImportedFile as ImportedFileView, Payout, SettlementLineView, SourceFileView, Waterfall } from '../../../shared/contract/settlements.ts'
import type { Arrivals } from '../reconciliation/checks/arrivals.ts'
import type { AcceptanceReport, AccountSummary } from '../settlements/acceptance.ts'
import type { ImportedFile } from '../settlements/import.task.ts'
import type { PayoutRecord, PayoutRepository } from '../settlements/payouts.repository.ts'
import type { BankLineRow, LineRow, SettlementQueries } from '../settlements/settlement-queries.ts'
import type { SettlementService } from '../settlements/settlements.service.ts'
import type { SourceFile } from '../settlements/source-files.repository.ts'
import type { Uploads } from '../settlements/uploads.ts'
import { actorOf, type Door } from './door.ts'
import { pageOf } from './page.ts'

export interface SettlementHandlerParts {
  readonly settlements: SettlementService
  readonly queries: SettlementQueries
  readonly payouts: PayoutRepository
  readonly uploads: Uploads
  readonly arrivals: Arrivals
}

const accountView = (account: AccountSummary): FileReport['accounts'][number] => ({
  id: account.account, bank: account.bank, currency: account.currency, statementId: account.statementId, sequence: account.sequence,
  entries: account.entries, pending: account.pendingEntries, info: account.infoEntries, excluded: account.excludedLines,
  credits: money(account.creditsMinor, account.currency), debits: money(account.debitsMinor, account.currency),
  opening: account.openingMinor === null ? null : money(account.openingMinor, account.currency),
  closing: account.closingMinor === null ? null : money(account.closingMinor, account.currency),
  from: account.from, to: account.to, proof: account.proof,
})

const reportView = (report: AcceptanceReport): FileReport => ({
  format: report.format, side: report.side, encoding: report.encoding, accounts: report.accounts.map(accountView),
  findings: report.findings.map((finding) => ({ ...finding })),
  warnings: report.warnings.map(({ code, line, detail }) => ({ code, line, detail })), warningCount: report.warningCount,
  rowErrors: report.rowErrors.map(({ reason, line, field, value }) => ({ reason, line, field, value })), rowErrorCount: report.rowErrorCount,
  refused: report.refused === null ? null : { reason: report.refused.reason, line: report.refused.line, field: report.refused.field, detail: report.refused.detail },
})

const importedView = (file: ImportedFile): ImportedFileView => ({ ...file, report: reportView(file.report) })

const fileView = (file: SourceFile): SourceFileView => ({
  fileNo: file.fileNo, fileId: file.fileId, name: file.name, side: file.side, format: file.format, encoding: file.encoding, bytes: file.bytes,
  accountId: file.accountId, state: file.state, report: reportView(file.report), inserted: file.inserted, known: file.known, changed: file.changed,
  importedAt: file.importedAt, importedBy: file.importedBy, note: file.note,
})

export const lineView = (row: LineRow): SettlementLineView => ({
  lineId: row.lineId, accountId: row.accountId, type: row.type, typeText: row.typeText, nativeId: row.nativeId, merchantReference: row.merchantReference,
  platformReference: row.platformReference, payoutReference: row.payoutReference, gross: money(row.grossMinor, row.currency),
  fee: money(row.feeMinor, row.currency), net: money(row.netMinor, row.currency), occurredAt: row.occurredAt, occurredOn: row.occurredOn,
  availableOn: row.availableOn, method: row.method, text: row.text, excluded: row.excluded, fileName: row.fileName, sourceLine: row.sourceLine, raw: row.raw,
  orderId: row.orderId, orderNumber: row.orderNumber, isMatched: row.isMatched === 1,
})

export const bankLineView = (row: BankLineRow): BankLineView => ({
  lineId: row.lineId, bankAccount: row.bankAccount, amount: money(row.minor, row.currency), bookedOn: row.bookedOn, valueOn: row.valueOn, status: row.status,
  text: row.text, counterparty: row.counterpartyName, references: JSON.parse(row.bankReferences) as string[], fileName: row.fileName,
  sourceLine: row.sourceLine, raw: row.raw,
})

function payoutView(payout: PayoutRecord, arrival: Payout['arrival']): Payout {
  return {
    payoutId: payout.payoutId, accountId: payout.accountId, platformReference: payout.platformReference, currency: payout.currency, status: payout.status,
    amount: payout.amountMinor === null ? null : money(payout.amountMinor, payout.currency), createdAt: payout.createdAt, arrivesOn: payout.arrivesOn,
    bankReferences: [...payout.bankReferences], isItemised: payout.isItemised, linesCount: payout.linesCount,
    linesNet: payout.linesCount === 0 ? null : money(payout.linesNetMinor, payout.currency), deposited: money(payout.depositedMinor, payout.currency),
    arrival,
  }
}

/** Payouts as they are shown in one answer. */
export const showPayouts = (arrivals: Arrivals) => (): ((payout: PayoutRecord) => Payout) => {
  const arrivalOf = arrivals.look()
  return (payout) => payoutView(payout, arrivalOf(payout))
}

function waterfallOf(payout: PayoutRecord, queries: SettlementQueries): Waterfall {
  const steps = queries.waterfall(payout).map(({ step, minor, lines }) => ({ type: step, minor, lines }))
  const linesNetMinor = steps.reduce((sum, { minor }) => sum + minor, 0)
  const { amountMinor, depositedMinor, currency } = payout
  return {
    currency, steps, linesNetMinor, payoutMinor: amountMinor, depositMinor: depositedMinor,
    residueMinor: amountMinor === null || payout.linesCount === 0 ? null : amountMinor - linesNetMinor,
    notArrivedMinor: amountMinor === null ? null : amountMinor - depositedMinor,
  }
}

export function settlementHandlers(door: Door, { settlements, queries, payouts, uploads, arrivals }: SettlementHandlerParts) {
  const procedures = door.settlements
  const shown = showPayouts(arrivals)
  return {
    upload: procedures.upload.handler(({ input }) => uploads.add(input.uploadId, input.index, input.base64)),
    import: procedures.import.handler(async ({ input, context }) => {
      if (input.source.from === 'path' && !context.session.hasLocalFiles) return fail({ kind: 'no-local-files' })
      const result = await settlements.import(input, actorOf(context))
      return result.ok ? ok(result.value.map(importedView)) : result
    }),
    files: procedures.files.handler(({ input }) => {
      const { rows, next } = pageOf(input.limit, (limit) => settlements.files(input.before, limit), ({ fileNo }) => fileNo)
      return { files: rows.map(fileView), next }
    }),
    acceptHeld: procedures.acceptHeld.handler(async ({ input, context }) => {
      const result = await settlements.acceptHeld(input.fileId, input.note, actorOf(context))
      return result.ok ? ok(result.value.map(importedView)) : result
    }),
    discardHeld: procedures.discardHeld.handler(({ input, context }) => settlements.discardHeld(input.fileId, input.note, actorOf(context))),
    pull: procedures.pull.handler(({ input }) => settlements.pull(input.accountId, input.since)),
    payouts: procedures.payouts.handler(({ input }) => {
      const { rows, next } = pageOf(input.limit, (limit) => payouts.page(input.accountId, input.before, limit), ({ arrivesOn, payoutId }) => ({ day: arrivesOn ?? '9999-12-31', id: payoutId }))
      return { payouts: rows.map(shown()), next }
    }),
    calendar: procedures.calendar.handler(({ input: { accountId, from, to } }) =>
      to < from || daysBetween(from, to) > 100 ? fail({ kind: 'bad-range' }) : ok(arrivals.calendar(accountId, from, to))),
    payout: procedures.payout.handler(({ input }) => {
      const payout = payouts.find(input.payoutId)
      if (payout === null) return fail({ kind: 'payout-not-found' })
      const deposits = queries.depositsOf(payout.payoutId).map(bankLineView)
      return ok({ payout: shown()(payout), waterfall: waterfallOf(payout, queries), deposits })
    }),
    payoutLines: procedures.payoutLines.handler(({ input }) => {
      const payout = payouts.find(input.payoutId)
      if (payout === null) return { lines: [], next: null }
      const { rows, next } = pageOf(input.limit, (limit) => queries.linesOfPayout(payout, input.step, input.after, limit), ({ lineId }) => lineId)
      return { lines: rows.map(lineView), next }
    }),
  }
}
