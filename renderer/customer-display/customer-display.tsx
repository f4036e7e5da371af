import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Amount } from '../components/amount.tsx'
import { QrCode } from '../components/qr-code.tsx'
import { Stamp } from '../components/state-mark.tsx'
import { countdown } from '../language/format.ts'
import { listenToCounter, type Shown } from './display-channel.ts'
import styles from './customer-display.module.css'

/** The window on the customer's side: amount, shop, code, time left, thank you. Nothing to press. */
export function CustomerDisplay() {
  const { i18n } = useTranslation('counter')
  const [shown, setShown] = useState<Shown | null>(null)
  useEffect(() => listenToCounter(setShown), [])
  const t = i18n.getFixedT(shown?.language ?? null, 'counter')
  useEffect(() => {
    document.title = shown?.shop ?? 'Counterfoil'
  }, [shown])

  if (shown === null) return <main className={styles.display}><p className={styles.idle}>{t('display.idle')}</p></main>
  if (shown.kind === 'welcome' || shown.stage === 'closed') {
    return <main className={styles.display} lang={shown.language}><h1 className={styles.shop}>{shown.shop}</h1><p className={styles.words}>{t('display.welcome')}</p></main>
  }
  const { stage, amount, payUrl, shop, isTest } = shown
  return (
    <main className={styles.display} lang={shown.language}>
      <h1 className={styles.shop}>{shop}</h1>
      <p className={styles.amount}><Amount amount={amount} currency="code" /></p>
      {stage === 'pay' && payUrl !== null && (
        <>
          <div className={styles.code}><QrCode text={payUrl} size={400} label={t('codeLabel')} /></div>
          <p className={styles.words}>{t('display.scan')} <TimeLeft until={shown.payBefore} /></p>
        </>
      )}
      {stage === 'preparing' && <p className={styles.words}>{t('display.preparing')}</p>}
      {stage === 'thanks' && <><div className={styles.stamp}><Stamp look="paid" isFresh /></div><p className={styles.thanks}>{t('display.thanks')}</p></>}
      {stage === 'reserved' && <><div className={styles.stamp}><Stamp look="authorized" /></div><p className={styles.thanks}>{t('display.thanks')}</p></>}
      {isTest && <p className={styles.test}>{t('testMoney')}</p>}
    </main>
  )
}

function TimeLeft({ until }: { readonly until: number }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return <span className={styles.left}>{countdown(until - now)}</span>
}
