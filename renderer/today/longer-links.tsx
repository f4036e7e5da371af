import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { pathOf } from '../paths.ts'
import type { FigureScope } from '../queries/figures.ts'
import styles from './longer-links.module.css'

/** From today to a longer stretch, of the same money. */
export function LongerLinks({ scope }: { readonly scope: FigureScope }) {
  const { t } = useTranslation('today')
  const address = (range: string): string => `${pathOf('statistics')}?${new URLSearchParams({ range, money: scope.environment, currency: scope.currency }).toString()}`
  return (
    <nav className={styles.links} aria-label={t('longer.label')}>
      <Button component={Link} href={address('7d')} variant="subtle">{t('longer.week')}</Button>
      <Button component={Link} href={address('30d')} variant="subtle">{t('longer.month')}</Button>
    </nav>
  )
}
