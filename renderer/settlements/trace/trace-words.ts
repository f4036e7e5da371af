import { useTranslation } from 'react-i18next'
import type { Trace } from '../../../shared/contract/reconciliation.ts'
import { useFormat } from '../../language/format.ts'

/** How far along the money is, in a sentence: the last station that the chain reaches. */
export function useTraceWords(): (trace: Trace) => string {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  return ({ lines, payouts, bankLines, orders }) => {
    const bookedOn = bankLines.findLast((line) => line.bookedOn !== null)?.bookedOn
    if (bankLines.length > 0 && payouts.length === 0) return t('traceWords.bankOnly')
    if (bankLines.length > 0 && bookedOn !== undefined && bookedOn !== null) return t('traceWords.bank', { day: format.dayLong(bookedOn), account: bankLines[0]!.bankAccount })
    const payout = payouts.at(-1)
    if (payout !== undefined) {
      const day = payout.arrivesOn === null ? null : format.dayLong(payout.arrivesOn)
      if (payout.arrival === 'at_risk') return t(payout.status === 'failed' || payout.status === 'cancelled' ? 'traceWords.atRisk' : 'traceWords.missing')
      return day === null ? t('traceWords.payout') : t(payout.arrival === 'late' ? 'traceWords.payoutLate' : 'traceWords.payoutOn', { day })
    }
    if (lines.length > 0) return t('traceWords.line')
    return t(orders.length > 0 ? 'traceWords.order' : 'traceWords.nothing')
  }
}
