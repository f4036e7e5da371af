import { foldName } from '../delimited/header.ts'
import type { SettlementLineKind } from '../reader.ts'

/**
 * Words of the activity download in the account's language: English, German, Spanish, French, Italian, Portuguese, Dutch,
 * Chinese. Folded like column names. The first group that has a word in the row's type decides, so the more telling words
 * stand first: "Payment Refund" is a refund, "Chargeback Fee" a fee.
 */
type WordMeaning = SettlementLineKind | 'authorization' | 'hold'

const words = (...list: string[]): readonly string[] => list.map(foldName)

const meanings: readonly (readonly [WordMeaning, readonly string[]])[] = [
  ['authorization', words(
    'authorization', 'authorisation', 'Autorisierung', 'Genehmigung', 'autorización', 'autorizzazione', 'autorização', 'autorisatie', '授权',
  )],
  ['fx', words(
    'currency conversion', 'Währungsumrechnung', 'conversión de divisa', 'conversion de devise', 'conversión de moneda',
    'conversione valuta', 'conversione di valuta', 'conversão de moeda', 'valutaomrekening', 'valutaconversie', 'omrekening van valuta', '货币兑换', '币种兑换',
  )],
  ['dispute_fee', words('chargeback fee', 'chargeback processing fee', 'dispute fee', 'Rückbuchungsgebühr', 'Konfliktgebühr', 'comisión por contracargo')],
  ['chargeback_reversal', words('chargeback reversal', 'reversal of chargeback', 'cancellation of chargeback', 'chargeback reimbursement')],
  ['chargeback', words('chargeback', 'payment reversal', 'Rückbuchung', 'contracargo', 'devolución de cargo', 'rétrofacturation', 'riaddebito', 'storno di addebito', 'estorno', 'terugboeking', '拒付', '退单')],
  ['fee_refund', words('fee reversal', 'fee refund', 'Gebührenerstattung', 'Rückerstattung der Gebühr')],
  ['fee', words('fee', 'Gebühr', 'comisión', 'tarifa', 'commission', 'tariffa', 'taxa', 'kosten van', '手续费', '费用')],
  ['refund', words(
    'refund', 'Rückzahlung', 'Rückerstattung', 'reembolso', 'remboursement', 'rimborso', 'devolução', 'restituição', 'terugbetaling', 'restitutie', '退款',
  )],
  ['payout_return', words('withdrawal reversal', 'reversal of ACH withdrawal', 'returned withdrawal')],
  ['payout', words(
    'withdrawal', 'withdraw funds', 'transfer to bank', 'bank transfer out', 'Abbuchung', 'Auszahlung', 'retirada', 'retiro', 'retrait', 'virement vers', 'transfert vers',
    'prelievo', 'saque', 'levantamento', 'opname', 'opnemen', 'overschrijving naar bank', '提现',
  )],
  ['hold', words(
    'hold', 'release', 'reserve', 'Einbehaltung', 'einbehalten', 'Freigabe', 'Rücklage', 'retención', 'retenida', 'liberación', 'blocage', 'retenue', 'déblocage',
    'trattenuta', 'sblocco', 'retenção', 'liberação', 'inhouding', 'vrijgave', '冻结', '解冻', '保留',
  )],
  ['transfer', words(
    'bank deposit', 'deposit to PP', 'credit card deposit', 'debit card', 'Bankgutschrift', 'Gutschrift auf PayPal', 'Einzahlung', 'depósito', 'ingreso desde', 'approvisionnement',
    'virement depuis', 'versamento', 'ricarica', 'storting', 'mass pay', '充值', 'transfer from bank', 'bankkonto',
  )],
  ['payment', words(
    'payment', 'checkout', 'sale', 'Zahlung', 'pago', 'cobro', 'paiement', 'pagamento', 'betaling', 'donation', 'Spende', '付款', '收款', '支付',
  )],
]

/** An order is a promise to pay; its captures come as rows of their own. */
const orders: ReadonlySet<string> = new Set(words('Order', 'Bestellung', 'Pedido', 'Commande', 'Ordine', 'Encomenda'))

const meaningsByText = new Map<string, WordMeaning>()

