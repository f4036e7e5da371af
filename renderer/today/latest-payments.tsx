import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { orderNumberText } from '../components/order-number.ts'
import { Loaded } from '../components/page-states.tsx'
import { useFactWords } from '../figures/fact-words.ts'
import { useFormat } from '../language/format.ts'
import { pathOf } from '../paths.ts'
import { useAccountLabels } from '../queries/account-labels.ts'
import { figureRowsQuery, type FigureRange } from '../queries/figures.ts'
import { useSession } from '../queries/session.ts'
import styles from './latest-payments.module.css'

const most = 20

/** The newest payments of the day, each a link to its order. */
export function LatestPayments({ range, onAll }: { readonly range: FigureRange; readonly onAll: () => void }) {
  const { t } = useTranslation('today')
  const format = useFormat()
  const accountLabel = useAccountLabels()
  const wordsOf = useFactWords()
  const { person } = useSession()
  const answer = useInfiniteQuery(figureRowsQuery(range, 'gross', null, most))
  const rows = answer.data?.pages[0]?.rows
  return (
    <section className={styles.latest} aria-labelledby="latest-payments">
      <header>
        <h2 id="latest-payments">{t('latest.title')}</h2>
        {rows !== undefined && rows.length > 0 && <Button variant="subtle" onClick={onAll}>{t('latest.all')}</Button>}
      </header>
      <Loaded answer={{ ...answer, data: rows }} rows={5}>
        {(found) => (found.length === 0 ? <p className={styles.none}>{t('latest.none')} {person.role === 'owner' && <Link href={pathOf('counter')} className={styles.act}>{t('latest.charge')}</Link>}</p> : (
          <ol>
            {found.map((row) => (
              <li key={row.factId}>
                <Link href={pathOf('orders', row.orderId)}>
                  <span className={styles.quiet}>{format.time(row.at)}</span>
                  <span className={styles.number}>{orderNumberText(row.orderNumber)}</span>
                  <span>{wordsOf(row)}</span>
                  <span className={styles.quiet}>{accountLabel(row.accountId)}</span>
                  <span className={styles.end}><Amount amount={money(row.minor, row.currency)} /></span>
                </Link>
              </li>
            ))}
          </ol>
        ))}
      </Loaded>
    </section>
  )
}
