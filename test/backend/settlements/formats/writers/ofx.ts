import { closingMinor, decimal, type InventedStatement } from './statement.ts'

export interface OfxStyle {
  /** SGML leaves leaf elements open, XML closes them. */
  readonly syntax?: 'sgml' | 'xml'
  readonly lineEnd?: '\n' | '\r\n' | '\r' | ''
}

const headers = {
  sgml: ['OFXHEADER:100', 'DATA:OFXSGML', 'VERSION:102', 'SECURITY:NONE', 'ENCODING:USASCII', 'CHARSET:1252', 'COMPRESSION:NONE', 'OLDFILEUID:NONE', 'NEWFILEUID:NONE', ''],
  xml: ['<?xml version="1.0" encoding="UTF-8"?>', '<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>'],
} as const

/** A document from lines; a line with text after its tag is a leaf, which is closed in XML. */
export function ofxDocument(body: readonly string[], { syntax = 'sgml', lineEnd = '\n' }: OfxStyle = {}): string {
  const written = body.map((line) => (syntax === 'xml' ? line.replace(/^<([A-Z0-9.]+)>(.+)$/, '<$1>$2</$1>') : line))
  return [headers[syntax].join('\n'), '<OFX>', ...written, '</OFX>'].join(lineEnd === '' ? '' : lineEnd)
}

export const ofxStatement = (transactions: readonly string[], { account = '123456', currency = 'EUR', frame = [] as readonly string[] } = {}): readonly string[] => [
  '<BANKMSGSRSV1>', '<STMTTRNRS>', '<TRNUID>1', '<STATUS>', '<CODE>0', '<SEVERITY>INFO', '</STATUS>', '<STMTRS>', `<CURDEF>${currency}`, '<BANKACCTFROM>', '<BANKID>10020030',
  `<ACCTID>${account}`, '<ACCTTYPE>CHECKING', '</BANKACCTFROM>', '<BANKTRANLIST>', '<DTSTART>20261101', '<DTEND>20261130', ...transactions, '</BANKTRANLIST>', ...frame, '</STMTRS>',
  '</STMTTRNRS>', '</BANKMSGSRSV1>',
]

export const ofxTransaction = (amount: string, ...more: readonly string[]): readonly string[] => [
  '<STMTTRN>', '<TRNTYPE>OTHER', '<DTPOSTED>20261102120000[-5:EST]', `<TRNAMT>${amount}`, ...more, '</STMTTRN>',
]

export function writeOfx(statements: readonly InventedStatement[], style: OfxStyle = {}): string {
  const body = statements.flatMap((statement) => {
    const transactions = statement.entries.flatMap(({ minor, bookedOn, reference, text }) => [
      '<STMTTRN>', '<TRNTYPE>OTHER', `<DTPOSTED>${bookedOn.replaceAll('-', '')}`, `<TRNAMT>${minor < 0 ? '-' : ''}${decimal(minor, '.')}`, `<FITID>${reference}`, `<MEMO>${text}`, '</STMTTRN>',
    ])
    const closing = closingMinor(statement)
    const frame = ['<LEDGERBAL>', `<BALAMT>${closing < 0 ? '-' : ''}${decimal(closing, '.')}`, '<DTASOF>20261130', '</LEDGERBAL>']
    return ofxStatement(transactions, { account: statement.account, frame })
  })
  return ofxDocument(body, style)
}
