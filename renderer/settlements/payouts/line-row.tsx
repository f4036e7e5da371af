import { IconRoute } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { SettlementLineView } from '../../../shared/contract/settlements.ts'
import { negate } from '../../../shared/money.ts'
import { Amount } from '../../components/amount.tsx'
import { orderNumberText } from '../../components/order-number.ts'
import { useFormat } from '../../language/format.ts'
import { pathOf } from '../../paths.ts'
import { tracePath } from '../trace/trace-path.ts'
import { SourcePlace } from '../source-place.tsx'
import styles from './line-row.module.css'

interface LineRowProps {
  readonly line: SettlementLineView
  /** Under the fees, what counts of a payment is its fee. */
  readonly isOfFees: boolean
  readonly place: { readonly transform: string }
}

const feeTypes = new Set<SettlementLineView['type']>(['fee', 'fee_refund', 'dispute_fee', 'tax'])

/** A platform's line: what it is, whose order it is, how much, and where it stands. */
export function LineRow({ line, isOfFees, place }: LineRowProps) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  const when = line.occurredAt === null ? (line.occurredOn === null ? '' : format.day(line.occurredOn)) : format.dateTime(line.occurredAt)
  const isItsFee = isOfFees && !feeTypes.has(line.type)
  return (
    <li className={styles.row} style={place}>
      <span className={styles.what}>
        <span>{isItsFee ? t('line.feeOf', { type: t(`lineType.${line.type}`) }) : t(`lineType.${line.type}`)}</span>
        {line.orderId === null || line.orderNumber === null ? (
          <span className={styles.quiet}>{line.merchantReference ?? line.platformReference ?? line.nativeId ?? line.text}</span>
        ) : (
          <Link href={pathOf('orders', line.orderId)}>{t('line.order', { number: orderNumberText(line.orderNumber) })}</Link>
        )}
        {!line.isMatched && line.type === 'payment' && <span className={styles.open}>{t('line.unmatched')}</span>}
        {line.excluded !== null && <span className={styles.open}>{t('line.excluded', { reason: line.excluded })}</span>}
      </span>
      <span className={styles.amount}><Amount amount={isItsFee ? negate(line.fee) : line.gross} isSigned /></span>
      <span className={styles.quiet}>{when}</span>
      <span className={styles.source}>
        <SourcePlace fileName={line.fileName} line={line.sourceLine} />
        <Link href={tracePath('line', line.lineId)} className={styles.trace ?? ''} aria-label={t('trace.fromLine', { line: line.sourceLine })}><IconRoute size={14} stroke={1.8} aria-hidden /></Link>
      </span>
    </li>
  )
}
