import { type CSSProperties, type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WeekHour } from '../../shared/contract/statistics.ts'
import { money } from '../../shared/money.ts'
import { shareBps } from '../figures/change.ts'
import { dayOfWeek, useFigureFormat } from '../figures/figure-format.ts'
import { useFormat } from '../language/format.ts'
import { useSession } from '../queries/session.ts'
import { type WeekCells, weekCellsOf } from './week-cells.ts'
import styles from './week-heat.module.css'

interface WeekHeatProps {
  readonly found: readonly WeekHour[]
  readonly currency: string
  readonly onOpen: (weekday: number, hour: number) => void
}

/** When the week is busiest: a table of weekdays and hours whose tint only repeats what its figures say. The arrows walk it. */
export function WeekHeat({ found, currency, onOpen }: WeekHeatProps) {
  const { t } = useTranslation(['statistics', 'figures'])
  const format = useFormat()
  const { weekday: nameOf, weekdayShort, hour: hourName, hourSpan, brief } = useFigureFormat()
  const { shop } = useSession()
  const headId = useId()
  const { hours, days, best } = weekCellsOf(found, shop.cutoffHour)
  const { table, reached, onReach, onKeyDown } = useWalk(days, best)
  const wordsOf = ({ weekday, hour, grossMinor, payments }: WeekHour): string =>
    t('weekHour', { weekday: nameOf(dayOfWeek(weekday)), span: hourSpan(hour), amount: format.money(money(grossMinor, currency)), payments: format.number(payments), count: payments })
  return (
    <section className={styles.heat} aria-labelledby={headId}>
      <header className={styles.head}>
        <h2 id={headId}>{t('question.week-hour')}</h2>
        <p>{best === null ? t('nothing') : t('bestWeekHour', { weekday: nameOf(dayOfWeek(best.weekday)), span: hourSpan(best.hour), amount: format.money(money(best.grossMinor, currency)) })}</p>
      </header>
      <div className={styles.scroll}>
        <table ref={table} className={styles.table} aria-labelledby={headId} style={{ '--hours': hours.length } as CSSProperties}>
          <thead><tr><th scope="col">{currency}</th>{hours.map((hour) => <th key={hour} scope="col">{hourName(hour)}</th>)}</tr></thead>
          <tbody>
            {days.map(({ weekday, cells }) => (
              <tr key={weekday}>
                <th scope="row"><abbr title={nameOf(dayOfWeek(weekday))}>{weekdayShort(dayOfWeek(weekday))}</abbr></th>
                {cells.map((cell, index) => (
                  <td key={hours[index]}>
                    {cell === null ? <span className={styles.none}>–</span> : (
                      <button
                        type="button" className={styles.cell} data-best={cell === best || undefined} style={tintOf(cell, best)} title={wordsOf(cell)} aria-label={`${brief(cell.grossMinor, currency)} · ${wordsOf(cell)}`}
                        tabIndex={keyOf(cell) === reached ? 0 : -1} data-key={keyOf(cell)} onKeyDown={onKeyDown} onFocus={() => onReach(keyOf(cell))} onClick={() => onOpen(cell.weekday, cell.hour)}
                      >
                        {brief(cell.grossMinor, currency)}
                      </button>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>{t('key.weekHours')}</p>
    </section>
  )
}

const keyOf = ({ weekday, hour }: WeekHour): string => `${weekday} ${hour}`

/** How much of the strongest tint, in per cent. */
const tintOf = (cell: WeekHour, best: WeekHour | null): CSSProperties => ({ '--share': `${shareBps(cell.grossMinor, best?.grossMinor ?? 0) / 100}%` }) as CSSProperties

const steps: Readonly<Record<string, readonly [down: number, right: number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

/** One cell is in the tab order, the arrows go on to the next one with trade in their direction. */
function useWalk(days: WeekCells['days'], best: WeekHour | null) {
  const table = useRef<HTMLTableElement>(null)
  const [last, onReach] = useState<string | null>(null)
  const keys = days.map(({ cells }) => cells.map((cell) => (cell === null ? null : keyOf(cell))))
  const reached = keys.flat().includes(last) && last !== null ? last : best === null ? null : keyOf(best)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = steps[event.key]
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    let row = keys.findIndex((line) => line.includes(reached))
    let column = keys[row]?.indexOf(reached) ?? -1
    do [row, column] = [row + step[0], column + step[1]]
    while (keys[row]?.[column] === null)
    const next = keys[row]?.[column]
    if (next !== undefined) table.current?.querySelector<HTMLButtonElement>(`[data-key="${next}"]`)?.focus()
  }
  return { table, reached, onReach, onKeyDown }
}
