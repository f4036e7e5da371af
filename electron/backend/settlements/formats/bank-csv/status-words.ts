import { foldName } from '../delimited/header.ts'
import type { BankEntry } from '../reader.ts'

const folded = (text: string): ReadonlySet<string> => new Set(text.split('|').map(foldName))

const PENDING = folded(
  'pending|true|yes|authorised|authorized|processing|in progress|scheduled|unposted|not booked|pdng|vorgemerkt|ausstehend|umsatz vorgemerkt|in bearbeitung|offen|en attente|en cours|' +
  'à venir|pendiente|en proceso|in attesa|in corso|non contabilizzato|in behandeling|gereserveerd|pendente|venter|reserveret|reservert|reserverad|väntar|varaus|oczekująca|blokada|čeká|függőben|в обработке|处理中|待处理|未入账',
)
const MOVED_NOTHING = folded(
  'failed|cancelled|canceled|declined|rejected|reverted|blocked|expired|voided|info|abgelehnt|fehlgeschlagen|abgebrochen|refusé|échoué|annulé|rechazado|fallido|cancelado|rifiutato|annullato|' +
  'geweigerd|mislukt|geannuleerd|recusado|falhou|afvist|avvist|afbrudt|odrzucona|anulowana|zamítnuto|отклонено|交易失败|失败|已撤销|已关闭|交易关闭',
)

/** A status cell as what it means for the balance; every other word is a booked entry. */
export function statusOf(cell: string): BankEntry['status'] {
  const word = foldName(cell)
  return PENDING.has(word) ? 'pending' : MOVED_NOTHING.has(word) ? 'info' : 'booked'
}
