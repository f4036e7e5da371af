import { useTranslation } from 'react-i18next'
import { money } from '../../shared/money.ts'
import { ChartKey } from '../figures/chart/chart-key.tsx'
import { ChartTable } from '../figures/chart/chart-table.tsx'
import { hoursWorthShowing } from '../figures/chart/column.ts'
import { FigureChart } from '../figures/chart/figure-chart.tsx'
import { useFigureFormat } from '../figures/figure-format.ts'
import { useFormat } from '../language/format.ts'
import { useSession } from '../queries/session.ts'

interface Hour {
  readonly hour: number
  readonly grossMinor: number
  readonly payments: number
}

interface HourChartProps {
  /** By the shop's clock, midnight first. */
  readonly hours: readonly Hour[]
  readonly currency: string
  readonly onOpen: (hour: number) => void
}

/** All days of the stretch laid over each other, hour by hour, from the hour with which the business day begins. */
export function HourChart({ hours, currency, onOpen }: HourChartProps) {
  const { t } = useTranslation(['statistics', 'figures', 'today'])
  const format = useFormat()
  const figureFormat = useFigureFormat()
  const { shop } = useSession()
  const shown = hoursWorthShowing([...hours.slice(shop.cutoffHour), ...hours.slice(0, shop.cutoffHour)])
  const written = (minor: number): string => format.money(money(minor, currency))
  const columns = shown.map(({ hour, grossMinor, payments }) => ({
    key: String(hour), label: figureFormat.hour(hour), upMinor: grossMinor, downMinor: 0, beforeMinor: null, isUnfinished: false,
    words: t('today:hourPlain', { span: figureFormat.hourSpan(hour), amount: written(grossMinor), payments: format.number(payments), count: payments }),
  }))
  const best = shown.reduce<Hour | null>((most, point) => (point.grossMinor > (most?.grossMinor ?? 0) ? point : most), null)
  const title = t('question.hour')
  return (
    <FigureChart
      title={title} columns={columns} currency={currency} height={180} mostLabels={8} onOpen={(index) => onOpen(shown[index]!.hour)}
      summary={best === null ? t('nothing') : t('bestHour', { span: figureFormat.hourSpan(best.hour) })}
      legend={<ChartKey look="now" label={t('key.hours')} />}
      table={
        <ChartTable
          caption={title} currency={currency} heads={[t('figures:chart.hour'), t('figures:figure.gross'), t('figures:chart.payments')]}
          rows={shown.map(({ hour, grossMinor, payments }) => ({ key: String(hour), label: figureFormat.hourSpan(hour), onOpen: () => onOpen(hour), cells: [{ minor: grossMinor }, { count: payments }] }))}
        />
      }
    />
  )
}
