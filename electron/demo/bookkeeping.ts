import { addDays, type Day } from '../../shared/business-day.ts'
import { decimalText, money } from '../../shared/money.ts'
import type { Exception } from '../../shared/contract/reconciliation.ts'
import type { ExceptionCode } from '../../shared/exception-code.ts'
import { bring } from './books-files.ts'
import { openSettlementFile } from './planted/settlement-file.ts'
import type { Plants } from './planted/plants.ts'
import type { Settling } from './settling.ts'
import type { Stage } from './stage.ts'

async function openExceptions(stage: Stage, codes: readonly ExceptionCode[] = []): Promise<readonly Exception[]> {
  const all: Exception[] = []
  for (let after: Parameters<typeof stage.accountant.client.reconciliation.exceptions>[0]['after'] = null; ;) {
    const page = await stage.accountant.client.reconciliation.exceptions({ filter: { codes: [...codes] }, after, limit: 200 })
    all.push(...page.exceptions)
    if (page.next === null) return all
    after = page.next
  }
}

async function explain(stage: Stage, exceptions: readonly Exception[], note: string, state: 'explained' | 'waived' = 'explained'): Promise<void> {
  for (let at = 0; at < exceptions.length; at += 500) {
    await stage.accountant.client.reconciliation.decideExceptions({ names: exceptions.slice(at, at + 500).map(({ code, subject }) => ({ code, subject })), state, note })
  }
}

/** The last day of the period that is closed: the first month, or in a short demonstration the first days. */
export function closedUntil(plants: Plants, firstDay: Day): Day {
  const nextMonth = `${addDays(`${firstDay.slice(0, 8)}28`, 4).slice(0, 8)}01`
  const endOfMonth = addDays(nextMonth, -1)
  return endOfMonth <= plants.back(19) && endOfMonth > firstDay ? endOfMonth : plants.back(19)
}

/** The accountant brings everything in, gives each note its reason, and closes the till's first period. */
export function planClosing(stage: Stage, plants: Plants, settling: Settling, to: Day): void {
  stage.diary.at(plants.at(14, 11), async () => {
    await settling.fetchSettlements()
    await settling.bringStatements(plants.back(15))
    await settling.reconcile()
    const notes = (await openExceptions(stage)).filter(({ severity, day, accountId }) => severity === 'note' && (day === null || day <= to) && (accountId === null || accountId === stage.till.accountId))
    await explain(stage, notes, 'Looked at before closing; papers are in the folder.')
    const closed = await stage.accountant.client.periods.close({ accountId: stage.till.accountId, to })
    if (!closed.ok) throw new Error(`the period is not closed: ${JSON.stringify(closed.failure)}`)
  })
  stage.diary.at(plants.at(5, 9, 30), async () => {
    const day = addDays(to, -1)
    const { currency } = stage.till
    const amount = (minor: number): string => decimalText(money(minor, currency))
    const row = (line: string, minor: number, text: string): string =>
      `po_latecorrection0001,ln_late${line},adjustment,,,,,${day}T11:00:00.000Z,${amount(minor)},${amount(0)},${amount(minor)},${currency},,${plants.back(5)},${text}`
    const header = 'payout_id,line_id,type,merchant_reference,payment_id,reference,parent_payment_id,occurred_at,gross,fee,net,currency,method,payout_date,description'
    const total = `#total,2,,,,,,,${amount(0)},${amount(0)},${amount(0)},${currency},,,`
    await bring(stage, 'till-late-correction.csv', [header, row('1', 420, 'Correction'), row('2', -420, 'Correction taken back'), total, ''].join('\r\n'), { side: 'settlement', accountId: stage.till.accountId })
    plants.note('wrong_period', 'till-late-correction.csv', `Rows of ${day} that came when that period was closed; they are booked in the open one.`)
  })
}

/** What was agreed with the platform: cards as charged, UnionPay cheaper than charged, wallets not at all. */
export function planRates(stage: Stage, plants: Plants): void {
  stage.diary.at(plants.at(13, 12), async () => {
    const terms = {
      accountId: stage.till.accountId, currency: stage.till.currency, leastMinor: 0, mostMinor: null, rounding: 'half_up' as const, validTo: null,
    }
    const agreed = [
      { ...terms, methodKind: 'card' as const, ratePer100k: 2_900, fixedMinor: 30, validFrom: plants.back(13), refundsReturnFee: false },
      { ...terms, methodKind: 'unionpay' as const, ratePer100k: 1_000, fixedMinor: 0, validFrom: plants.back(13), refundsReturnFee: true },
    ]
    for (const one of agreed) {
      const saved = await stage.owner.client.rates.save({ rateId: null, terms: one })
      if (!saved.ok) throw new Error(`the rate is not saved: ${saved.failure.kind}`)
    }
    plants.note('fee_unknown', 'wallets at the till', 'Rates are agreed for cards and UnionPay, and none for wallets: their fees cannot be judged.')
  })
}

