import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Loaded } from '../components/page-states.tsx'
import { Page } from '../components/page.tsx'
import { useSession } from '../queries/session.ts'
import { settingsQuery } from '../queries/shop.ts'
import { AboutSection } from './about-section.tsx'
import { CounterSection } from './counter-section.tsx'
import { DeviceSection } from './device-section.tsx'
import { HolidaySection } from './holiday-section.tsx'
import styles from './settings-page.module.css'
import { ShopSection } from './shop-section.tsx'

/** The shop's settings for the owner; this device's for everybody. */
export function SettingsPage() {
  const { t } = useTranslation('settings')
  const { person } = useSession()
  return (
    <Page title={t('title')}>
      <div className={styles.sections}>
        {person.role === 'owner' && <ShopSettings />}
        <DeviceSection />
        <AboutSection />
      </div>
    </Page>
  )
}

function ShopSettings() {
  const answer = useQuery(settingsQuery)
  return (
    <>
      <ShopSection />
      <Loaded answer={answer} rows={4}>
        {(settings) => (
          <>
            <CounterSection settings={settings} />
            <HolidaySection settings={settings} />
          </>
        )}
      </Loaded>
    </>
  )
}
