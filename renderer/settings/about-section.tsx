import { useTranslation } from 'react-i18next'
import { useSession } from '../queries/session.ts'
import styles from './about-section.module.css'
import { SettingSection } from './setting-row.tsx'

export function AboutSection() {
  const { t } = useTranslation('settings')
  const { version, host } = useSession()
  const facts: readonly (readonly [label: string, value: string])[] = [
    [t('about.version'), version],
    [t('about.runs'), t(`about.${host.kind}`)],
    [t('about.secrets'), t(`about.${host.secretsKind}`)],
    [t('about.data'), t('about.dataWhat')],
  ]
  return (
    <SettingSection title={t('section.about')}>
      <dl className={styles.facts}>{facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
    </SettingSection>
  )
}
