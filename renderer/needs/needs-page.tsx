import { useTranslation } from 'react-i18next'
import { Page } from '../components/page.tsx'

export function NeedsPage() {
  const { t } = useTranslation('shell')
  return <Page title={t('pages.needs')}>…</Page>
}
