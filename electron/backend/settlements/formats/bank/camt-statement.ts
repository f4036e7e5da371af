import type { Day } from '../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { minorOf } from '../amounts.ts'
import { currencyFrom } from '../currencies.ts'
import { dayFromIso } from '../days.ts'
import type { ControlTotal, ReadEvent, StatementEnd, StatementStart } from '../reader.ts'
import { warning } from '../reports.ts'
import { find, textAt, type XmlNode } from '../xml.ts'
import { openingAndClosing, readBalance, signed, type CamtBalance } from './camt-balances.ts'
import { accountOf } from './camt-parties.ts'

/** What stands in a `Stmt`, `Rpt` or `Ntfctn` before and beside its entries. */
export interface CamtHeader {
  /** The elements directly below the statement, entries left out. */
  readonly parts: readonly XmlNode[]
  /** `GrpHdr` of the message. */
  readonly group: XmlNode | undefined
}

const part = ({ parts }: CamtHeader, name: string): XmlNode | undefined => parts.find((node) => node.name === name)

function pageOf(header: CamtHeader): number | null {
  const pages = [part(header, 'StmtPgntn'), part(header, 'RptPgntn'), part(header, 'NtfctnPgntn'), find(header.group, 'MsgPgntn')]
  const number = pages.map((pagination) => textAt(pagination, 'PgNb')).find((text) => text !== null)
  return number !== undefined && /^\d{1,6}$/.test(number) ? Number(number) : null
}

const dayAt = (node: XmlNode | undefined, ...names: readonly string[]): Day | null => {
  const written = names.map((name) => textAt(node, name)).find((text) => text !== null)
  return written === undefined ? null : dayFromIso(written)
}

const ownText = (header: CamtHeader, name: string): string | null => part(header, name)?.text.trim() || null

/** The currency the header names: the account's, else that of its first balance. */
export function headerCurrency(header: CamtHeader): CurrencyCode | null {
  const balance = find(part(header, 'Bal'), 'Amt')?.attributes['Ccy']
  return currencyFrom(textAt(part(header, 'Acct'), 'Ccy')) ?? currencyFrom(balance)
}

export function statementStart(header: CamtHeader, purpose: StatementStart['purpose'], currency: CurrencyCode): StatementStart {
  const account = part(header, 'Acct')
  const bank = find(account, 'Svcr/FinInstnId')
  const period = part(header, 'FrToDt')
  return {
    kind: 'statement',
    account: accountOf(account) ?? '',
    bank: textAt(bank, 'BICFI') ?? textAt(bank, 'BIC') ?? textAt(bank, 'ClrSysMmbId/MmbId'),
    currency,
    statementId: ownText(header, 'Id'),
    // Pages of a statement share the legal number; the electronic one may go on.
    sequence: ownText(header, 'LglSeqNb') ?? ownText(header, 'ElctrncSeqNb'),
    page: pageOf(header),
    purpose,
    from: dayAt(period, 'FrDtTm', 'FrDt'),
    to: dayAt(period, 'ToDtTm', 'ToDt'),
  }
}

/** Counts are known to be wrong in real files, so they only warn. */
function controlsOf(header: CamtHeader, currency: CurrencyCode): readonly ControlTotal[] {
  const summary = part(header, 'TxsSummry')
  const count = (name: string, what: ControlTotal['what']): ControlTotal[] => {
    const node = find(summary, `${name}/NbOfNtries`)
    const written = node?.text.trim() ?? ''
    return node !== undefined && /^\d{1,15}$/.test(written) ? [{ what, stated: Number(written), line: node.line, weak: true }] : []
  }
  const sum = (path: string, what: ControlTotal['what'], direction?: string | null): ControlTotal[] => {
    const node = find(summary, path)
    const amount = node === undefined ? undefined : minorOf(node.text, currency)
    if (node === undefined || amount === undefined || !amount.ok) return []
    return [{ what, stated: direction === 'DBIT' ? signed(amount.value, 'DBIT') : amount.value, line: node.line }]
  }
  return [
    ...count('TtlNtries', 'entry-count'),
    ...count('TtlCdtNtries', 'credit-count'),
    ...count('TtlDbtNtries', 'debit-count'),
    ...sum('TtlCdtNtries/Sum', 'credit-sum'),
    ...sum('TtlDbtNtries/Sum', 'debit-sum'),
    ...sum('TtlNtries/TtlNetNtryAmt', 'net-sum', textAt(summary, 'TtlNtries/CdtDbtInd')),
    ...sum('TtlNtries/TtlNetNtry/Amt', 'net-sum', textAt(summary, 'TtlNtries/TtlNetNtry/CdtDbtInd')),
  ]
}

/** A copy or duplicate repeats a statement that may be here already. */
function copyWarning(header: CamtHeader): ReadEvent[] {
  const indicator = part(header, 'CpyDplctInd')
  return indicator === undefined ? [] : [warning('copy-or-duplicate', indicator.line, indicator.text.trim())]
}

/** The end of a statement, after what is to be said about it. */
export function statementEnd(header: CamtHeader, currency: CurrencyCode, firstEntryOn: Day | null): readonly ReadEvent[] {
  const said: ReadEvent[] = copyWarning(header)
  const balances = header.parts
    .filter(({ name }) => name === 'Bal')
    .map((node) => readBalance(node, (event) => said.push(event)))
    .filter((balance): balance is CamtBalance => balance !== null)
  const end: StatementEnd = {
    kind: 'statement-end',
    ...openingAndClosing(balances, currency, firstEntryOn),
    controls: controlsOf(header, currency),
  }
  return [...said, end]
}
