import { useTranslation } from 'react-i18next'
import { localHourOf } from '../../shared/business-day.ts'
import type { TodayHour } from '../../shared/contract/statistics.ts'
import { money } from '../../shared/money.ts'
import { ChartKey } from '../figures/chart/chart-key.tsx'
import { ChartTable } from '../figures/chart/chart-table.tsx'
import { hoursWorthShowing } from '../figures/chart/column.ts'
import { FigureChart } from '../figures/chart/figure-chart.tsx'
import { useFigureFormat } from '../figures/figure-format.ts'
import { useFormat } from '../language/format.ts'
import { useSession } from '../queries/session.ts'
import type { Today } from './today-answer.tsx'

interface TodayHoursProps {
  readonly today: Today
  readonly currency: string
  readonly onOpen: (hour: number) => void
}

/** The takings by the hour; behind each what is usual in it. */
export function TodayHours({ today, currency, onOpen }: TodayHoursProps) {
  const { t } = useTranslation(['today', 'figures'])
  const format = useFormat()
  const figureFormat = useFigureFormat()
  const { shop } = useSession()
  const hours = hoursWorthShowing(today.hours)
  const presentHour = localHourOf(today.at, shop.zone)
  const written = (minor: number): string => format.money(money(minor, currency))
  const wordsOf = ({ hour, grossMinor, payments, usualMinor }: TodayHour): string => {
    const values = { span: figureFormat.hourSpan(hour), amount: written(grossMinor), payments: format.number(payments), count: payments }
    return usualMinor === null ? t('hourPlain', values) : t('hour', { ...values, usual: written(usualMinor) })
  }
  const columns = hours.map((point) => ({
    key: String(point.hour), label: figureFormat.hour(point.hour), words: wordsOf(point), upMinor: point.grossMinor, downMinor: 0, beforeMinor: point.usualMinor,
    isUnfinished: point.hour === presentHour,
  }))
  const best = hours.reduce<TodayHour | null>((most, point) => (point.grossMinor > (most?.grossMinor ?? 0) ? point : most), null)
  const hasUsual = hours.some(({ usualMinor }) => usualMinor !== null)
  const title = t('hours')
  return (
    <FigureChart
      title={title} columns={columns} currency={currency} height={176} mostLabels={14} onOpen={(index) => onOpen(hours[index]!.hour)}
      summary={best === null ? t('noneYet') : t('best', { span: figureFormat.hourSpan(best.hour), amount: written(best.grossMinor) })}
      legend={<>
        <ChartKey look="now" label={t('key.now')} />
        <ChartKey look="unfinished" label={t('key.unfinished')} />
        {hasUsual && <ChartKey look="behind" label={t('key.usual', { weekday: figureFormat.weekday(today.day) })} />}
      </>}
      table={
        <ChartTable
          caption={title} currency={currency} heads={[t('figures:chart.hour'), t('figures:figure.gross'), t('figures:chart.payments'), t('figures:chart.usual')]}
          rows={hours.map((point) => ({
            key: String(point.hour), label: figureFormat.hourSpan(point.hour), onOpen: () => onOpen(point.hour),
            cells: [{ minor: point.grossMinor }, { count: point.payments }, { minor: point.usualMinor }],
          }))}
        />
      }
    />
  )
}
