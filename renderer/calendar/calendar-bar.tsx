import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Day } from '../../shared/business-day.ts'
import { FilterChip, OneOf } from '../components/filter-chip.tsx'
import { useFigureFormat } from '../figures/figure-format.ts'
import { TestMoney } from '../figures/scope-switches.tsx'
import { accountsQuery } from '../queries/accounts.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import styles from './calendar-bar.module.css'
import type { CalendarView } from './calendar-view.ts'
import { firstDayOf, monthOf, nextMonth, previousMonth } from './month.ts'

interface CalendarBarProps {
  readonly view: CalendarView
  readonly today: Day
  readonly environments: readonly ('test' | 'live')[]
  readonly onChange: (changed: Partial<CalendarView>) => void
}

/** Which month, whose payouts, and how they are laid out. */
export function CalendarBar({ view, today, environments, onChange }: CalendarBarProps) {
  const { t } = useTranslation(['calendar', 'figures'])
  const { month: monthName } = useFigureFormat()
  const { data: all = [] } = useQuery(accountsQuery)
  const accounts = all.filter(({ environment }) => environment === view.environment)
  const go = (month: string): void => onChange({ month, day: null })
  useShortcuts([
    { keys: '[', label: t('earlier'), run: () => go(previousMonth(view.month)) },
    { keys: ']', label: t('later'), run: () => go(nextMonth(view.month)) },
  ])
  return (
    <div className={styles.bar}>
      {view.environment === 'test' && <TestMoney />}
      {environments.length > 1 && (
        <SegmentedControl
          aria-label={t('figures:scope.money')} value={view.environment} onChange={(value) => onChange({ environment: value, accountId: null })}
          data={[{ value: 'live', label: t('figures:scope.live') }, { value: 'test', label: t('figures:scope.test') }]}
        />
      )}
      {accounts.length > 1 && (
        <FilterChip label={t('account')} value={accounts.find(({ accountId }) => accountId === view.accountId)?.label ?? null} onClear={() => onChange({ accountId: null })}>
          {(close) => (
            <OneOf choices={accounts.map(({ accountId, label }) => ({ value: accountId, label }))} onChoose={(accountId) => {
              onChange({ accountId })
              close()
            }} />
          )}
        </FilterChip>
      )}
      <SegmentedControl
        aria-label={t('view.label')} value={view.isList ? 'list' : 'month'} onChange={(value) => onChange({ isList: value === 'list' })}
        data={[{ value: 'month', label: t('view.month') }, { value: 'list', label: t('view.list') }]}
      />
      <span className={styles.month}>
        <ActionIcon variant="default" aria-label={t('earlier')} onClick={() => go(previousMonth(view.month))}><IconChevronLeft size={16} aria-hidden /></ActionIcon>
        <span className={styles.name} aria-live="polite">{monthName(firstDayOf(view.month))}</span>
        <ActionIcon variant="default" aria-label={t('later')} onClick={() => go(nextMonth(view.month))}><IconChevronRight size={16} aria-hidden /></ActionIcon>
      </span>
      <Button disabled={view.month === monthOf(today) && view.day === null} onClick={() => onChange({ month: monthOf(today), day: null })}>{t('today')}</Button>
    </div>
  )
}
