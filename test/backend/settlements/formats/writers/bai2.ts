import { closingMinor, type InventedStatement } from './statement.ts'

interface Written {
  readonly lines: readonly string[]
  readonly controlMinor: number
}

/** An account with its details and trailer; the trailer's total is right. */
export function bai2Account({ account, openingMinor, entries, ...rest }: InventedStatement): Written {
  const closing = closingMinor({ account, openingMinor, entries, ...rest })
  const credits = entries.filter(({ minor }) => minor > 0)
  const debits = entries.filter(({ minor }) => minor < 0)
  const sum = (list: typeof entries): number => list.reduce((total, { minor }) => total + Math.abs(minor), 0)
  const lines = [
    `03,${account},EUR,010,${openingMinor},,,015,${closing},,/`,
    `88,100,${sum(credits)},${credits.length},,400,${sum(debits)},${debits.length},/`,
    ...entries.map(({ minor, reference, text }) => `16,${minor < 0 ? 495 : 195},${Math.abs(minor)},Z,${reference},,${text}`),
  ]
  const controlMinor = openingMinor + closing + 2 * (sum(credits) + sum(debits))
  return { lines: [...lines, `49,${controlMinor},${lines.length + 1}/`], controlMinor }
}

/** A file of one group, all on one day. */
export function writeBai2(statements: readonly InventedStatement[], day = '261102'): string {
  const accounts = statements.map(bai2Account)
  const control = accounts.reduce((sum, { controlMinor }) => sum + controlMinor, 0)
  const inside = accounts.flatMap(({ lines }) => lines)
  return [
    `01,BANK,SHOP,${day},0800,1,80,,2/`,
    `02,SHOP,BANK,1,${day},0000,EUR,2/`,
    ...inside,
    `98,${control},${accounts.length},${inside.length + 2}/`,
    `99,${control},1,${inside.length + 4}/`,
  ].join('\n')
}
