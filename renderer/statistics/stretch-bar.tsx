import { ActionIcon, SegmentedControl } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Day } from '../../shared/business-day.ts'
import { FilterChip } from '../components/filter-chip.tsx'
import { useFigureFormat } from '../figures/figure-format.ts'
import { useFormat } from '../language/format.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import { presets, shifted, stretchOfPreset, type Preset, type Stretch } from './stretch.ts'
import styles from './stretch-bar.module.css'

interface StretchBarProps {
  readonly stretch: Stretch
  readonly today: Day
  readonly onChange: (stretch: Stretch) => void
}

/** Which days: the usual stretches, any other by hand, and one step back or forth. */
export function StretchBar({ stretch, today, onChange }: StretchBarProps) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  const { dayRange } = useFigureFormat()
  const isNewest = stretch.to >= today
  const step = (by: -1 | 1): void => {
    if (by < 0 || !isNewest) onChange(shifted(stretch, by))
  }
  useShortcuts([
    { keys: '[', label: t('stretch.earlier'), run: () => step(-1) },
    { keys: ']', label: t('stretch.later'), run: () => step(1) },
  ])
  return (
    <div className={styles.bar}>
      <SegmentedControl
        aria-label={t('stretch.label')} value={stretch.preset ?? 'own'} onChange={(value) => value !== 'own' && onChange(stretchOfPreset(value as Preset, today))}
        data={[...presets.map((preset) => ({ value: preset as string, label: t(`stretch.${preset}`) })), ...(stretch.preset === null ? [{ value: 'own', label: t('stretch.own') }] : [])]}
      />
      <span className={styles.steps}>
        <ActionIcon variant="default" aria-label={t('stretch.earlier')} onClick={() => step(-1)}><IconChevronLeft size={16} aria-hidden /></ActionIcon>
        <ActionIcon variant="default" aria-label={t('stretch.later')} disabled={isNewest} onClick={() => step(1)}><IconChevronRight size={16} aria-hidden /></ActionIcon>
      </span>
      <FilterChip label={t('stretch.days')} value={stretch.from === stretch.to ? format.dayLong(stretch.from) : dayRange(stretch.from, stretch.to)} onClear={null}>
        {(close) => (
          <DatePicker
            type="range" allowSingleDateInRange maxDate={today} defaultDate={stretch.to} defaultValue={[stretch.from, stretch.to]}
            onChange={([from, to]) => {
              if (from === null || to === null) return
              onChange({ preset: null, from, to })
              close()
            }}
          />
        )}
      </FilterChip>
    </div>
  )
}
