import { addDays, type Day } from '../../../shared/business-day.ts'
import type { ExceptionCode } from '../../../shared/exception-code.ts'
import { breathe, type Task, type TaskContext } from '../jobs/task.ts'
import { createLedgerService } from '../ledger/ledger.service.ts'
import { linesPerFile } from '../settlements/line-ids.ts'
import { daysOnRecord } from '../shop/days-on-record.ts'
import type { Database } from '../store/database.ts'
import { accountsWithRates, createFeeCheck, noteRatesChecked, stretchesToCheck } from './checks/fee-check.ts'
import { createFxCheck } from './checks/fx-check.ts'
import { createLateness } from './checks/lateness.ts'
import { createLineFindings, type LineFindings } from './checks/line-findings.ts'
import { createPeriodCheck } from './checks/period-check.ts'
import { findCheckExceptions } from './exceptions/check-exceptions.ts'
import { findDepositExceptions } from './exceptions/deposit-exceptions.ts'
import { findFileExceptions } from './exceptions/file-exceptions.ts'
import { createFoundExceptions, type FoundExceptions } from './exceptions/found-exceptions.ts'
import { findLineExceptions } from './exceptions/line-exceptions.ts'
import { findPaymentExceptions } from './exceptions/payment-exceptions.ts'
import { findPayoutExceptions } from './exceptions/payout-exceptions.ts'
import { createLineMatches } from './line-matches.ts'
import { createLinePoster } from './line-postings.ts'
import { lineStretches, withoutGaps, type LineStretch } from './line-stretches.ts'
import { createMatchWriter } from './match-writer.ts'
import { createIdentityPasses, type IdentityPass } from './passes/identity-passes.ts'
import type { Link, Side } from './passes/matching.ts'
import { proposedSet, type ProposedSet } from './proposed-set.ts'
import { findResemblance, type Resemblance } from './resemblance.ts'
import { activeRules, extraHolidays } from './rules/rules.repository.ts'
import { createRunDestination, type RunDestination } from './run-destination.ts'
import { createRunOpenItems, type RunOpenItems } from './run-open-items.ts'

export interface RunInput {
  readonly isDryRun: boolean
  /** How many of the matches that it would make a dry run shows. */
  readonly show: number
  readonly by: string
}

export interface RunReport {
  readonly isDryRun: boolean
  /** Settlement lines and bank lines looked at. */
  readonly linesExamined: number
  readonly bankLinesExamined: number
  readonly matchedPerPass: Readonly<Record<string, number>>
  readonly proposals: number
  /** Bank lines that rules have set aside. */
  readonly excludedByRule: number
  /** Items that a pass has left alone because its budget was used up. */
  readonly notExamined: number
  readonly exceptions: readonly { readonly code: ExceptionCode; readonly currency: string | null; readonly count: number; readonly minor: number }[]
  /** What a dry run would match, one by one; null for a real run, whose matches are on record. */
  readonly proposed: ProposedSet | null
  readonly durationMs: number
}

/** Lines in one transaction: a few milliseconds, so that the counter hardly notices. */
const linesPerTransaction = 4_000
const linesPerCheck = 10_000
const identityPasses: readonly IdentityPass[] = ['P1', 'P2', 'P3', 'P4']
const refundGraceMs = 7 * 86_400_000
/** Payouts that have arrived are known by name for as long, so that a second deposit for one is recognised. */
const recentDays = 60

