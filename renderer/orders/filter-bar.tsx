import { Button, Checkbox, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { businessDayOf } from '../../shared/business-day.ts'
import { useQuery } from '@tanstack/react-query'
import type { OrderFilter } from '../../shared/contract/orders.ts'
import { orderStates } from '../../shared/order-state.ts'
import { FilterChip, FilterSwitch, OneOf } from '../components/filter-chip.tsx'
import { accountsQuery } from '../queries/accounts.ts'
import { noFilter } from '../queries/orders.ts'
import { useSession } from '../queries/session.ts'
import { backendNow } from '../stores/clock.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import { DayRangeChip } from './day-range-chip.tsx'
import styles from './filter-bar.module.css'
import { isFiltering } from './order-filter.ts'

interface FilterBarProps {
  readonly filter: OrderFilter
  readonly onChange: (filter: OrderFilter) => void
}

/** Search and filters in one line; what is set stands in the address. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  const { t } = useTranslation(['orders', 'words'])
  const { people, shop } = useSession()
  const { data: accounts = [] } = useQuery(accountsQuery)
  const change = (changed: Partial<OrderFilter>): void => onChange({ ...filter, ...changed })
  const states = filter.states.map((state) => t(`words:look.${state}`)).join(', ')
  const today = businessDayOf(backendNow(), shop)

  return (
    <search className={styles.bar}>
      <SearchField typed={filter.search} onSearch={(search) => change({ search })} />
      <FilterChip label={t('filter.state')} value={states === '' ? null : states} onClear={() => change({ states: [] })}>
        {() => (
          <Checkbox.Group value={[...filter.states]} onChange={(chosen) => change({ states: orderStates.filter((state) => chosen.includes(state)) })} aria-label={t('filter.state')}>
            <div className={styles.states}>{orderStates.map((state) => <Checkbox key={state} value={state} label={t(`words:look.${state}`)} />)}</div>
          </Checkbox.Group>
        )}
      </FilterChip>
      <DayRangeChip from={filter.from} to={filter.to} today={today} onChange={(from, to) => change({ from, to })} />
      {accounts.length > 1 && (
        <FilterChip label={t('filter.account')} value={accounts.find(({ accountId }) => accountId === filter.accountId)?.label ?? null} onClear={() => change({ accountId: null })}>
          {(close) => (
            <OneOf choices={accounts.map(({ accountId, label }) => ({ value: accountId, label }))} onChoose={(accountId) => {
              change({ accountId })
              close()
            }} />
          )}
        </FilterChip>
      )}
      {people.length > 1 && (
        <FilterChip label={t('filter.by')} value={people.find(({ personId }) => personId === filter.createdBy)?.name ?? null} onClear={() => change({ createdBy: null })}>
          {(close) => (
            <OneOf choices={people.map(({ personId, name }) => ({ value: personId, label: name }))} onChoose={(createdBy) => {
              change({ createdBy })
              close()
            }} />
          )}
        </FilterChip>
      )}
      <FilterSwitch label={t('filter.flagged')} isOn={filter.onlyFlagged} onChange={(onlyFlagged) => change({ onlyFlagged })} />
      {isFiltering(filter) && <Button variant="subtle" onClick={() => onChange(noFilter)}>{t('filter.clear')}</Button>}
    </search>
  )
}

const pauseMs = 150

/** Searches when the typing pauses. */
function SearchField({ typed, onSearch }: { readonly typed: string; readonly onSearch: (search: string) => void }) {
  const { t } = useTranslation('orders')
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(typed)
  const [known, setKnown] = useState(typed)
  if (known !== typed) {
    // Changed from outside: the filters were cleared, or another address was opened.
    setKnown(typed)
    setText(typed)
  }
  const latest = useRef(onSearch)
  useEffect(() => {
    latest.current = onSearch
  })
  useEffect(() => {
    if (text === typed) return undefined
    const timer = setTimeout(() => {
      setKnown(text)
      latest.current(text)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [text, typed])
  useShortcuts([{ keys: '/', label: t('keys.search'), run: () => field.current?.focus() }])
  return (
    <TextInput
      ref={field} className={styles.search ?? ''} aria-label={t('filter.search')} placeholder={t('filter.searchHint')} leftSection={<IconSearch size={16} stroke={1.8} />}
      value={text} onChange={(event) => setText(event.currentTarget.value)} maxLength={100}
      onKeyDown={(event) => event.key === 'Escape' && (text === '' ? field.current?.blur() : setText(''))}
    />
  )
}
