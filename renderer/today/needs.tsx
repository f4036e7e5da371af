import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { orderNumberText } from '../components/order-number.ts'
import { Loaded } from '../components/page-states.tsx'
import { useFormat } from '../language/format.ts'
import { useNeedWords } from '../needs/need-words.ts'
import { pathOf } from '../paths.ts'
import { needsQuery } from '../queries/attention.ts'
import { useNow } from '../stores/clock.ts'
import styles from './beside.module.css'

const most = 4
const tickMs = 15_000

/** The first few things that need a person. */
export function Needs() {
  const { t } = useTranslation('today')
  const format = useFormat()
  const wordsOf = useNeedWords()
  const now = useNow(tickMs)
  const answer = useQuery(needsQuery)
  return (
    <section className={styles.part} aria-labelledby="today-needs">
      <header>
        <h2 id="today-needs">{t('needs.title')}{answer.data !== undefined && answer.data.length > 0 && <span className={styles.count}>{format.number(answer.data.length)}</span>}</h2>
        <Link href={pathOf('needs')}>{t('needs.all')}</Link>
      </header>
      <Loaded answer={answer} rows={2}>
        {(items) => (items.length === 0 ? <p className={styles.none}>{t('needs.none')}</p> : (
          <ul>
            {items.slice(0, most).map((item) => (
              <li key={item.itemId}>
                <Link href={item.orderId === null ? pathOf('needs') : pathOf('orders', item.orderId)} className={styles.row}>
                  <span className={styles.two}>
                    <span>{wordsOf(item).title}</span>
                    <span className={styles.quiet}>{[item.orderNumber === null ? '' : orderNumberText(item.orderNumber), format.span(Math.max(0, now - item.since))].filter((words) => words !== '').join(' · ')}</span>
                  </span>
                </Link>
              </li>
            ))}
            {items.length > most && <li className={styles.quiet}><Link href={pathOf('needs')} className={styles.row}>{t('needs.more', { count: items.length - most })}</Link></li>}
          </ul>
        ))}
      </Loaded>
    </section>
  )
}
