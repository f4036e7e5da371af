import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Act, OrderDetail } from '../../shared/contract/orders.ts'
import { isSame, negate, type Money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { Notice } from '../components/notice.tsx'
import { flagsOf, type Look } from '../components/order-look.ts'
import { FlagMark, Stamp } from '../components/state-mark.tsx'
import { useFormat } from '../language/format.ts'
import { ActButtons } from '../orders/acts/act-buttons.tsx'
import { pathOf } from '../paths.ts'
import { backendNow, useNow } from '../stores/clock.ts'
import styles from './stub.module.css'

const beforePayment: readonly Act[] = ['capture', 'void', 'retry', 'attach_late_money', 'ask_now', 'cancel']
const afterPayment: readonly Act[] = ['hand_over', 'capture', 'void', 'retry', 'attach_late_money']

interface StubAnswerProps {
  readonly detail: OrderDetail
  readonly look: Look
  readonly accountLabel: string
}

const freshMs = 4_000

/** What needs a sentence beside the stamp. A paid order speaks for itself. */
const explained = ['created', 'awaiting_payment', 'authorized', 'refunded', 'cancelled', 'expired', 'failed'] as const
const isExplained = (look: Look): look is (typeof explained)[number] => (explained as readonly Look[]).includes(look)

/** What they answered: the state as a stamp, in words, and what came of it. */
export function StubAnswer({ detail, look, accountLabel }: StubAnswerProps) {
  const { t } = useTranslation(['counter', 'words'])
  const format = useFormat()
  const { order, payments } = detail
  const payment = payments.at(-1)!
  const isFresh = look === 'paid' && order.paidAt !== null && backendNow() - order.paidAt < freshMs
  const isDeclined = look === 'awaiting_payment' && order.detail !== null
  const facts = { account: accountLabel, until: payment.captureBefore === null ? '' : format.dateTime(payment.captureBefore), detail: order.detail ?? '' }
  return (
    <>
      <output className={styles.state}>
        <Stamp look={look} isFresh={isFresh} isLarge />
        {flagsOf(order).map((flag) => <FlagMark key={flag} flag={flag} />)}
        {look === 'paid' && order.paidAt !== null && <span className={styles.asked}>{format.timeExact(order.paidAt)}</span>}
        {(look === 'awaiting_payment' || look === 'unknown') && <Asking detail={detail} />}
      </output>
      {look === 'unknown' && <Notice tone="unknown" title={t('state.unknown')}>{t('state.unknownWhat')}</Notice>}
      {isDeclined && <Notice tone="attention" title={t('declined')}>{t('declinedWhat')} <span className={styles.quote}>{order.detail}</span></Notice>}
      {!isDeclined && isExplained(look) && <p className={styles.words}>{t(`state.${look}`, facts)}</p>}
      {order.paidAt !== null && <Receipt detail={detail} />}
      <div className={styles.foot}>
        <ActButtons detail={detail} isQuiet only={order.paidAt === null ? beforePayment : afterPayment} />
        <Link href={pathOf('orders', order.orderId)}>{t('wholeOrder')}</Link>
      </div>
    </>
  )
}

/** When it is asked next, so that waiting is seen to be work. */
function Asking({ detail }: { readonly detail: OrderDetail }) {
  const { t } = useTranslation('counter')
  const now = useNow(1_000)
  const unknown = detail.calls.find(({ state }) => state === 'unknown')
  if (unknown === undefined) return null
  const seconds = unknown.dueAt === null ? null : Math.ceil((unknown.dueAt - now) / 1_000)
  const words = seconds === null ? t('askedOut', { count: unknown.asks }) : seconds > 0 ? t('askingIn', { count: unknown.asks, seconds }) : t('askingNow')
  return <span className={styles.asked}>{words}</span>
}

/** Method, fee and what is left of it. */
function Receipt({ detail: { order, payments } }: { readonly detail: OrderDetail }) {
  const { t } = useTranslation(['counter', 'words'])
  const last4 = payments.findLast(({ methodLast4 }) => methodLast4 !== null)?.methodLast4
  // The stub's head names the currency; a fee in another one names its own.
  const shownIn = (amount: Money): 'none' | 'code' => (amount.currency === order.amount.currency ? 'none' : 'code')
  const method = order.methodLabel ?? (order.methodKind === null ? '' : t(`words:method.${order.methodKind}`))
  return (
    <dl className={styles.facts}>
      {method !== '' && (<><dt>{t('receipt.method')}</dt><dd>{last4 === undefined || last4 === null ? method : t('receipt.ending', { method, last4 })}</dd></>)}
      {order.captured.minor > 0 && !isSame(order.captured, order.amount) && (<><dt>{t('receipt.captured')}</dt><dd><Amount amount={order.captured} currency={shownIn(order.captured)} /></dd></>)}
      {order.refunded.minor > 0 && (<><dt>{t('receipt.refunded')}</dt><dd><Amount amount={negate(order.refunded)} /></dd></>)}
      {order.fee !== null && (<><dt>{t('receipt.fee')}</dt><dd><Amount amount={negate(order.fee)} currency={shownIn(order.fee)} /></dd></>)}
      {order.net !== null && (<><dt>{t('receipt.net')}</dt><dd><Amount amount={order.net} /></dd></>)}
    </dl>
  )
}
