import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Amount } from '../components/amount.tsx'
import { Loaded } from '../components/page-states.tsx'
import { useFigureFormat } from '../figures/figure-format.ts'
import { pathOf } from '../paths.ts'
import { accountsQuery } from '../queries/accounts.ts'
import type { FigureScope } from '../queries/figures.ts'
import { openPayoutsQuery } from '../queries/settlements.ts'
import { ArrivalMark } from '../settlements/payouts/arrival-mark.tsx'
import styles from './beside.module.css'

const most = 4

/** What is on its way to the bank: late ones first, then by the day on which they are due. */
export function Bank({ scope }: { readonly scope: FigureScope }) {
  const { t } = useTranslation('today')
  const format = useFigureFormat()
  const { data: accounts = [] } = useQuery(accountsQuery)
  const answer = useInfiniteQuery(openPayoutsQuery(null))
  const inScope = new Set(accounts.filter(({ environment }) => environment === scope.environment).map(({ accountId }) => accountId))
  return (
    <section className={styles.part} aria-labelledby="today-bank">
      <header><h2 id="today-bank">{t('bank.title')}</h2><Link href={pathOf('calendar')}>{t('bank.calendar')}</Link></header>
      <Loaded answer={{ ...answer, data: answer.data?.pages[0]?.payouts }} rows={2}>
        {(all) => {
          const open = all.filter(({ accountId, currency }) => inScope.has(accountId) && currency === scope.currency)
          const failed = open.filter(({ arrival }) => arrival === 'at_risk')
          const payouts = open.filter(({ arrival }) => arrival !== 'at_risk').toSorted((a, b) => (a.arrivesOn ?? '9').localeCompare(b.arrivesOn ?? '9'))
          return payouts.length + failed.length === 0 ? <p className={styles.none}>{t('bank.none')}</p> : (
            <ul>
              {failed.length > 0 && (
                <li>
                  <Link href={pathOf('calendar')} className={styles.row}>
                    <span className={styles.grow}>{t('bank.failed', { count: failed.length })}</span>
                    <ArrivalMark arrival="at_risk" />
                  </Link>
                </li>
              )}
              {payouts.slice(0, most).map((payout) => (
                <li key={payout.payoutId}>
                  <Link href={pathOf('settlements', payout.payoutId)} className={styles.row}>
                    <span className={styles.grow}>{payout.arrivesOn === null ? t('bank.noDay') : format.dayShort(payout.arrivesOn)}</span>
                    <ArrivalMark arrival={payout.arrival} />
                    <span className={styles.amount}>{payout.amount !== null && <Amount amount={payout.amount} />}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </section>
  )
}
