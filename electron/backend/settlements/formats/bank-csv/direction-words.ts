import { foldName } from '../delimited/header.ts'

const folded = (text: string): ReadonlySet<string> => new Set(text.split('|').map(directionKey))

/** Words in a direction column for money out and in, in the languages of the header words. */
const OUT = folded(
  'D|DR|DB|DBIT|Debit|Debits|Out|Outgoing|S|Soll|Lastschrift|Belastung|Ausgang|Débit|Sortie|Dépense|Cargo|Debe|Adeudo|Débito|Dare|Addebito|Uscita|Uscite|A|Af|Uit|Debet|Saída|' +
  '支出|支|借|借方|转出|付|-|Withdrawal|Payment out|Money out',
)
const IN = folded(
  'C|CR|CRDT|Credit|Credits|In|Incoming|H|Haben|Gutschrift|Eingang|Crédit|Entrée|Recette|Abono|Haber|Ingreso|Crédito|Avere|Accredito|Entrata|Entrate|B|Bij|Entrada|' +
  '收入|收|贷|贷方|转入|存|+|Deposit|Payment in|Money in',
)

/** The form in which words of a direction column are compared and kept: folded, or the bare sign. */
export function directionKey(cell: string): string {
  return /\p{L}/u.test(cell) ? foldName(cell) : cell.trim()
}

/** Which way a word in a direction column points; null when it is not known. */
export function directionOf(cell: string): 'in' | 'out' | null {
  const word = directionKey(cell)
  return OUT.has(word) ? 'out' : IN.has(word) ? 'in' : null
}
