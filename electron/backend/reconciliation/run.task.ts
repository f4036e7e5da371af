import { addDays } from '../../../shared/business-day.ts'
import type { ExceptionCode } from '../../../shared/exception-code.ts'
import { breathe, type Task, type TaskContext } from '../jobs/task.ts'
import { createLedgerService } from '../ledger/ledger.service.ts'
import { platformKinds } from '../platforms/registry.ts'
import type { PlatformId } from '../platforms/platform.ts'
import { createBusinessDays } from '../shop/business-days.ts'
import { createShopRepository } from '../shop/shop.repository.ts'
import { linesPerFile } from '../settlements/source-files.repository.ts'
import type { Database } from '../store/database.ts'
import { findFileExceptions } from './exceptions/file-exceptions.ts'
import { createFoundExceptions, type FoundExceptions } from './exceptions/found-exceptions.ts'
import { findLineExceptions } from './exceptions/line-exceptions.ts'
import { findPaymentExceptions } from './exceptions/payment-exceptions.ts'
import { findBankLineExceptions, findPayoutExceptions } from './exceptions/payout-exceptions.ts'
import { createLinePoster } from './line-postings.ts'
import { lineStretches, type LineStretch } from './line-stretches.ts'
import { openBankLines, openPayouts, senderAccountOf, sendersByAccount } from './open-items.ts'
import { createIdentityPasses, type IdentityPass } from './passes/identity-passes.ts'
import { createMatchWriter } from './match-writer.ts'
import type { FoundMatch, Link } from './passes/matching.ts'
import { runDepositPasses } from './passes/run-passes.ts'
import { createRunDestination, type RunDestination } from './run-destination.ts'

export interface RunInput {
  readonly isDryRun: boolean
  readonly by: string
}

export interface RunReport {
  readonly isDryRun: boolean
  /** Settlement lines and bank lines looked at. */
  readonly linesExamined: number
  readonly bankLinesExamined: number
  readonly matchedPerPass: Readonly<Record<string, number>>
  readonly proposals: number
  readonly exceptions: readonly { readonly code: ExceptionCode; readonly currency: string | null; readonly count: number; readonly minor: number }[]
  readonly durationMs: number
}

/** Lines in one transaction: a few milliseconds, so that the counter hardly notices. */
const linesPerTransaction = 4_000
const identityPasses: readonly IdentityPass[] = ['P1', 'P2', 'P3', 'P4']
const payoutGraceDays = 5
const depositGraceDays = 4
const refundGraceMs = 7 * 86_400_000

/** One reconciliation run: what came since the last one and what stayed open, through all passes; then what does not agree. */
export const runTask: Task<RunInput, RunReport> = async (context, input) => {
  const startedAt = performance.now()
  const { db } = context.store
  if (!input.isDryRun) await clearUnfinishedRuns(context)
  const since = db.prepare<[], { below: number | null }>(`SELECT MAX(lines_below) AS below FROM recon_runs WHERE state = 'committed'`).get()?.below ?? linesPerFile
  const below = db.prepare<[], { below: number }>('SELECT below FROM visible_lines').get()!.below
  const stretches = lineStretches(db, since, below, linesPerTransaction)
  const destination = createRunDestination(db, input.isDryRun)
  const found = createFoundExceptions(db)
  try {
    const run = input.isDryRun ? { runNo: 0, firstMatchNo: 0 } : beginRun(context, input, below)
    const matchedPerPass = await runIdentityPasses(context, input, destination, stretches, run.firstMatchNo)
    const deposits = matchDeposits(db)
    for (const match of deposits.automatic) matchedPerPass[match.pass] = (matchedPerPass[match.pass] ?? 0) + match.right.length
    findExceptions(context, found, destination, { since, below }, deposits)
    const report: RunReport = {
      isDryRun: input.isDryRun, linesExamined: stretches.reduce((sum, stretch) => sum + linesIn(db, stretch), 0), bankLinesExamined: deposits.examined,
      matchedPerPass, proposals: deposits.proposed.length, exceptions: found.totals(), durationMs: Math.round(performance.now() - startedAt),
    }
    if (!input.isDryRun) await commitRun(context, { ...run, stretches, found, deposits, report })
    return { ...report, durationMs: Math.round(performance.now() - startedAt) }
  } finally {
    found.close()
    destination.close()
  }
}

