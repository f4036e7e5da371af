import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { daysBetween, type Day } from '../../shared/business-day.ts'
import type { DayPoint, FigureName, Figures, FigureSlice } from '../../shared/contract/statistics.ts'
import { Empty, Loaded } from '../components/page-states.tsx'
import { Perforation } from '../components/perforation.tsx'
import type { OpenedRows } from '../figures/opened-rows.ts'
import { byDayQuery, byHourQuery, byMethodQuery, byWeekHourQuery, figuresQuery, type FigureRange } from '../queries/figures.ts'
import { Counts } from './counts.tsx'
import { DayChart } from './day-chart.tsx'
import { HourChart } from './hour-chart.tsx'
import { MethodShares } from './method-shares.tsx'
import { StretchAnswer } from './stretch-answer.tsx'
import { SumStrip } from './sum-strip.tsx'
import { WeekHeat } from './week-heat.tsx'
import styles from './statistics-sheet.module.css'

interface StatisticsSheetProps {
  readonly range: FigureRange
  readonly today: Day
  readonly onOpen: (rows: OpenedRows) => void
}

interface Compared {
  readonly figures: Figures
  readonly comparison: Figures
}

/** The answer, the sum that leads to the bank, then one question after the other, each with a chart. */
export function StatisticsSheet({ range, today, onOpen }: StatisticsSheetProps) {
  const { t } = useTranslation('statistics')
  const { from, to, currency } = range
  const sums = useQuery({ ...figuresQuery(range), placeholderData: keepPreviousData })
  const days = useQuery({ ...byDayQuery(range), placeholderData: keepPreviousData })
  const hours = useQuery({ ...byHourQuery(range), placeholderData: keepPreviousData })
  const methods = useQuery({ ...byMethodQuery(range), placeholderData: keepPreviousData })
  // Of less than a week it would say the same as the hours of its days.
  const hasWeek = daysBetween(from, to) + 1 >= 7
  const week = useQuery({ ...byWeekHourQuery(range), placeholderData: keepPreviousData, enabled: hasWeek })
  const openFigure = (figure: FigureName): void => onOpen({ figure, from, to, slice: null })
  const openSlice = (slice: FigureSlice): void => onOpen({ figure: 'gross', from, to, slice })
  const isBare = sums.data !== undefined && isEmpty(sums.data.figures) && isEmpty(sums.data.comparison)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
    <div className={styles.sheet} tabIndex={0}>
      <Loaded answer={sums} rows={4}>
        {(compared: Compared) => (
          <>
            <StretchAnswer {...compared} range={range} isToday={to >= today} onOpen={() => openFigure('gross')} />
            <SumStrip {...compared} isCompared={!isEmpty(compared.comparison)} currency={currency} onOpen={openFigure} />
            <Perforation />
            {isBare ? <Empty title={t('nothing')}>{t('nothingWhat')}</Empty> : <Counts {...compared} isCompared={!isEmpty(compared.comparison)} currency={currency} />}
          </>
        )}
      </Loaded>
      {!isBare && (
        <>
          <Loaded answer={days} rows={6}>
            {(found: { points: DayPoint[]; comparison: DayPoint[] }) => <DayChart {...found} currency={currency} today={today} onOpen={(first, last) => onOpen({ figure: 'gross', from: first, to: last, slice: null })} />}
          </Loaded>
          <div className={styles.two}>
            <Loaded answer={hours} rows={6}>
              {(found) => <HourChart hours={found} currency={currency} onOpen={(hour) => openSlice({ hour, weekday: null, methodKind: null, accountId: null })} />}
            </Loaded>
            <Loaded answer={methods} rows={6}>
              {(found) => <MethodShares shares={found} currency={currency} onOpen={(methodKind, accountId) => openSlice({ hour: null, weekday: null, methodKind, accountId })} />}
            </Loaded>
          </div>
          {hasWeek && (
            <Loaded answer={week} rows={8}>
              {(found) => <WeekHeat found={found} currency={currency} onOpen={(weekday, hour) => openSlice({ hour, weekday, methodKind: null, accountId: null })} />}
            </Loaded>
          )}
        </>
      )}
    </div>
  )
}

const isEmpty = ({ orders, payments, refunds, feesMinor, chargebacksMinor }: Figures): boolean => orders === 0 && payments === 0 && refunds === 0 && feesMinor === 0 && chargebacksMinor === 0
