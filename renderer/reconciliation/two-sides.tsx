import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Item } from '../../shared/contract/reconciliation.ts'
import type { CurrencyCode } from '../../shared/currency.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { Perforation } from '../components/perforation.tsx'
import { useFormat } from '../language/format.ts'
import { pathOf } from '../paths.ts'
import { tracePath } from '../settlements/trace/trace-path.ts'
import { isReason } from './evidence/pass-words.ts'
import { useItemWords } from './item-words.ts'
import styles from './two-sides.module.css'

interface Part {
  readonly side: Item['side']
  readonly subject: string
  readonly minor: number
}

interface TwoSidesProps {
  readonly left: readonly Part[]
  readonly right: readonly Part[]
  readonly differences: readonly { readonly reason: string; readonly minor: number }[]
  readonly currency: CurrencyCode
  readonly items: readonly Item[]
}

/** As a stub: above the perforation what we expect, below it what the other side says, and what differs. */
export function TwoSides({ left, right, differences, currency, items }: TwoSidesProps) {
  const { t } = useTranslation('reconciliation')
  return (
    <div className={styles.stub}>
      <Side parts={left} currency={currency} items={items} />
      <Perforation />
      <Side parts={right} currency={currency} items={items} />
      {differences.length > 0 && (
        <dl className={styles.differences}>
          {differences.map(({ reason, minor }) => (
            <div key={reason}><dt>{t('evidence.difference')}: {isReason(reason) ? t(`reason.${reason}`) : reason}</dt><dd><Amount amount={money(minor, currency)} isSigned currency="code" /></dd></div>
          ))}
        </dl>
      )}
    </div>
  )
}

/** Items of one side that are listed; the others are counted. */
export const mostListed = 30

function Side({ parts, currency, items }: { readonly parts: readonly Part[]; readonly currency: CurrencyCode; readonly items: readonly Item[] }) {
  const { t } = useTranslation(['reconciliation', 'exceptions'])
  const sum = parts.reduce((total, { minor }) => total + minor, 0)
  return (
    <section className={styles.side}>
      <h3>{parts[0] === undefined ? '' : t(`sides.${parts[0].side}`)}</h3>
      <ul>{parts.slice(0, mostListed).map((part) => <PartRow key={`${part.side} ${part.subject}`} part={part} currency={currency} item={items.find(({ side, subject }) => side === part.side && subject === part.subject)} />)}</ul>
      {parts.length > mostListed && <p className={styles.quiet}>{t('exceptions:moreOf', { count: parts.length - mostListed })}</p>}
      {parts.length > 1 && <p className={styles.sum}><Amount amount={money(sum, currency)} currency="code" /></p>}
    </section>
  )
}

function PartRow({ part, currency, item }: { readonly part: Part; readonly currency: CurrencyCode; readonly item: Item | undefined }) {
  const { t } = useTranslation(['reconciliation', 'exceptions'])
  const format = useFormat()
  const wordsOf = useItemWords()
  if (item === undefined) return <li className={styles.part}><span>{part.subject}</span><Amount amount={money(part.minor, currency)} currency="code" /></li>
  const { title, rest } = wordsOf(item)
  const place = item.fileName === null ? '' : t('exceptions:rowAt', { file: item.fileName, line: item.sourceLine })
  const traced = part.side === 'payment' ? (item.orderId === null ? null : tracePath('order', item.orderId)) : tracePath(part.side === 'settlement_line' ? 'line' : part.side === 'bank_line' ? 'bank-line' : 'payout', part.subject)
  const href = part.side === 'payout' ? pathOf('settlements', part.subject) : part.side === 'payment' && item.orderId !== null ? pathOf('orders', item.orderId) : null
  return (
    <li className={styles.part}>
      <span className={styles.title} translate="no">{href === null ? title : <Link href={href}>{title}</Link>}</span>
      <span className={styles.amount}><Amount amount={money(part.minor, currency)} currency="code" /></span>
      <span className={styles.quiet} translate="no">{[item.day === null ? '' : format.dayLong(item.day), rest, place].filter((words) => words !== '').join(' · ')}</span>
      {traced !== null && <Link href={traced} className={styles.trace ?? ''}>{t('trace')}</Link>}
    </li>
  )
}
