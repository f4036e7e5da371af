import {
  IconArrowBackUp, IconCircleCheckFilled, IconCircleDashed, IconCircleHalf2, IconCircleMinus, IconCircleX, IconClockX, IconLock, IconQuestionMark, IconSend,
  IconAlertTriangleFilled, type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Order } from '../../shared/contract/orders.ts'
import { type Flag, flagsOf, lookOf, toneOf, type Look } from './order-look.ts'
import styles from './state-mark.module.css'

const icons: Record<Look, Icon> = {
  created: IconSend, awaiting_payment: IconCircleDashed, authorized: IconLock, paid: IconCircleCheckFilled, partially_refunded: IconCircleHalf2,
  refunded: IconArrowBackUp, cancelled: IconCircleMinus, expired: IconClockX, failed: IconCircleX, unknown: IconQuestionMark,
}

/** A state as icon and word, for rows. */
export function StateMark({ look }: { readonly look: Look }) {
  const { t } = useTranslation('words')
  const LookIcon = icons[look]
  return (
    <span className={styles.mark} data-tone={toneOf[look]}>
      <span className={styles.icon}><LookIcon size={15} stroke={2} aria-hidden /></span>
      {t(isShortened(look) ? `lookShort.${look}` : `look.${look}`)}
    </span>
  )
}

/** Where rows are narrow. */
const isShortened = (look: Look): look is 'awaiting_payment' => look === 'awaiting_payment'

interface StampProps {
  readonly look: Look
  /** It has come just now: it drops in. */
  readonly isFresh?: boolean
  readonly isLarge?: boolean
}

/** A state as a stamp: solid only when it is certain, hatched when nobody knows. */
export function Stamp({ look, isFresh = false, isLarge = false }: StampProps) {
  const { t } = useTranslation('words')
  const LookIcon = icons[look]
  return (
    <span className={styles.stamp} data-tone={toneOf[look]} data-fresh={isFresh || undefined} data-large={isLarge || undefined}>
      <LookIcon size={isLarge ? 22 : 18} stroke={2.2} aria-hidden />
      {t(`look.${look}`)}
    </span>
  )
}

/** State and flags of an order, for rows. */
export function OrderMark({ order }: { readonly order: Pick<Order, 'state' | 'unknownCalls' | 'isDisputed' | 'hasLateMoney' | 'amountVerdict'> }) {
  return (
    <span className={styles.marks}>
      <StateMark look={lookOf(order)} />
      {flagsOf(order).map((flag) => <FlagMark key={flag} flag={flag} />)}
    </span>
  )
}

export function FlagMark({ flag }: { readonly flag: Flag }) {
  const { t } = useTranslation('words')
  const FlagIcon = flag === 'unknown_act' ? IconQuestionMark : IconAlertTriangleFilled
  return (
    <span className={styles.mark} data-tone={flag === 'unknown_act' ? 'unknown' : 'attention'}>
      <span className={styles.icon}><FlagIcon size={14} stroke={2} aria-hidden /></span>
      <span data-flag-word>{t(`flag.${flag}`)}</span>
    </span>
  )
}
