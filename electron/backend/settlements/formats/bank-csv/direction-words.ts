import { foldName } from '../delimited/header.ts'

const folded = (text: string): ReadonlySet<string> => new Set(text.split('|').map(directionKey))

/** Words in a direction column for money out and in, in the languages of the header words. */
const OUT = folded(
  'D|DR|DB|DBIT|Debit|Debits|Out|Outgoing|S|Soll|Lastschrift|Belastung|Ausgang|Débit|Sortie|Dépense|Cargo|Debe|Adeudo|Débito|Dare|Addebito|Uscita|Uscite|A|Af|Uit|Debet|Saída|' +
  '支出|支|借|借方|转出|付|-|Withdrawal|Payment out|Money out|Paid out|Outflow|Expense|Sent|Ausgabe|Auszahlung|Odchozí|Odchozí úhrada|Wydatek|Gasto|Deebet|Debets|Debetas|Obciążenie|Terhelés|Otto|Расход|Дебет|Списание|Borç|出金|支払|출금|Debet (D)|Isplata|Duguje',
)
const IN = folded(
  'C|CR|CRDT|Credit|Credits|In|Incoming|H|Haben|Gutschrift|Eingang|Crédit|Entrée|Recette|Abono|Haber|Ingreso|Crédito|Avere|Accredito|Entrata|Entrate|B|Bij|Entrada|' +
  '收入|收|贷|贷方|转入|存|+|Deposit|Payment in|Money in|Paid in|Inflow|Income|Received|Einnahme|Einzahlung|Příchozí|Příchozí úhrada|Wpływ|K|Kredit|Kreedit|Kredīts|Kreditas|Uznanie|Jóváírás|Pano|Приход|Кредит|Зачисление|Alacak|入金|預入|입금|Uplata|Potražuje',
)

/** The form in which words of a direction column are compared and kept: folded, or the bare sign. */
export function directionKey(cell: string): string {
  return /\p{L}/u.test(cell) ? foldName(cell) : cell.trim()
}

/** Longer cells are texts, and need not be taken apart. */
const LONGEST = 24

const wayOf = (word: string): 'in' | 'out' | null => (OUT.has(word) ? 'out' : IN.has(word) ? 'in' : null)

/**
 * Which way a cell of a direction column points; null when it is not known. "借 Dr" says the same thing twice: of several words
 * every one must be known and all of them agree.
 */
export function directionOf(cell: string): 'in' | 'out' | null {
  const whole = wayOf(directionKey(cell))
  if (whole !== null || cell.length > LONGEST || !/\p{L}/u.test(cell)) return whole
  const ways = new Set(cell.split(/[^\p{L}]+/u).filter((word) => word !== '').map((word) => wayOf(foldName(word))))
  return ways.size === 1 ? [...ways][0]! : null
}