/** Rent and supplies on the till's account are none of the platform's business: the owner has a rule for them. */
export function planRule(stage: Stage, plants: Plants): void {
  stage.diary.at(plants.at(13, 12, 30), async () => {
    const rule = {
      name: 'Rent and supplies', order: 10, link: 'L4' as const,
      where: [{ field: 'counterparty' as const, op: 'in' as const, value: ['Hausverwaltung Lindenhof', 'Nordlicht Foods & Co', 'Papier+Druck GmbH', 'City Cleaning'] }],
      window: null, tolerance: null, requireUnique: 'both' as const, act: 'exclude' as const, difference: null, reason: 'Rent and supplies, not payments',
    }
    const preview = await stage.owner.client.rules.preview({ ruleId: null, rule })
    if (!preview.ok) throw new Error(`the rule cannot be tried: ${JSON.stringify(preview.failure)}`)
    await stage.owner.client.rules.save({ ruleId: null, rule, previewId: preview.value.previewId })
  })
}

/** A corrected edition of a settlement file that is there already: the same rows, one of them told otherwise. */
export function planCorrectedFile(stage: Stage, plants: Plants): void {
  stage.diary.at(plants.at(6, 10, 30), async () => {
    const payout = stage.sandbox.controls.payouts(stage.online.keyId).find(({ businessDay, currency }) => businessDay === plants.back(23) && currency === stage.online.currency)!
    const { name, text } = stage.sandbox.controls.settlementFile(stage.online.keyId, payout.payoutId)!
    const file = openSettlementFile(text)
    const row = file.rows.find(({ cells }) => cells.type === 'payment')!
    file.change(row, { gross: 10, fee: 10 })
    await bring(stage, name.replace('.csv', '-corrected.csv'), file.text(), { side: 'settlement', accountId: stage.online.accountId })
    plants.note('changed_after_import', row.cells.merchant_reference, 'The platform’s corrected file tells another amount and fee for a row that was known.')
    plants.note('duplicate_row', name.replace('.csv', '-corrected.csv'), 'Most rows of the corrected file were known already.')
  })
}

/** Something is always decided and something always open: the accountant works through a part of the list. */
export async function decideSome(stage: Stage, plants: Plants): Promise<void> {
  await bookRounding(stage, plants)
  const open = await openExceptions(stage)
  const some = (code: ExceptionCode, share: number): readonly Exception[] => {
    const list = open.filter((one) => one.code === code)
    return list.slice(0, Math.floor(list.length * share))
  }
  await explain(stage, some('unexplained_bank_line', 0.5), 'Private: the owner’s own money, not the shop’s.')
  await explain(stage, some('fee_over', 0.3), 'Claimed with the platform.', 'waived')
  for (const one of open.filter(({ code }) => code === 'amount_over' || code === 'missing_deposit')) {
    await stage.accountant.client.reconciliation.ownException({ name: { code: one.code, subject: one.subject }, mine: true })
  }
  plants.note('unexplained_bank_line', 'the till’s bank account', 'Entries that have nothing to do with payments; some are decided, some wait.')
  plants.note('unexpected_deposit', 'po_7q0demn0t0vrs0000001', 'A deposit in the platform’s name for a payout that does not exist.')
  plants.note('split_mismatch', 'SANDBOX PAYOUTS', 'One deposit that names two payouts and is 5.00 less than both.')
}

/** A deposit that is a cent short is matched by hand, the cent booked as rounding. */
async function bookRounding(stage: Stage, plants: Plants): Promise<void> {
  const client = stage.accountant.client
  const { payouts } = await client.reconciliation.openPayouts({ accountId: null, after: null, limit: 200 })
  for (const payout of payouts) {
    const { lines } = await client.reconciliation.candidates({ currency: payout.currency, minor: payout.openMinor - 1, day: payout.arrivesOn, also: [] })
    const line = lines.find(({ openMinor, text }) => openMinor === payout.openMinor - 1 && text.includes(payout.platformReference))
    if (line === undefined) continue
    const matched = await client.reconciliation.matchByHand({
      left: [{ side: 'payout', subject: payout.payoutId, minor: payout.openMinor }], right: [{ side: 'bank_line', subject: String(line.lineId), minor: line.openMinor }],
      currency: payout.currency, difference: { reason: 'rounding', minor: -1 }, note: 'A cent less than announced',
    })
    if (!matched.ok) throw new Error(`the cent is not booked: ${JSON.stringify(matched.failure)}`)
    plants.note('rounding', payout.platformReference, 'The deposit is a cent short; matched by hand, the cent booked as rounding.')
    return
  }
}