/** One reconciliation run: what came since the last one and what stayed open, through all passes; then what does not agree. */
export const runTask: Task<RunInput, RunReport> = async (context, input) => {
  const startedAt = performance.now()
  const { db } = context.store
  if (!input.isDryRun) await clearUnfinishedRuns(context)
  const since = db.prepare<[], { below: number | null }>(`SELECT MAX(lines_below) AS below FROM recon_runs WHERE state = 'committed'`).get()?.below ?? linesPerFile
  const below = db.prepare<[], { below: number }>('SELECT below FROM visible_lines').get()!.below
  const stretches = lineStretches(db, since, below, linesPerTransaction)
  const destination = createRunDestination(db, input.isDryRun)
  const openItems = createRunOpenItems(db, destination)
  const found = createFoundExceptions(db)
  const findings = createLineFindings(db)
  try {
    const run = input.isDryRun ? { runNo: 0, firstMatchNo: 0 } : beginRun(context, input, below)
    const matchedPerPass = await runIdentityPasses(context, input, { destination, openItems, stretches, firstMatchNo: run.firstMatchNo })
    openItems.collectPayments()
    const days = daysOf(context)
    const resemblance = findResemblance(db, openItems, {
      dayOf: days.dayOf, recentSince: addDays(days.today, -recentDays), rules: activeRules(db), extraHolidays: extraHolidays(db), shouldStop: () => context.signal.aborted,
    })
    for (const { pass, left, right } of resemblance.automatic) matchedPerPass[pass] = (matchedPerPass[pass] ?? 0) + Math.max(left.length, right.length)
    await checkLines(context, { findings, destination, stretches, below })
    findExceptions(context, { found, findings, destination, openItems, below, resemblance, today: days.today })
    const report: RunReport = {
      isDryRun: input.isDryRun, linesExamined: stretches.reduce((sum, stretch) => sum + linesIn(db, stretch), 0), bankLinesExamined: resemblance.bankLinesExamined,
      matchedPerPass, proposals: resemblance.proposed.length, excludedByRule: resemblance.excluded.length, notExamined: resemblance.notExamined,
      exceptions: found.totals(),
      proposed: input.isDryRun ? proposedSet(db, destination, resemblance, { passes: identityPasses.map((pass) => ({ pass, link: linkOf[pass] })), limit: input.show }) : null,
      durationMs: Math.round(performance.now() - startedAt),
    }
    if (!input.isDryRun) await commitRun(context, { ...run, stretches, found, findings, openLines: openItems.lines, resemblance, report, below, dayOf: days.dayOf })
    return { ...report, durationMs: Math.round(performance.now() - startedAt) }
  } finally {
    found.close()
    findings.close()
    openItems.close()
    destination.close()
  }
}

function daysOf({ store, clock }: TaskContext): { today: Day; dayOf: (at: number) => Day } {
  const { dayOf } = daysOnRecord(store.db)
  return { today: dayOf(clock.now()), dayOf }
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

interface IdentityParts {
  readonly destination: RunDestination
  readonly openItems: RunOpenItems
  readonly stretches: readonly LineStretch[]
  readonly firstMatchNo: number
}

async function runIdentityPasses(
  { store, signal, report }: TaskContext, { isDryRun }: RunInput, { destination, openItems, stretches, firstMatchNo }: IdentityParts,
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
    openItems.collect(stretch)
    done += stretch.to - stretch.from
    report({ step: 'match', done, total: null })
    await breathe(signal)
  }
  return counts
}

interface CheckParts {
  readonly findings: LineFindings
  readonly destination: RunDestination
  readonly stretches: readonly LineStretch[]
  readonly below: number
}

/** V1 and V2, and lines whose day was closed before they came: each line once, or again when an account's rates have changed. */
async function checkLines({ store, signal, report }: TaskContext, { findings, destination, stretches, below }: CheckParts): Promise<void> {
  const { db } = store
  const checkFx = createFxCheck(db, findings)
  const checkPeriod = createPeriodCheck(db, findings)
  for (const stretch of stretches) {
    if (stretch.onlyOpen) continue
    checkFx(stretch)
    checkPeriod(stretch)
    await breathe(signal)
  }
  const checkFees = createFeeCheck(db, findings, destination)
  for (const account of accountsWithRates(db)) {
    for (const stretch of stretchesToCheck(db, account, below, linesPerCheck)) {
      checkFees({ accountId: account.accountId, ...stretch })
      report({ step: 'check', done: stretch.to % linesPerFile, total: null })
      await breathe(signal)
    }
  }
}

interface ExceptionParts {
  readonly found: FoundExceptions
  readonly findings: LineFindings
  readonly destination: RunDestination
  readonly openItems: RunOpenItems
  readonly below: number
  readonly resemblance: Resemblance
  readonly today: Day
}

/** Subjects of one side that the run's own matches have just explained. */
const explained = ({ automatic }: Resemblance, side: Side): ReadonlySet<string> =>
  new Set(automatic.flatMap(({ left, right }) => [...left, ...right].filter((allocation) => allocation.side === side).map(({ subject }) => subject)))

