import { all, find, textAt, type XmlNode } from '../xml.ts'
import { referencesFrom } from './references.ts'

const singleLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Debtor or creditor: the name stands in `Nm`, from version 08 on in `Pty/Nm`, for banks in `Agt`. */
function nameOf(parties: XmlNode | undefined, role: string): string | null {
  const party = find(parties, role)
  return textAt(party, 'Nm') ?? textAt(party, 'Pty/Nm') ?? textAt(party, 'Agt/FinInstnId/Nm')
}

export const accountOf = (node: XmlNode | undefined): string | null =>
  textAt(node, 'Id/IBAN') ?? textAt(node, 'Id/Othr/Id') ?? textAt(node, 'Id/BBAN') ?? textAt(node, 'Id/PrtryAcct/Id')

/** Who is on the other side: the payer of money in, the payee of money out; of a payment sent back, the other one. */
export function counterparty(details: XmlNode, isMoneyIn: boolean): { name: string | null; account: string | null } {
  const parties = find(details, 'RltdPties')
  const roles = isMoneyIn ? ['Dbtr', 'Cdtr'] : ['Cdtr', 'Dbtr']
  const role = roles.find((candidate) => nameOf(parties, candidate) !== null || find(parties, `${candidate}Acct`) !== undefined)
  if (role === undefined) return { name: null, account: null }
  return { name: nameOf(parties, role), account: accountOf(find(parties, `${role}Acct`)) }
}

/** The references of one transaction, best first: what the payer repeats, then ids of the message and of the banks. */
export function transactionReferences(details: XmlNode): readonly string[] {
  const refs = find(details, 'Refs')
  const structured = all(find(details, 'RmtInf'), 'Strd')
  return referencesFrom([
    textAt(refs, 'EndToEndId'),
    ...structured.map((part) => textAt(part, 'CdtrRefInf/Ref') ?? textAt(part, 'CdtrRefInf/CdtrRef')),
    ...structured.flatMap((part) => all(part, 'RfrdDocInf').map((document) => textAt(document, 'Nb') ?? textAt(document, 'RfrdDocNb'))),
    textAt(refs, 'PmtInfId'),
    textAt(refs, 'MsgId'),
    textAt(refs, 'AcctSvcrRef'),
    textAt(refs, 'TxId'),
    textAt(refs, 'UETR'),
    textAt(refs, 'InstrId'),
    textAt(refs, 'ChqNb'),
    textAt(refs, 'ClrSysRef'),
    textAt(refs, 'MndtId'),
    ...all(refs, 'Prtry').map((own) => textAt(own, 'Ref')),
  ])
}

/** What the payer wrote, its parts joined with a blank; else what the bank adds. */
export function transactionText(details: XmlNode): string {
  const written = all(find(details, 'RmtInf'), 'Ustrd').map(({ text }) => text)
  return singleLine(written.join(' ')) || singleLine(textAt(details, 'AddtlTxInf') ?? '')
}
