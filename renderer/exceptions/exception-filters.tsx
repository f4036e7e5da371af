import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ExceptionFilter } from '../../shared/contract/reconciliation.ts'
import { FilterChip, FilterSwitch, OneOf } from '../components/filter-chip.tsx'
import { accountsQuery } from '../queries/accounts.ts'
import { useSession } from '../queries/session.ts'
import styles from './exception-filters.module.css'
import { exceptionStates, severities } from './exception-filter.ts'

interface ExceptionFiltersProps {
  readonly filter: ExceptionFilter
  readonly onChange: (filter: ExceptionFilter) => void
}

/** What is looked for, in one line; it stands in the address. */
export function ExceptionFilters({ filter, onChange }: ExceptionFiltersProps) {
  const { t } = useTranslation('exceptions')
  const { people, person } = useSession()
  const { data: accounts = [] } = useQuery(accountsQuery)
  const change = (changed: Partial<ExceptionFilter>): void => onChange({ ...filter, ...changed })
  const isUsualState = filter.states.join(',') === 'open'
  return (
    <search className={styles.bar}>
      <FilterChip label={t('filter.state')} value={isUsualState ? null : filter.states.map((state) => t(`state.${state}`)).join(', ')} onClear={() => change({ states: ['open'] })}>
        {() => (
          <Checkbox.Group
            value={[...filter.states]} aria-label={t('filter.state')}
            onChange={(chosen) => change({ states: chosen.length === 0 ? ['open'] : exceptionStates.filter((state) => chosen.includes(state)) })}
          >
            <div className={styles.boxes}>{exceptionStates.map((state) => <Checkbox key={state} value={state} label={t(`state.${state}`)} />)}</div>
          </Checkbox.Group>
        )}
      </FilterChip>
      <FilterChip label={t('filter.severity')} value={filter.severities.length === 0 ? null : filter.severities.map((severity) => t(`severity.${severity}`)).join(', ')} onClear={() => change({ severities: [] })}>
        {() => (
          <Checkbox.Group value={[...filter.severities]} aria-label={t('filter.severity')} onChange={(chosen) => change({ severities: severities.filter((one) => chosen.includes(one)) })}>
            <div className={styles.boxes}>{severities.map((severity) => <Checkbox key={severity} value={severity} label={t(`severity.${severity}`)} />)}</div>
          </Checkbox.Group>
        )}
      </FilterChip>
      {filter.codes.length > 0 && (
        <FilterChip label={t('filter.code')} value={filter.codes.map((code) => t(`code.${code}.title`)).join(', ')} onClear={() => change({ codes: [] })}>
          {(close) => <OneOf choices={filter.codes.map((code) => ({ value: code, label: t(`code.${code}.title`) }))} onChoose={close} />}
        </FilterChip>
      )}
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
      {people.length > 1 ? (
        <FilterChip label={t('filter.owner')} value={people.find(({ personId }) => personId === filter.owner)?.name ?? null} onClear={() => change({ owner: null })}>
          {(close) => (
            <OneOf choices={people.map(({ personId, name }) => ({ value: personId, label: personId === person.personId ? t('filter.mine') : name }))} onChoose={(owner) => {
              change({ owner })
              close()
            }} />
          )}
        </FilterChip>
      ) : <FilterSwitch label={t('filter.mine')} isOn={filter.owner === person.personId} onChange={(isOn) => change({ owner: isOn ? person.personId : null })} />}
    </search>
  )
}
