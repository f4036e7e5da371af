import { SegmentedControl } from '@mantine/core'
import { IconCircleCheckFilled, IconX } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { Notice } from '../components/notice.tsx'
import { Empty, Loaded } from '../components/page-states.tsx'
import { Perforation } from '../components/perforation.tsx'
import { useFormat } from '../language/format.ts'
import { figureRowsQuery, type FigureScope } from '../queries/figures.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import { openedTotalQuery } from './opened-total.ts'
import type { OpenedRows } from './opened-rows.ts'
import styles from './rows-panel.module.css'
import { RowsList } from './rows-list.tsx'
import { useOpenedTitle } from './use-opened-title.ts'

interface RowsPanelProps {
  readonly scope: FigureScope
  readonly opened: OpenedRows
  readonly onClose: () => void
  /** Of a whole day or stretch another figure can be asked for. */
  readonly onChange: (opened: OpenedRows) => void
}

/** Those that are a day's own: what a column of the chart is made of. */
const ofColumn = ['gross', 'refunds', 'net'] as const

/** The rows behind a figure, beside it, and whether they add up to it. */
export function RowsPanel({ scope, opened, onClose, onChange }: RowsPanelProps) {
  const { t } = useTranslation(['figures', 'words'])
  const { figure, slice } = opened
  const range = { ...scope, from: opened.from, to: opened.to }
  const answer = useInfiniteQuery(figureRowsQuery(range, figure, slice))
  const { data: totalMinor } = useQuery(openedTotalQuery(scope, opened))
  const { title, where } = useOpenedTitle()(opened)
  const rows = answer.data?.pages.flatMap((page) => page.rows)
  const close = useRef<HTMLButtonElement>(null)
  useShortcuts([{ keys: 'escape', label: t('rows.close'), run: onClose }])
  useEffect(() => {
    const before = document.activeElement
    close.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])

  return (
    <aside className={styles.panel} aria-label={t('rows.title', { title })}>
      <button ref={close} type="button" className={styles.close} aria-label={t('words:close')} onClick={onClose}><IconX size={18} aria-hidden /></button>
      <header className={styles.head}>
        <h2>{title}</h2>
        <p>{where}</p>
        <p className={styles.total}>{totalMinor === undefined ? '\u00a0' : <Amount amount={money(totalMinor, scope.currency)} currency="code" />}</p>
        {slice === null && ofColumn.some((name) => name === figure) && (
          <SegmentedControl
            size="xs" aria-label={t('rows.figure')} value={figure} onChange={(value) => onChange({ ...opened, figure: value })}
            data={ofColumn.map((name) => ({ value: name, label: t(`figure.${name}`) }))}
          />
        )}
      </header>
      <Perforation />
      <Loaded answer={{ ...answer, data: rows }} rows={8}>
        {(found) => (found.length === 0 && !answer.hasNextPage ? <Empty title={t('rows.none')} /> : (
          <RowsList
            rows={found} currency={scope.currency} pages={answer.data?.pages.length ?? 0} showsDay={opened.from !== opened.to}
            onEnd={() => {
              if (answer.hasNextPage && !answer.isFetchingNextPage) void answer.fetchNextPage()
            }}
          />
        ))}
      </Loaded>
      {rows !== undefined && totalMinor !== undefined && <Proof count={rows.length} sumMinor={rows.reduce((sum, { minor }) => sum + minor, 0)} totalMinor={totalMinor} isAll={!answer.hasNextPage} isReading={answer.isFetching} currency={scope.currency} />}
    </aside>
  )
}

interface ProofProps {
  readonly count: number
  readonly sumMinor: number
  readonly totalMinor: number
  /** No further rows are left to be read. */
  readonly isAll: boolean
  readonly isReading: boolean
  readonly currency: string
}

/** Under the rows: their sum, and the stamp when it is the figure. */
function Proof({ count, sumMinor, totalMinor, isAll, isReading, currency }: ProofProps) {
  const { t } = useTranslation('figures')
  const format = useFormat()
  const sum = format.money(money(sumMinor, currency))
  if (isAll && sumMinor !== totalMinor && !isReading) {
    return <Notice tone="wrong" title={t('rows.differ', { sum, figure: format.money(money(totalMinor, currency)) })}>{t('rows.differWhat')}</Notice>
  }
  return (
    <footer className={styles.proof} data-all={isAll || undefined}>
      {isAll && <IconCircleCheckFilled size={16} aria-hidden />}
      <span>{t(isAll ? 'rows.all' : 'rows.some', { count, number: format.number(count) })}</span>
      <span className={styles.sum}><Amount amount={money(sumMinor, currency)} currency="code" /></span>
    </footer>
  )
}
