import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { FigureRow } from '../../shared/contract/statistics.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { orderNumberText } from '../components/order-number.ts'
import { useFormat } from '../language/format.ts'
import { pathOf } from '../paths.ts'
import { useFigureFormat } from './figure-format.ts'
import { useFactWords } from './fact-words.ts'
import styles from './rows-panel.module.css'

interface RowsListProps {
  /** Newest first. */
  readonly rows: readonly FigureRow[]
  readonly currency: string
  /** Pages read; a page may have brought no rows. */
  readonly pages: number
  readonly showsDay: boolean
  /** The end of what is read is near. */
  readonly onEnd: () => void
}

const rowHeight = 40
const nearEnd = 30

/** Only the rows in sight are there. Each is a link to its order; the arrows go from one to the next. */
export function RowsList({ rows, currency, pages, showsDay, onEnd }: RowsListProps) {
  const { t } = useTranslation('figures')
  const box = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- nothing of it is handed on
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 10 })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= rows.length - nearEnd) onEnd()
  }, [last, rows.length, pages, onEnd])
  return (
    <>
      <div className={styles.columns} data-days={showsDay || undefined} aria-hidden>
        <span>{t('rows.time')}</span><span>{t('rows.order')}</span><span>{t('rows.what')}</span><span className={styles.end}>{currency}</span>
      </div>
      <div ref={box} className={styles.box}>
        <ul className={styles.all} aria-label={t('rows.list')} style={{ blockSize: virtual.getTotalSize() }}>
          {items.map((item) => <Row key={rows[item.index]!.factId} row={rows[item.index]!} showsDay={showsDay} start={item.start} />)}
        </ul>
      </div>
    </>
  )
}

function Row({ row, showsDay, start }: { readonly row: FigureRow; readonly showsDay: boolean; readonly start: number }) {
  const format = useFormat()
  const figureFormat = useFigureFormat()
  const wordsOf = useFactWords()
  return (
    <li className={styles.place} style={{ transform: `translateY(${start}px)` }}>
      <Link href={pathOf('orders', row.orderId)} className={styles.row} data-days={showsDay || undefined} onKeyDown={walk}>
        <span className={styles.quiet}>{showsDay && `${figureFormat.dayShort(row.businessDay)} `}{format.time(row.at)}</span>
        <span className={styles.number}>{orderNumberText(row.orderNumber)}</span>
        <span className={styles.cut}>{wordsOf(row)}</span>
        <span className={styles.end}><Amount amount={money(row.minor, row.currency)} /></span>
      </Link>
    </li>
  )
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const links = [...(event.currentTarget.closest('ul')?.querySelectorAll('a') ?? [])]
  links[links.findIndex((link) => link === document.activeElement) + step]?.focus()
  event.preventDefault()
}
