import { isCurrencyCode, type CurrencyCode } from '../../../../../shared/currency.ts'
import { readAmount } from '../delimited/amounts.ts'
import { cellText } from '../delimited/cells.ts'
import { readDateParts } from '../delimited/dates.ts'
import { foldName } from '../delimited/header.ts'
import type { SourceRecord } from '../delimited/records.ts'

const folded = (text: string): readonly string[] => text.split('|').map(foldName)

const OPENING = folded(
  'opening balance|beginning balance|balance brought forward|brought forward|start balance|starting balance|previous balance|anfangssaldo|alter kontostand|alter saldo|saldovortrag|' +
  'startsaldo|kontostand alt|solde initial|ancien solde|solde précédent|solde début|saldo inicial|saldo anterior|saldo iniziale|saldo precedente|beginsaldo|vorig saldo|期初余额|上期余额|承前余额|openingBalance|' +
  'algsaldo|sākuma atlikums|likutis pradžiai|ingående saldo|inngående saldo|primosaldo|alkusaldo|saldo początkowe|počáteční zůstatek|počiatočný zostatok|nyitó egyenleg|sold inițial|početno stanje|' +
  'açılış bakiyesi|входящий остаток|繰越残高|前月繰越',
)
const CLOSING = folded(
  'closing balance|account balance|balance carried forward|carried forward|end balance|ending balance|new balance|endsaldo|neuer kontostand|neuer saldo|kontostand neu|schlusssaldo|kontostand|' +
  'solde final|nouveau solde|solde fin|saldo final|saldo finale|saldo actual|saldo contable|saldo contabilístico|saldo contabile|eindsaldo|nieuw saldo|期末余额|本期余额|' +
  'lõppsaldo|beigu atlikums|likutis pabaigai|utgående saldo|ultimosaldo|loppusaldo|saldo końcowe|konečný zůstatek|konečný zostatok|záró egyenleg|sold final|završno stanje|kapanış bakiyesi|исходящий остаток',
)
const TOTAL = folded('total|totals|sum|summe|gesamt|totaal|totale|totaux|suma|saldo|solde|balance|合计|总计|小计')
/** Sums of all credits or debits that Baltic banks write as rows of the table. */
const TURNOVER = folded('turnover|käive|apgrozījums|apyvarta|обороты|оборот')
/** Brazilian banks close each day with a row of its balance, one of them in spaced letters. */
const BALANCE_OF_DAY = folded('s a l d o|saldo do dia|saldo atual|saldo total disponível dia')
/** A shop of this name exists. */
const SHOP = foldName('New Balance')
/** Chinese leaves no blank between words: "人民币合计", "合计金额". */
const CHINESE_TOTAL = /^\p{Script=Han}{0,4}(?:合计|总计|小计)\p{Script=Han}{0,4}$/u
const ACCOUNT = folded('iban|account|account number|account no|konto|kontonummer|auftragskonto|compte|numéro de compte|cuenta|número de cuenta|conto|numero conto|rekening|rekeningnummer|conta|账号|账户|卡号')
const CURRENCY = folded('currency|account currency|währung|waehrung|kontowährung|devise|divisa|moneda|valuta|munt|moeda|币种|货币')

const IBAN = /^[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?$/

/** What the lines around a table say of the statement. */
export interface FrameFacts {
  readonly account: string | null
  readonly currency: CurrencyCode | null
  readonly openingText: string | null
  readonly closingText: string | null
  readonly year: number | null
}

/** Reads `name;value` lines above and below the table. */
export function frameFacts(records: readonly SourceRecord[]): FrameFacts {
  let account: string | null = null
  let currency: CurrencyCode | null = null
  let openingText: string | null = null
  let closingText: string | null = null
  let year: number | null = null
  for (const record of records) {
    const [name, ...values] = namedValues(record)
    const value = values[0] ?? ''
    if (ACCOUNT.includes(name) && value !== '') account ??= value.split(/\s{2,}|\(| - /)[0]!.trim()
    account ??= record.cells.map(cellText).find((text) => IBAN.test(text)) ?? null
    if (ACCOUNT.includes(name)) currency ??= value.split(/[\s()-]+/).find(isCurrencyCode) ?? null
    if (CURRENCY.includes(name) && isCurrencyCode(value.toUpperCase())) currency ??= value.toUpperCase()
    const kind = balanceKind(record)
    const amount = values.findLast(isAmountNotDate)
    if (kind === 'opening') openingText ??= amount ?? null
    if (kind === 'closing' && amount !== undefined) closingText = amount
    year ??= record.cells.map((cell) => /(?<!\d)(?:19|20)\d{2}(?!\d)/.exec(cell)?.[0]).filter((text) => text !== undefined).map(Number)[0] ?? null
  }
  return { account, currency, openingText, closingText, year }
}

/** "Account: DE12…" in one cell counts as two. */
function namedValues({ cells }: SourceRecord): [string, ...string[]] {
  const texts = cells.map(cellText).filter((text) => text !== '')
  const [first = '', ...rest] = texts
  const parts = rest.length === 0 ? /^([^:：]{2,40})[:：]\s*(.+)$/.exec(first) : null
  return parts === null ? [foldName(first), ...rest] : [foldName(parts[1]!), parts[2]!]
}

const isAmountNotDate = (text: string): boolean => /\d/.test(text) && readDateParts(text) === null && (readAmount(text, '.') ?? readAmount(text, ',')) !== null

/** Whether a record outside the rows is a balance or a total: its first words say so. */
export function balanceKind(record: SourceRecord): 'opening' | 'closing' | 'total' | null {
  const [name] = namedValues(record)
  if (name === '') return null
  if (OPENING.some((word) => name.startsWith(word))) return 'opening'
  if (CLOSING.some((word) => name.startsWith(word))) return 'closing'
  const first = cellText(record.cells.find((cell) => cell.trim() !== '')).split(/[\s:：(]/)[0]!
  return TOTAL.includes(name) || TOTAL.includes(foldName(first)) || CHINESE_TOTAL.test(first) ? 'total' : null
}

/** What a row with an amount is when one of its cells says nothing else: a balance or a turnover, which is no movement. */
export function balanceRowKind({ cells }: SourceRecord): 'opening' | 'closing' | 'turnover' | null {
  for (const cell of cells) {
    const text = cellText(cell)
    const name = text.length < 5 || text.length > 40 ? '' : foldName(text)
    if (name === '' || name === SHOP) continue
    if (OPENING.includes(name)) return 'opening'
    if (CLOSING.includes(name) || BALANCE_OF_DAY.includes(name)) return 'closing'
    if (TURNOVER.includes(name)) return 'turnover'
  }
  return null
}

/** Whether a text inside a row says that the row is a balance and no movement. */
export function isBalanceText(text: string): boolean {
  const name = foldName(text)
  return name !== '' && [...OPENING, ...CLOSING].some((word) => name.startsWith(word))
}