function meaningOf(typeText: string): WordMeaning {
  let meaning = meaningsByText.get(typeText)
  if (meaning === undefined) {
    const text = foldName(typeText)
    const byWords = meanings.find(([, list]) => list.some((word) => text.includes(word)))?.[0] ?? 'unknown_type'
    meaning = orders.has(text) ? 'authorization' : byWords
    if (meaningsByText.size < 1000) meaningsByText.set(typeText, meaning)
  }
  return meaning
}

/** What a row of this type is, and whether it only reserves (no money moves). */
export function paypalTypeOfWords(typeText: string, grossMinor: number): { readonly type: SettlementLineKind; readonly isMoneyless: boolean } {
  const meaning = meaningOf(typeText)
  if (meaning === 'authorization') return { type: 'reserve_hold', isMoneyless: true }
  if (meaning === 'hold') return { type: grossMinor < 0 ? 'reserve_hold' : 'reserve_release', isMoneyless: false }
  if (meaning === 'payment' && grossMinor < 0) return { type: 'transfer', isMoneyless: false } // what the shop itself paid
  if (meaning === 'payout' && grossMinor > 0) return { type: 'payout_return', isMoneyless: false }
  return { type: meaning, isMoneyless: false }
}

const finished: ReadonlySet<string> = new Set(words(
  'Completed', 'Cleared', 'Success', 'Reversed', 'Refunded', 'Partially Refunded', 'Returned', 'Placed', 'Removed', 'Held',
  'Abgeschlossen', 'Erledigt', 'Rückerstattet', 'Zurückgezahlt', 'Teilweise zurückgezahlt', 'Teilweise rückerstattet', 'Zurückgebucht',
  'Completado', 'Completada', 'Reembolsado', 'Reembolsada', 'Reembolsado parcialmente',
  'Terminé', 'Effectué', 'Remboursé', 'Remboursée', 'Remboursé partiellement', 'Partiellement remboursé',
  'Completato', 'Completata', 'Rimborsato', 'Rimborsato parzialmente', 'Parzialmente rimborsato',
  'Concluído', 'Concluída', 'Reembolsado parcialmente', 'Parcialmente reembolsado', 'Parcialmente reembolsada',
  'Voltooid', 'Terugbetaald', 'Gedeeltelijk terugbetaald', '已完成', '已退款', '部分退款',
))

const unfinished: ReadonlySet<string> = new Set(words(
  'Pending', 'Unclaimed', 'Processing', 'Denied', 'Failed', 'Canceled', 'Cancelled', 'Expired', 'Uncleared', 'On Hold', 'In Progress',
  'Ausstehend', 'Offen', 'Nicht eingefordert', 'In Bearbeitung', 'Abgelehnt', 'Verweigert', 'Fehlgeschlagen', 'Storniert', 'Abgebrochen', 'Abgelaufen',
  'Pendiente', 'Sin reclamar', 'Denegado', 'Denegada', 'Rechazado', 'Fallido', 'Anulado', 'Cancelado', 'Cancelada', 'Vencido', 'Caducado',
  'En attente', 'Non réclamé', 'Refusé', 'Refusée', 'Échec', 'Annulé', 'Annulée', 'Expiré', 'Expirée',
  'In sospeso', 'In attesa', 'Non riscosso', 'Rifiutato', 'Negato', 'Non riuscito', 'Annullato', 'Scaduto',
  'Pendente', 'Não reclamado', 'Recusado', 'Negado', 'Falhou', 'Expirado', 'Vencida',
  'In behandeling', 'Openstaand', 'Niet geclaimd', 'Geweigerd', 'Mislukt', 'Geannuleerd', 'Verlopen',
  '待处理', '处理中', '等待中', '已拒绝', '失败', '已取消', '已过期',
))

/** Whether a row's status says that its money has moved; null for a word that is not known. */
export function isFinished(status: string): boolean | null {
  const word = foldName(status)
  return unfinished.has(word) ? false : finished.has(word) ? true : null
}

const memo: ReadonlySet<string> = new Set(words('Memo', 'Nota', 'Mémo', 'Promemoria', 'Memorando', 'Notiz', 'Kein Einfluss', 'No Impact', '备忘'))

/** A row that repeats or explains others and is not part of the balance. */
export const isMemo = (balanceImpact: string): boolean => memo.has(foldName(balanceImpact))