function linesIn(db: Database, { from, to, onlyOpen }: LineStretch): number {
  return onlyOpen
    ? db.prepare<[number, number], { n: number }>('SELECT COUNT(*) AS n FROM open_settlement_lines WHERE line_id >= ? AND line_id < ?').get(from, to)!.n
    : to - from
}

/** Writes the run down with its bulk matches, one an identity pass, and hides what will stand behind them. */
function beginRun({ store, clock }: TaskContext, { by }: RunInput, below: number): { runNo: number; firstMatchNo: number } {
  const { db } = store
  return store.inTransaction(() => {
    const { lastInsertRowid } = db
      .prepare(`INSERT INTO recon_runs (started_at, started_by, state, lines_below) VALUES (?, ?, 'running', ?)`)
      .run(clock.now(), by, below)
    const runNo = Number(lastInsertRowid)
    const { no: firstMatchNo } = db.prepare<[], { no: number }>('SELECT COALESCE(MAX(match_no), 0) + 1 AS no FROM matches').get()!
    const insert = db.prepare(
      `INSERT INTO matches (match_no, run_no, link, pass, evidence, decided_by, decided_at) VALUES (?, ?, ?, ?, '{}', 'run', ?)`,
    )
    for (const pass of identityPasses) insert.run(bulkMatchNo(firstMatchNo, pass), runNo, linkOf[pass], pass, clock.now())
    db.prepare('UPDATE hidden_matches SET first = ?, last = ?').run(firstMatchNo, firstMatchNo + identityPasses.length - 1)
    return { runNo, firstMatchNo }
  })
}

const linkOf: Record<IdentityPass, Link> = { P1: 'L1', P2: 'L1', P3: 'L5', P4: 'L3' }
const bulkMatchNo = (firstMatchNo: number, pass: IdentityPass): number => firstMatchNo + identityPasses.indexOf(pass)

async function runIdentityPasses(
  { store, signal, report }: TaskContext, { isDryRun }: RunInput, destination: RunDestination, stretches: readonly LineStretch[], firstMatchNo: number,
): Promise<Record<string, number>> {
  const passes = createIdentityPasses(store.db, destination)
  const counts: Record<string, number> = {}
  let done = 0
  for (const stretch of stretches) {
    const work = (): void => {
      for (const pass of identityPasses) counts[pass] = (counts[pass] ?? 0) + passes.run(pass, stretch, bulkMatchNo(firstMatchNo, pass))
    }
    if (isDryRun) work()
    else store.inTransaction(work)
    done += stretch.to - stretch.from
    report({ step: 'match', done, total: null })
    await breathe(signal)
  }
  return counts
}

interface DepositResult {
  readonly automatic: readonly FoundMatch[]
  readonly proposed: readonly FoundMatch[]
  readonly examined: number
  readonly ambiguous: ReturnType<typeof runDepositPasses>['ambiguities']
  readonly nearMisses: ReturnType<typeof runDepositPasses>['nearMisses']
}

const platformSenders = (platform: string): readonly string[] => platformKinds[platform as PlatformId]?.depositSenders ?? []

function matchDeposits(db: Database): DepositResult {
  const senders = sendersByAccount(db, platformSenders)
  const payouts = openPayouts(db, (accountId) => senders.get(accountId) ?? [])
  const bankLines = openBankLines(db)
  const declined = new Set(db.prepare<[], { key: string }>('SELECT match_key AS key FROM declined_matches').all().map(({ key }) => key))
  const result = runDepositPasses({ payouts, bankLines, declined, rules: [], extraHolidays: [] })
  return {
    automatic: result.matches.filter(({ act }) => act === 'auto'), proposed: result.matches.filter(({ act }) => act === 'propose'),
    examined: bankLines.length, ambiguous: result.ambiguities, nearMisses: result.nearMisses,
  }
}

