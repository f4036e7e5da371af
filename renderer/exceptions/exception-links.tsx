import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Exception } from '../../shared/contract/reconciliation.ts'
import { orderNumberText } from '../components/order-number.ts'
import { pathOf } from '../paths.ts'
import styles from './exception-links.module.css'
import { itemNameOf, orderIdIn, orderNumberIn, subjectOf } from './exception-subject.ts'

/** Where the exception can be followed up. */
export function ExceptionLinks({ exception }: { readonly exception: Exception }) {
  const { t } = useTranslation('exceptions')
  const { kind, id } = subjectOf(exception.subject)
  const item = itemNameOf(exception)
  const [orderId, number] = [orderIdIn(exception), orderNumberIn(exception)]
  const links = [
    orderId !== null && { href: pathOf('orders', orderId), label: t('link.order', { number: number === null ? '' : orderNumberText(number) }) },
    item?.side === 'payout' && { href: pathOf('settlements', id), label: t('link.payout') },
    (item?.side === 'payout' || item?.side === 'bank_line') && exception.state === 'open' && { href: `${pathOf('reconciliation')}?item=${encodeURIComponent(`${item.side} ${id}`)}`, label: t('link.workbench') },
    (kind === 'file' || kind === 'statement') && { href: pathOf('settlements', 'files'), label: t('link.files') },
    (kind === 'rate' || exception.code === 'fee_over' || exception.code === 'fee_under') && { href: pathOf('rates'), label: t('link.rates') },
  ].filter((link) => link !== false)
  return links.length === 0 ? null : <p className={styles.links}>{links.map(({ href, label }) => <Link key={href} href={href}>{label}</Link>)}</p>
}
