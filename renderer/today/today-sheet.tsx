import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Figures } from '../../shared/contract/statistics.ts'
import { Loaded } from '../components/page-states.tsx'
import { Perforation } from '../components/perforation.tsx'
import type { OpenedRows } from '../figures/opened-rows.ts'
import { figuresQuery, todayQuery, type FigureScope } from '../queries/figures.ts'
import { useNow } from '../stores/clock.ts'
import { LatestPayments } from './latest-payments.tsx'
import { TodayAnswer, type Today } from './today-answer.tsx'
import { TodayFigures } from './today-figures.tsx'
import { TodayHours } from './today-hours.tsx'
import styles from './today-sheet.module.css'

interface TodaySheetProps {
  readonly scope: FigureScope
  readonly onOpen: (rows: OpenedRows) => void
}

/** What is usual by now moves with the clock; a step of it makes another question. */
const stepMs = 5 * 60_000
const tickMs = 20_000

/** The stub of the day: above the perforation what came in, below it what became of it. */
export function TodaySheet({ scope, onOpen }: TodaySheetProps) {
  const step = Math.floor(useNow(tickMs) / stepMs)
  const answer = useQuery({ ...todayQuery(scope, step), placeholderData: keepPreviousData })
  return (
    <section className={styles.sheet}>
      <Loaded answer={answer} rows={10}>
        {(today: Today) => {
          const open = (figure: OpenedRows['figure'], slice: OpenedRows['slice'] = null): void => onOpen({ figure, from: today.day, to: today.day, slice })
          return (
            <>
              <TodayAnswer today={today} currency={scope.currency} onOpen={() => open('gross')} />
              <TodayHours today={today} currency={scope.currency} onOpen={(hour) => open('gross', { hour, weekday: null, methodKind: null, accountId: null })} />
              <Perforation />
              <Below scope={scope} today={today} onOpen={open} />
            </>
          )
        }}
      </Loaded>
    </section>
  )
}

interface BelowProps {
  readonly scope: FigureScope
  readonly today: Today
  readonly onOpen: (figure: OpenedRows['figure']) => void
}

function Below({ scope, today, onOpen }: BelowProps) {
  const range = { ...scope, from: today.day, to: today.day }
  const answer = useQuery({ ...figuresQuery(range), placeholderData: keepPreviousData })
  return (
    <>
      <Loaded answer={answer} rows={2}>
        {({ figures }: { figures: Figures }) => <TodayFigures figures={figures} today={today} currency={scope.currency} onOpen={onOpen} />}
      </Loaded>
      <LatestPayments range={range} onAll={() => onOpen('gross')} />
    </>
  )
}
