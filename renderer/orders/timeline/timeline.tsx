import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { localDayOf } from '../../../shared/business-day.ts'
import type { TimelineEntry } from '../../../shared/contract/orders.ts'
import type { CurrencyCode } from '../../../shared/currency.ts'
import { useFormat } from '../../language/format.ts'
import { useNames } from '../../queries/names.ts'
import { useSession } from '../../queries/session.ts'
import { Evidence } from './evidence.tsx'
import { isTechnical, toneOfEntry } from './entry-kinds.ts'
import { useEntryWords } from './entry-words.ts'
import styles from './timeline.module.css'

interface TimelineProps {
  readonly timeline: readonly TimelineEntry[]
  /** Of the order: single entries give minor units only. */
  readonly currency: CurrencyCode
  /** What was said on the wire is for those who may decide. */
  readonly canSeeExchanges: boolean
}

/** Acts, calls and answers in one row of time, oldest first. What only engineers want is folded away. */
export function Timeline({ timeline, currency, canSeeExchanges }: TimelineProps) {
  const { t } = useTranslation('orders')
  const { shop } = useSession()
  const [isAllShown, setAllShown] = useState(false)
  const dayOf = ({ at }: TimelineEntry): string => localDayOf(at, shop.zone)
  const hidden = timeline.filter(isTechnical).length
  const shown = isAllShown ? timeline : timeline.filter((entry) => !isTechnical(entry))
  return (
    <section className={styles.timeline} aria-label={t('timeline.title')}>
      <header>
        <h3>{t('timeline.title')}</h3>
        {hidden > 0 && <button type="button" className={styles.more} aria-pressed={isAllShown} onClick={() => setAllShown(!isAllShown)}>{t(isAllShown ? 'timeline.less' : 'timeline.more', { count: hidden })}</button>}
      </header>
      <ol>
        {shown.map((entry, index) => (
          <Entry key={entry.id} entry={entry} day={dayOf(entry) === (index === 0 ? null : dayOf(shown[index - 1]!)) ? null : dayOf(entry)} currency={currency} canSeeExchanges={canSeeExchanges} />
        ))}
      </ol>
    </section>
  )
}

interface EntryProps {
  readonly entry: TimelineEntry
  /** The first entry of a day names the day. */
  readonly day: string | null
  readonly currency: CurrencyCode
  readonly canSeeExchanges: boolean
}

function Entry({ entry, day, currency, canSeeExchanges }: EntryProps) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const nameOf = useNames()
  const words = useEntryWords(currency)(entry)
  const [isOpen, setOpen] = useState(false)
  return (
    <li className={styles.entry} data-tone={toneOfEntry(entry)} data-technical={isTechnical(entry) || undefined}>
      {day !== null && <p className={styles.day}>{format.dayLong(day)}</p>}
      <time dateTime={new Date(entry.at).toISOString()} title={format.dateTime(entry.at)}>{format.timeExact(entry.at)}</time>
      <div>
        <button type="button" className={styles.words} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <span>{words.title}</span>
          <IconChevronRight size={14} aria-label={t('timeline.evidence')} />
        </button>
        <p className={styles.detail}>{[entry.actor === 'system' || entry.kind === 'exchange' ? '' : nameOf(entry.actor), words.detail].filter((text) => text !== '').join(' · ')}</p>
        {isOpen && <Evidence entry={entry} canSeeExchanges={canSeeExchanges} />}
      </div>
    </li>
  )
}
