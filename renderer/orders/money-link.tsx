import { IconRoute } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { tracePath } from '../settlements/trace/trace-path.ts'
import { useSession } from '../queries/session.ts'
import styles from './order-detail-panel.module.css'

/** The way from an order to the bank, for those who see the books. */
export function MoneyLink({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation('settlements')
  const { person, practice } = useSession()
  if (person.role === 'staff' || practice) return null
  return <Link href={tracePath('order', orderId)} className={styles.money ?? ''}><IconRoute size={16} stroke={1.8} aria-hidden />{t('trace.link')}</Link>
}
