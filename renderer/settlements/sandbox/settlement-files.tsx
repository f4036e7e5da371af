import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { ask, backend } from '../../backend-client.ts'
import { Amount } from '../../components/amount.tsx'
import { Empty, Loaded } from '../../components/page-states.tsx'
import { useFormat } from '../../language/format.ts'
import { pathOf } from '../../paths.ts'
import { settlementFilesQuery } from '../../queries/sandbox.ts'
import { bringFiles } from '../imports/import-store.ts'
import { OfferButtons } from './offer-buttons.tsx'
import { OfferFailureNotice } from './offer-failure-notice.tsx'
import { asFile, type OfferFailure } from './offered-file.ts'
import styles from './sandbox-view.module.css'

/** One file for each payout, the newest first. */
export function SettlementFiles({ accountId }: { readonly accountId: string }) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  const [, goTo] = useLocation()
  const [failure, setFailure] = useState<OfferFailure | null>(null)
  const answer = useQuery(settlementFilesQuery(accountId))
  const offer = (payoutId: string) => () => ask(backend.sandbox.settlementFile({ accountId, payoutId }))
  const bringAll = async (payoutIds: readonly string[]): Promise<void> => {
    const files = await Promise.all(payoutIds.map((payoutId) => offer(payoutId)()))
    bringFiles(files.flatMap((file) => (file.ok ? [asFile(file.value)] : [])), { accountId })
    goTo(pathOf('settlements', 'import'))
  }
  return (
    <section className={styles.part}>
      <Loaded answer={answer}>
        {(found) => {
          if (!found.ok) return <OfferFailureNotice failure={found.failure} />
          const files = found.value.toReversed()
          return (
            <>
              <header>
                <div><h3>{t('sandbox.files')}</h3><p>{t('sandbox.filesWhat')}</p></div>
                {files.length > 1 && <Button onClick={() => void bringAll(files.map(({ payoutId }) => payoutId))}>{t('sandbox.bringAll', { count: files.length })}</Button>}
              </header>
              {failure !== null && <OfferFailureNotice failure={failure} />}
              {files.length === 0 ? <Empty title={t('sandbox.noFiles')}>{t('sandbox.noFilesWhat')}</Empty> : (
                // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls can be scrolled with the keys
                <section className={styles.files} tabIndex={0} aria-label={t('sandbox.files')}>
                  <ul>
                    {files.map(({ payoutId, name, businessDay, arrivesOn, amount }) => (
                      <li key={payoutId}>
                        <span>{format.dayLong(businessDay)}</span>
                        <span className={styles.quiet}>{t('sandbox.arrives', { day: format.day(arrivesOn) })}</span>
                        <span className={styles.end}><Amount amount={amount} currency="code" /></span>
                        <span className={styles.buttons}><OfferButtons accountId={accountId} name={name} offer={offer(payoutId)} onFailure={setFailure} /></span>
                      </li>
                    ))}
                  </ul>
                </section>
              )}
            </>
          )
        }}
      </Loaded>
    </section>
  )
}
