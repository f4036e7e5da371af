import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { businessDayOf } from '../../shared/business-day.ts'
import { Keys } from '../components/keys.tsx'
import { useFormat } from '../language/format.ts'
import { useSession } from '../queries/session.ts'
import { useNow } from '../stores/clock.ts'
import { ConnectionDots } from './connection-dots.tsx'
import { openPalette } from './palette.tsx'
import { PersonMenu } from './person-menu.tsx'
import styles from './top-strip.module.css'

const minuteMs = 60_000

/** Whose shop, which day, who, and how the platforms stand. On every page. */
export function TopStrip() {
  const { t } = useTranslation('shell')
  const { shop } = useSession()
  const format = useFormat()
  const day = businessDayOf(useNow(minuteMs / 4), shop)
  return (
    <header className={styles.strip}>
      <span className={styles.shop}>{shop.name}</span>
      <span className={styles.day} title={t('businessDay', { hour: shop.cutoffHour })}>{format.dayLong(day)}</span>
      <ConnectionDots />
      <button type="button" className={styles.search} onClick={openPalette}>
        <IconSearch size={16} stroke={1.8} aria-hidden />
        <span>{t('search')}</span>
        <Keys keys="mod+k" />
      </button>
      <PersonMenu />
    </header>
  )
}
