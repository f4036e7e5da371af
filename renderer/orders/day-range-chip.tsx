import { DatePicker } from '@mantine/dates'
import { useTranslation } from 'react-i18next'
import { addDays, type Day } from '../../shared/business-day.ts'
import { FilterChip, OneOf } from '../components/filter-chip.tsx'
import { useFormat } from '../language/format.ts'
import styles from './day-range-chip.module.css'

interface DayRangeChipProps {
  readonly from: Day | null
  readonly to: Day | null
  /** The present business day. */
  readonly today: Day
  readonly onChange: (from: Day | null, to: Day | null) => void
}

const presets = ['today', 'yesterday', 'week', 'month'] as const
type Preset = (typeof presets)[number]

const rangeOf = (preset: Preset, today: Day): readonly [Day, Day] => {
  if (preset === 'today') return [today, today]
  if (preset === 'yesterday') return [addDays(today, -1), addDays(today, -1)]
  return [addDays(today, preset === 'week' ? -6 : -29), today]
}

/** Business days, not calendar days: a sale at two in the night is found under the evening before. */
export function DayRangeChip({ from, to, today, onChange }: DayRangeChipProps) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const preset = presets.find((one) => rangeOf(one, today)[0] === from && rangeOf(one, today)[1] === to)
  const value =
    preset !== undefined ? t(`filter.${preset}`)
    : from === null && to === null ? null
    : from === to && from !== null ? format.day(from)
    : `${from === null ? '…' : format.day(from)} – ${to === null ? '…' : format.day(to)}`
  return (
    <FilterChip label={t('filter.days')} value={value} onClear={() => onChange(null, null)}>
      {(close) => (
        <div className={styles.choices}>
          <OneOf choices={presets.map((one) => ({ value: one, label: t(`filter.${one}`) }))} onChoose={(chosen) => {
            onChange(...rangeOf(chosen as Preset, today))
            close()
          }} />
          <DatePicker type="range" allowSingleDateInRange maxDate={today} defaultDate={from ?? today} defaultValue={[from, to]} onChange={([first, last]) => {
            if (first === null || last === null) return
            onChange(first, last)
            close()
          }} />
        </div>
      )}
    </FilterChip>
  )
}
