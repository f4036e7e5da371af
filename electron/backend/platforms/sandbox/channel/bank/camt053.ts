import type { Day } from '../../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../../shared/currency.ts'
import { decimalText, money } from '../../../../../../shared/money.ts'
import { BANK_BIC } from './iban.ts'
import { element, textElement } from './xml.ts'

export interface StatementEntry {
  readonly bookedOn: Day
  /** Signed, plus is money in. */
  readonly amountMinor: number
  /** The bank's own reference, unique on the account. */
  readonly servicerReference: string
  /** Null: the payer gave none. */
  readonly endToEndId: string | null
  readonly counterparty: string
  readonly text: string
  readonly isReturn: boolean
}

export interface StatementDay {
  readonly day: Day
  readonly number: number
  readonly openingMinor: number
  readonly closingMinor: number
  readonly entries: readonly StatementEntry[]
}

export interface AccountStatements {
  readonly iban: string
  readonly owner: string
  readonly currency: CurrencyCode
  readonly createdAt: number
  readonly statements: readonly StatementDay[]
}

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'

/** Bank statements as ISO 20022 camt.053.001.08, elements in the schema's order. */
export function camt053(account: AccountStatements): string {
  const createdAt = new Date(account.createdAt).toISOString()
  const { iban, statements } = account
  const messageId = `${iban.slice(-10)}-${statements[0]?.day ?? ''}-${String(statements.length)}`
  const header = element('GrpHdr', [textElement('MsgId', messageId), textElement('CreDtTm', createdAt)])
  const body = element('BkToCstmrStmt', [header, ...statements.map((one) => `\n${statement(account, one, createdAt)}`)])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('Document', body, { xmlns: NAMESPACE })}\n`
}

function statement({ iban, owner, currency }: AccountStatements, { day, number, openingMinor, closingMinor, entries }: StatementDay, createdAt: string): string {
  return element('Stmt', [
    textElement('Id', `${iban.slice(-10)}-${day}`),
    textElement('ElctrncSeqNb', String(number)),
    textElement('LglSeqNb', String(number)),
    textElement('CreDtTm', createdAt),
    element('FrToDt', [textElement('FrDtTm', `${day}T00:00:00`), textElement('ToDtTm', `${day}T23:59:59`)]),
    element('Acct', [
      element('Id', textElement('IBAN', iban)),
      textElement('Ccy', currency),
      element('Ownr', textElement('Nm', owner.slice(0, 140))),
      element('Svcr', element('FinInstnId', textElement('BICFI', BANK_BIC))),
    ]),
    balance('OPBD', openingMinor, currency, day),
    balance('CLBD', closingMinor, currency, day),
    summary(entries, currency),
    ...entries.map((one) => `\n${entry(one, currency)}`), // a line each, for people and for messages about a line
  ])
}

const size = (minor: number, currency: CurrencyCode): string => decimalText(money(Math.abs(minor), currency))
const amount = (minor: number, currency: CurrencyCode): string => textElement('Amt', size(minor, currency), { Ccy: currency })
const direction = (minor: number): string => textElement('CdtDbtInd', minor < 0 ? 'DBIT' : 'CRDT')
const sumOf = (entries: readonly StatementEntry[]): number => entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0)

const balance = (code: 'OPBD' | 'CLBD', minor: number, currency: CurrencyCode, day: Day): string =>
  element('Bal', [element('Tp', element('CdOrPrtry', textElement('Cd', code))), amount(minor, currency), direction(minor), element('Dt', textElement('Dt', day))])

function summary(entries: readonly StatementEntry[], currency: CurrencyCode): string {
  const [credits, debits] = [entries.filter(({ amountMinor }) => amountMinor >= 0), entries.filter(({ amountMinor }) => amountMinor < 0)]
  const count = (some: readonly StatementEntry[]): string => textElement('NbOfNtries', String(some.length))
  const turnover = sumOf(credits) - sumOf(debits)
  return element('TxsSummry', [
    element('TtlNtries', [
      count(entries), textElement('Sum', size(turnover, currency)),
      element('TtlNetNtry', [textElement('Amt', size(sumOf(entries), currency)), direction(sumOf(entries))]),
    ]),
    element('TtlCdtNtries', [count(credits), textElement('Sum', size(sumOf(credits), currency))]),
    element('TtlDbtNtries', [count(debits), textElement('Sum', size(sumOf(debits), currency))]),
  ])
}

/** RCDT received, ICDT issued credit transfer; RRTN a returned one. */
const familyOf = ({ amountMinor, isReturn }: StatementEntry): readonly [string, string] => {
  const family = (amountMinor < 0) === isReturn ? 'RCDT' : 'ICDT'
  return [family, isReturn ? 'RRTN' : 'ESCT']
}

function entry(one: StatementEntry, currency: CurrencyCode): string {
  const [family, subFamily] = familyOf(one)
  // Who is named is the other side: the debtor of money that came, the creditor of money that went.
  const party = element(one.amountMinor < 0 ? 'Cdtr' : 'Dbtr', element('Pty', textElement('Nm', one.counterparty)))
  return element('Ntry', [
    textElement('NtryRef', one.servicerReference),
    amount(one.amountMinor, currency),
    direction(one.amountMinor),
    ...(one.isReturn ? [textElement('RvslInd', 'true')] : []),
    element('Sts', textElement('Cd', 'BOOK')),
    element('BookgDt', textElement('Dt', one.bookedOn)),
    element('ValDt', textElement('Dt', one.bookedOn)),
    textElement('AcctSvcrRef', one.servicerReference),
    element('BkTxCd', element('Domn', [textElement('Cd', 'PMNT'), element('Fmly', [textElement('Cd', family), textElement('SubFmlyCd', subFamily)])])),
    element('NtryDtls', element('TxDtls', [
      element('Refs', [textElement('AcctSvcrRef', one.servicerReference), textElement('EndToEndId', one.endToEndId ?? 'NOTPROVIDED')]),
      amount(one.amountMinor, currency),
      direction(one.amountMinor),
      element('RltdPties', party),
      element('RmtInf', textElement('Ustrd', one.text.slice(0, 140))),
    ])),
  ])
}
