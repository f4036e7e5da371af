import { closingMinor, decimal, type InventedStatement } from './statement.ts'

/** How a CAMT file is written: what differs between versions, banks and messages. */
export interface CamtStyle {
  readonly version?: string
  readonly message?: '052' | '053' | '054'
  readonly prefix?: string
  readonly namespace?: boolean
}

const bodies = { '052': ['BkToCstmrAcctRpt', 'Rpt'], '053': ['BkToCstmrStmt', 'Stmt'], '054': ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'] } as const

/** A document around the given content of its statements. */
export function camtDocument(content: string, { version = '08', message = '053', prefix = '', namespace = true }: CamtStyle = {}): string {
  const [body] = bodies[message]
  const name = `urn:iso:std:iso:20022:tech:xsd:camt.${message}.001.${version}`
  const attribute = namespace ? ` xmlns${prefix === '' ? '' : `:${prefix}`}="${name}"` : ''
  const plain = `<Document${attribute}><${body}><GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-02T10:00:00</CreDtTm></GrpHdr>${content}</${body}></Document>`
  const prefixed = prefix === '' ? plain : plain.replaceAll(/<(\/?)(?=[A-Za-z])/g, `<$1${prefix}:`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${prefixed}`
}

/** A statement element around its balances and entries. */
export const camtStatement = (content: string, { message = '053' }: CamtStyle = {}, account = '<Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy>'): string => {
  const [, element] = bodies[message]
  return `<${element}><Id>S1</Id><ElctrncSeqNb>7</ElctrncSeqNb><Acct>${account}<Svcr><FinInstnId><BICFI>COBADEFFXXX</BICFI></FinInstnId></Svcr></Acct>${content}</${element}>`
}

const direction = (minor: number): string => (minor < 0 ? 'DBIT' : 'CRDT')

export const camtBalance = (code: string, minor: number, day = '2026-11-01', currency = 'EUR'): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${decimal(minor, '.')}</Amt><CdtDbtInd>${direction(minor)}</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`

/** An entry of an amount in euro, booked; `more` goes before its closing tag. */
export const camtEntry = (minor: number, more = '', { status = '<Cd>BOOK</Cd>', day = '2026-11-02', currency = 'EUR' } = {}): string =>
  `<Ntry><Amt Ccy="${currency}">${decimal(minor, '.')}</Amt><CdtDbtInd>${direction(minor)}</CdtDbtInd><Sts>${status}</Sts>` +
  `<BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt>${more}</Ntry>`

export function writeCamt(statements: readonly InventedStatement[], style: CamtStyle = {}): string {
  const contents = statements.map((statement) => {
    const entries = statement.entries.map(({ minor, bookedOn, reference, text }) =>
      camtEntry(minor, `<AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls>`, { day: bookedOn }),
    )
    const balances = camtBalance('OPBD', statement.openingMinor) + camtBalance('CLBD', closingMinor(statement))
    const account = `<Id><Othr><Id>${statement.account}</Id></Othr></Id><Ccy>EUR</Ccy>`
    return camtStatement(balances + entries.join('\n'), style, account).replace('<ElctrncSeqNb>7<', `<ElctrncSeqNb>${statement.number}<`)
  })
  return camtDocument(contents.join('\n'), style)
}
