import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Amount } from '../components/amount.tsx'
import { Notice } from '../components/notice.tsx'
import { charge } from './charge.ts'
import { type Sending, useCounterStore } from './counter-store.ts'
import { StubFrame } from './stub-frame.tsx'
import styles from './stub.module.css'

/** An order between this page and the backend: written down there a moment later, or, without connection, nobody knows. */
export function SendingCard({ sending: { wish, state } }: { readonly sending: Sending }) {
  const { t } = useTranslation('counter')
  const store = useCounterStore()
  return (
    <StubFrame
      label={t('newOrder')} look={state === 'unknown' ? 'unknown' : 'plain'}
      asked={
        <>
          <header className={styles.head}><h2>{t('newOrder')}</h2></header>
          <p className={styles.amount}><Amount amount={wish.amount} currency="code" /></p>
          <p className={styles.what}>{wish.description}</p>
          <div className={styles.noCode} data-unknown={state === 'unknown' || undefined}>{state === 'unknown' ? '?' : t('codeComing')}</div>
        </>
      }
      answered={
        <>
          {state === 'under-way' && <p className={styles.words}>{t('sending.under-way')}</p>}
          {state === 'unknown' && <Notice tone="unknown" title={t('sending.unknown')} isUrgent>{t('sending.unknownWhat')}</Notice>}
          {state === 'not-arrived' && (
            <Notice
              tone="plain" title={t('sending.notArrived')} isUrgent
              actions={
                <>
                  <Button variant="filled" onClick={() => void charge(store, wish)}>{t('sending.charge')}</Button>
                  <Button onClick={() => store.setState({ sending: null })}>{t('sending.leave')}</Button>
                </>
              }
            >
              {t('sending.notArrivedWhat')}
            </Notice>
          )}
        </>
      }
    />
  )
}
