import { useTranslation } from 'react-i18next'
import styles from './environment-mark.module.css'

/** Whether money is real there: a solid mark for live, a dashed one for test, each with its word. */
export function EnvironmentMark({ environment }: { readonly environment: 'test' | 'live' }) {
  const { t } = useTranslation('accounts')
  return <span className={styles.mark} data-environment={environment}>{t(`environment.${environment}`)}</span>
}