function findExceptions({ store, clock }: TaskContext, { found, findings, destination, openItems, below, resemblance, today }: ExceptionParts): void {
  const { db } = store
  const lateness = createLateness(db, extraHolidays(db))
  findLineExceptions(found, destination, { openLines: openItems.lines, below, connected: new Set([...explained(resemblance, 'settlement_line')].map(Number)) })
  findPaymentExceptions(found, destination, {
    db, lateness, today, openPayments: openItems.payments, refundDueAt: clock.now() - refundGraceMs, connected: explained(resemblance, 'payment'),
  })
  findPayoutExceptions(found, { db, lateness, today, matched: explained(resemblance, 'payout') })
  findCheckExceptions(found, findings, destination)
  findDepositExceptions(found, db, resemblance, explained(resemblance, 'bank_line'))
  findFileExceptions(found, db)
}

interface CommitParts {
  readonly runNo: number
  readonly firstMatchNo: number
  readonly stretches: readonly LineStretch[]
  readonly found: FoundExceptions
  readonly findings: LineFindings
  readonly openLines: string
  readonly below: number
  readonly resemblance: Resemblance
  readonly report: RunReport
  readonly dayOf: (at: number) => Day
}

/** Writes what is not written yet, throws the one switch that shows the run's matches, then brings the rest into line. */
async function commitRun(context: TaskContext, parts: CommitParts): Promise<void> {
  const { store, clock, newId } = context
  const { db } = store
  const { runNo, firstMatchNo, report, resemblance } = parts
  const now = clock.now()
  const days = { now: () => clock.now(), dayFor: (_accountId: string, day: string | null) => day ?? parts.dayOf(clock.now()) }
  const ledger = createLedgerService(db, newId)
  const writer = createMatchWriter({ db, newId, ledger, days, connect: createLineMatches(db).connect })
  store.inTransaction(() => {
    const countBulk = db.prepare('UPDATE matches SET bulk_count = ? WHERE match_no = ?')
    for (const pass of identityPasses) countBulk.run(report.matchedPerPass[pass] ?? 0, bulkMatchNo(firstMatchNo, pass))
    for (const match of resemblance.automatic) writer.write(match, { runNo, decidedBy: 'run', decidedAt: now })
    writer.replaceProposals(resemblance.proposed, now)
    writer.exclude(resemblance.excluded, now)
    parts.findings.commit()
    noteRatesChecked(db, parts.below)
    parts.found.commit(now)
    db.prepare('UPDATE hidden_matches SET first = 0, last = -1').run()
    db.prepare(`UPDATE recon_runs SET state = 'committed', ended_at = ?, report = ? WHERE run_no = ?`).run(now, JSON.stringify(report), runNo)
  })
  const batches = withoutGaps(db, parts.stretches, linesPerTransaction)
  await settleOpenTables(context, batches, parts.openLines)
  const poster = createLinePoster(db, ledger, days)
  for (const batch of batches) {
    store.inTransaction(() => {
      for (const { from, to } of batch) {
        takeBackExplained(db, poster.takeBack, from, to)
        poster.postMatched(from, to)
        poster.postOpen(from, to)
      }
    })
    await breathe(context.signal)
  }
}

/** The small tables of open items, brought up to date from the committed matches. Doing it twice does no harm. */
async function settleOpenTables({ store, signal }: Pick<TaskContext, 'store' | 'signal'>, batches: readonly (readonly LineStretch[])[], table: string): Promise<void> {
  const { db } = store
  // The plus keeps SQLite from walking the index of all payments' matches for each stretch.
  const closePayments = db.prepare(
    `DELETE FROM open_payments WHERE payment_id IN (SELECT subject FROM line_matches WHERE line_id >= ? AND line_id < ? AND +kind = 'payment')`,
  )
  const closeLines = db.prepare(
    `DELETE FROM open_settlement_lines WHERE line_id >= ? AND line_id < ? AND line_id IN (SELECT line_id FROM line_matches WHERE line_id >= ? AND line_id < ?)`,
  )
  const openLines = db.prepare(
    `INSERT OR IGNORE INTO open_settlement_lines (line_id)
     SELECT o.line_id FROM ${table} o
      WHERE o.line_id >= ? AND o.line_id < ? AND NOT EXISTS (SELECT 1 FROM all_line_matches m WHERE m.line_id = o.line_id)`,
  )
  for (const batch of batches) {
    store.inTransaction(() => {
      for (const { from, to, onlyOpen } of batch) {
        closePayments.run(from, to)
        closeLines.run(from, to, from, to)
        if (!onlyOpen) openLines.run(from, to)
      }
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