function findExceptions(
  { store, clock }: TaskContext, found: FoundExceptions, destination: RunDestination, lines: { since: number; below: number }, deposits: DepositResult,
): void {
  const { db } = store
  const [first, ...rest] = createShopRepository(db).rules()
  const today = createBusinessDays([first!, ...rest]).dayOf(clock.now())
  findLineExceptions(found, destination, lines)
  findPaymentExceptions(found, destination, { today, payoutDueDay: addDays(today, -payoutGraceDays), refundDueAt: clock.now() - refundGraceMs })
  const matched = deposits.automatic.flatMap(({ left }) => left.filter(({ side }) => side === 'payout').map(({ subject }) => subject))
  findPayoutExceptions(found, { depositDueDay: addDays(today, -depositGraceDays) }, new Set(matched))
  const matchedLines = new Set(deposits.automatic.flatMap(({ right }) => right.map(({ subject }) => subject)))
  const senders = sendersByAccount(db, platformSenders)
  const unmatched = openBankLines(db)
    .filter(({ lineId }) => !matchedLines.has(String(lineId)))
    .map((line) => ({ ...line, minor: line.openMinor, platformAccountId: senderAccountOf(line, senders) }))
  const fileName = db.prepare<[number], { name: string }>('SELECT name FROM source_files WHERE file_no = ?')
  findBankLineExceptions(found, unmatched, (fileNo) => fileName.get(fileNo)?.name ?? '')
  for (const miss of deposits.nearMisses) {
    found.add({
      code: miss.differenceMinor > 0 ? 'amount_over' : 'amount_under', subject: `bank:${miss.lineId}`, accountId: null, minor: Math.abs(miss.differenceMinor),
      currency: miss.currency, day: null, facts: { line: miss.lineId, payoutId: miss.payoutId, payout: miss.reference },
    })
  }
  for (const { side, subject, candidates } of deposits.ambiguous) {
    found.add({ code: 'ambiguous', subject: `${side === 'bank_line' ? 'bank' : side}:${subject}`, accountId: null, minor: 0, currency: null, day: null, facts: { candidates: candidates.length } })
  }
  findFileExceptions(found, db)
}

interface CommitParts {
  readonly runNo: number
  readonly firstMatchNo: number
  readonly stretches: readonly LineStretch[]
  readonly found: FoundExceptions
  readonly deposits: DepositResult
  readonly report: RunReport
}

/** Writes what is not written yet, throws the one switch that shows the run's matches, then brings the rest into line. */
async function commitRun(context: TaskContext, parts: CommitParts): Promise<void> {
  const { store, clock, newId } = context
  const { db } = store
  const { runNo, firstMatchNo, report, deposits } = parts
  const now = clock.now()
  const [first, ...rest] = createShopRepository(db).rules()
  const shopDays = createBusinessDays([first!, ...rest])
  const days = { now: () => clock.now(), dayFor: (_accountId: string, day: string | null) => day ?? shopDays.dayOf(clock.now()) }
  const ledger = createLedgerService(db, newId)
  const writer = createMatchWriter({ db, newId, ledger, days })
  store.inTransaction(() => {
    const countBulk = db.prepare('UPDATE matches SET bulk_count = ? WHERE match_no = ?')
    for (const pass of identityPasses) countBulk.run(report.matchedPerPass[pass] ?? 0, bulkMatchNo(firstMatchNo, pass))
    for (const match of deposits.automatic) writer.write(match, { runNo, decidedBy: 'run', decidedAt: now })
    writer.replaceProposals(deposits.proposed, now)
    parts.found.commit(now)
    db.prepare('UPDATE hidden_matches SET first = 0, last = -1').run()
    db.prepare(`UPDATE recon_runs SET state = 'committed', ended_at = ?, report = ? WHERE run_no = ?`).run(now, JSON.stringify(report), runNo)
  })
  await settleOpenTables(context, parts.stretches)
  const poster = createLinePoster(db, ledger, days)
  for (const { from, to } of parts.stretches) {
    store.inTransaction(() => {
      takeBackExplained(db, poster.takeBack, from, to)
      poster.postMatched(from, to)
      poster.postOpen(from, to)
    })
    await breathe(context.signal)
  }
}

