import { SegmentedControl } from '@mantine/core'
import { type MouseEvent, type PointerEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CurrencyCode } from '../../../shared/currency.ts'
import { axisWidth, ColumnChart } from './column-chart.tsx'
import type { Column } from './column.ts'
import styles from './figure-chart.module.css'

interface FigureChartProps {
  /** The question that the chart answers. */
  readonly title: string
  readonly columns: readonly Column[]
  readonly currency: CurrencyCode
  readonly height: number
  readonly mostLabels: number
  /** Said as long as no column is pointed at. */
  readonly summary: string
  readonly legend: ReactNode
  /** The same in a table. */
  readonly table: ReactNode
  /** Pressed or clicked: its rows are wanted. */
  readonly onOpen: (index: number) => void
}

/**
 * A chart with everything that does not need eyes or a mouse: the arrows walk its columns, the column is said in words, Enter
 * opens its rows, and the same stands in a table.
 */
export function FigureChart({ title, columns, currency, height, mostLabels, summary, legend, table, onOpen }: FigureChartProps) {
  const { t } = useTranslation('figures')
  const headId = useId()
  const [isTable, setTable] = useState(false)
  const [active, setActive] = useState<number | null>(null)
  const index = active === null || active >= columns.length ? null : active
  return (
    <section className={styles.chart} aria-labelledby={headId}>
      <header className={styles.head}>
        <h2 id={headId}>{title}</h2>
        <p className={styles.said} data-quiet={index === null || undefined}>{isTable ? '' : index === null ? summary : columns[index]!.words}</p>
        <SegmentedControl
          size="xs" aria-label={t('chart.show', { title })} value={isTable ? 'table' : 'chart'} onChange={(value) => setTable(value === 'table')}
          data={[{ value: 'chart', label: t('chart.chart') }, { value: 'table', label: t('chart.table') }]}
        />
      </header>
      {isTable ? table : (
        <>
          <Plot title={title} columns={columns} index={index} onActive={setActive} onOpen={onOpen}>
            <ColumnChart columns={columns} currency={currency} height={height} activeIndex={index} mostLabels={mostLabels} />
          </Plot>
          <div className={styles.legend}>{legend}</div>
        </>
      )}
    </section>
  )
}

interface PlotProps {
  readonly title: string
  readonly columns: readonly Column[]
  readonly index: number | null
  readonly onActive: (index: number | null) => void
  readonly onOpen: (index: number) => void
  readonly children: ReactNode
}

/** Knows which column the pointer or the arrows are at: a slider over the columns, laid over the drawing and not seen itself. */
function Plot({ title, columns, index, onActive, onOpen, children }: PlotProps) {
  const { t } = useTranslation('figures')
  const last = Math.max(0, columns.length - 1)
  const at = ({ currentTarget, clientX }: PointerEvent<HTMLElement> | MouseEvent<HTMLElement>): number => {
    const { left, width } = currentTarget.getBoundingClientRect()
    return Math.max(0, Math.min(last, Math.floor(((clientX - left) / width) * columns.length)))
  }
  const place = { insetInlineStart: `calc(${axisWidth}px + (100% - ${axisWidth}px) * ${(index ?? 0) / columns.length})`, inlineSize: `calc((100% - ${axisWidth}px) / ${columns.length})` }
  return (
    <div className={styles.plot}>
      {index !== null && <span className={styles.band} style={place} />}
      {children}
      <input
        type="range" className={styles.slider} style={{ insetInlineStart: axisWidth }} min={0} max={last} value={index ?? last} aria-label={t('chart.walk', { title })} aria-valuetext={columns[index ?? last]?.words ?? ''}
        onChange={(event) => onActive(event.currentTarget.valueAsNumber)}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && onActive(index ?? last)}
        onBlur={() => onActive(null)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault() // what opens takes the focus, and would be pressed by the same stroke
          onOpen(index ?? last)
        }}
        onPointerMove={(event) => onActive(at(event))}
        onPointerLeave={() => onActive(null)}
        onClick={(event) => event.detail > 0 && onOpen(at(event))}
      />
    </div>
  )
}
