import { useTranslation } from 'react-i18next'
import { daysBetween, type Day } from '../../shared/business-day.ts'
import type { DayPoint } from '../../shared/contract/statistics.ts'
import { money } from '../../shared/money.ts'
import { ChartKey } from '../figures/chart/chart-key.tsx'
import { ChartTable } from '../figures/chart/chart-table.tsx'
import { bucketSizeOf, bucketsOf, type Bucket } from '../figures/chart/column.ts'
import { FigureChart } from '../figures/chart/figure-chart.tsx'
import { useFigureFormat } from '../figures/figure-format.ts'
import { useFormat } from '../language/format.ts'

interface DayChartProps {
  readonly points: readonly DayPoint[]
  /** As many days, earlier. */
  readonly comparison: readonly DayPoint[]
  readonly currency: string
  readonly today: Day
  readonly onOpen: (from: Day, to: Day) => void
}

/** The takings day by day, refunds below the line, the days before behind; weeks or months when there are too many days. */
export function DayChart({ points, comparison, currency, today, onOpen }: DayChartProps) {
  const { t } = useTranslation(['statistics', 'figures'])
  const format = useFormat()
  const figureFormat = useFigureFormat()
  const first = points[0]
  if (first === undefined) return null
  const size = bucketSizeOf(daysBetween(first.day, points.at(-1)!.day) + 1)
  const buckets = bucketsOf(points, comparison, size)
  const written = (minor: number): string => format.money(money(minor, currency))
  const nameOf = ({ from, to }: Bucket): string => (size === 'month' ? figureFormat.month(from) : from === to ? format.dayLong(from) : figureFormat.dayRange(from, to))
  const columns = buckets.map((bucket) => ({
    key: bucket.from, label: size === 'month' ? figureFormat.month(bucket.from) : format.day(bucket.from), upMinor: bucket.grossMinor, downMinor: bucket.refundsMinor, beforeMinor: bucket.beforeMinor,
    isUnfinished: bucket.to >= today,
    words: t('day', {
      day: nameOf(bucket), gross: written(bucket.grossMinor), refunds: written(bucket.refundsMinor), net: written(bucket.grossMinor - bucket.refundsMinor), before: written(bucket.beforeMinor),
    }),
  }))
  const best = buckets.reduce<Bucket | null>((most, bucket) => (bucket.grossMinor > (most?.grossMinor ?? 0) ? bucket : most), null)
  const title = t(`question.${size}`)
  return (
    <FigureChart
      title={title} columns={columns} currency={currency} height={220} mostLabels={size === 'month' ? 8 : 12} onOpen={(index) => onOpen(buckets[index]!.from, buckets[index]!.to)}
      summary={best === null ? t('nothing') : t('best', { day: nameOf(best), amount: written(best.grossMinor) })}
      legend={<>
        <ChartKey look="now" label={t('figures:figure.gross')} />
        {buckets.some(({ refundsMinor }) => refundsMinor !== 0) && <ChartKey look="below" label={t('figures:figure.refunds')} />}
        {buckets.some(({ beforeMinor }) => (beforeMinor ?? 0) > 0) && <ChartKey look="behind" label={t('key.before')} />}
        {columns.some(({ isUnfinished }) => isUnfinished) && <ChartKey look="unfinished" label={t('key.unfinished')} />}
      </>}
      table={
        <ChartTable
          caption={title} currency={currency}
          heads={[t(`figures:chart.${size}`), t('figures:figure.gross'), t('figures:figure.refunds'), t('figures:figure.net'), t('figures:chart.payments'), t('figures:chart.before')]}
          rows={buckets.map((bucket) => ({
            key: bucket.from, label: nameOf(bucket), onOpen: () => onOpen(bucket.from, bucket.to),
            cells: [{ minor: bucket.grossMinor }, { minor: -bucket.refundsMinor }, { minor: bucket.grossMinor - bucket.refundsMinor }, { count: bucket.payments }, { minor: bucket.beforeMinor }],
          }))}
        />
      }
    />
  )
}