/** The small tables of open items, brought up to date from the committed matches. Doing it twice does no harm. */
async function settleOpenTables({ store, signal }: Pick<TaskContext, 'store' | 'signal'>, stretches: readonly LineStretch[]): Promise<void> {
  const { db } = store
  const closePayments = db.prepare(
    `DELETE FROM open_payments WHERE payment_id IN (SELECT subject FROM line_matches WHERE line_id >= ? AND line_id < ? AND kind = 'payment')`,
  )
  const closeLines = db.prepare(
    `DELETE FROM open_settlement_lines WHERE line_id >= ? AND line_id < ? AND line_id IN (SELECT line_id FROM line_matches WHERE line_id >= ? AND line_id < ?)`,
  )
  const openLines = db.prepare(
    `INSERT OR IGNORE INTO open_settlement_lines (line_id)
     SELECT l.line_id FROM all_settlement_lines l
      WHERE l.line_id >= ? AND l.line_id < ? AND l.excluded IS NULL AND NOT EXISTS (SELECT 1 FROM all_line_matches m WHERE m.line_id = l.line_id)`,
  )
  for (const { from, to, onlyOpen } of stretches) {
    store.inTransaction(() => {
      closePayments.run(from, to)
      closeLines.run(from, to, from, to)
      if (!onlyOpen) openLines.run(from, to)
    })
    await breathe(signal)
  }
}

function takeBackExplained(db: Database, takeBack: (lineId: number, entryId: string, accountId: string) => void, from: number, to: number): void {
  const explained = db
    .prepare<[number, number], { lineId: number; entryId: string; accountId: string }>(
      `SELECT x.line_id AS lineId, x.entry_id AS entryId, f.account_id AS accountId
         FROM line_postings x JOIN line_matches m ON m.line_id = x.line_id JOIN source_files f ON f.file_no = x.line_id / ${linesPerFile}
         JOIN journal_entries j ON j.entry_id = x.entry_id
        WHERE x.line_id >= ? AND x.line_id < ? AND m.kind <> 'none' AND j.at < (SELECT decided_at FROM matches WHERE match_no = m.match_no)`,
    )
    .all(from, to)
  for (const { lineId, entryId, accountId } of explained) takeBack(lineId, entryId, accountId)
}

/** A run that the end of the program cut short has left hidden rows; they go, and the next run does the work. */
async function clearUnfinishedRuns(context: TaskContext): Promise<void> {
  const { store, signal } = context
  const { db } = store
  const deleteSome = db.prepare(
    `DELETE FROM all_line_matches WHERE line_id IN (
       SELECT line_id FROM all_line_matches
        WHERE match_no BETWEEN (SELECT first FROM hidden_matches) AND (SELECT last FROM hidden_matches) LIMIT 5000)`,
  )
  const unfinished = db.prepare<[], { runNo: number }>(`SELECT run_no AS runNo FROM recon_runs WHERE state = 'running'`).all()
  if (unfinished.length === 0) return
  while (store.inTransaction(() => deleteSome.run().changes) > 0) await breathe(signal)
  store.inTransaction(() => {
    db.prepare('DELETE FROM matches WHERE match_no BETWEEN (SELECT first FROM hidden_matches) AND (SELECT last FROM hidden_matches)').run()
    db.prepare('UPDATE hidden_matches SET first = 0, last = -1').run()
    db.prepare(`DELETE FROM recon_runs WHERE state = 'running'`).run()
  })
}
