import { IconPlugConnectedX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../language/format.ts'
import { useConnection } from '../stores/connection.ts'
import styles from './offline-banner.module.css'

/** A moment without connection is not worth a word. */
const patienceMs = 800

export function OfflineBanner() {
  const { status, lostAt } = useConnection()
  return status === 'lost' && lostAt !== null ? <Banner lostAt={lostAt} /> : null
}

function Banner({ lostAt }: { readonly lostAt: number }) {
  const { t } = useTranslation('shell')
  const format = useFormat()
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  if (!isShown) return null
  return (
    <div className={styles.banner} role="alert">
      <IconPlugConnectedX size={18} stroke={1.8} aria-hidden />
      <strong>{t('offline.title', { time: format.timeExact(lostAt) })}</strong>
      <span>{t('offline.what')}</span>
    </div>
  )
}
