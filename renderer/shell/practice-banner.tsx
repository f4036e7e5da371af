import { IconSchool } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { usePractice } from './practice.ts'
import styles from './practice-banner.module.css'

/** Says on every page that nothing here is real. */
export function PracticeBanner() {
  const { t } = useTranslation('shell')
  const { leave } = usePractice()
  return (
    <section className={styles.banner} aria-label={t('practice.title')}>
      <IconSchool size={18} stroke={1.8} aria-hidden />
      <strong>{t('practice.title')}</strong>
      <span>{t('practice.what')}</span>
      <button type="button" onClick={leave}>{t('practice.leave')}</button>
    </section>
  )
}
