import { useTranslation } from 'react-i18next'
import { Page } from '../components/page.tsx'

export function OrdersPage() {
  const { t } = useTranslation('shell')
  return <Page title={t('pages.orders')}>…</Page>
}
