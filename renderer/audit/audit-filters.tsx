import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AuditFilter } from '../../shared/contract/audit.ts'
import { FilterChip, OneOf } from '../components/filter-chip.tsx'
import { useAccountLabels } from '../queries/account-labels.ts'
import { auditChoicesQuery } from '../queries/audit.ts'
import { isFiltering } from './audit-filter.ts'
import styles from './audit-filters.module.css'
import { useActorName, useActWords } from './audit-words.ts'

interface AuditFiltersProps {
  readonly filter: AuditFilter
  readonly onChange: (filter: AuditFilter) => void
}

/** Who and what, in one line. About what is set by links from elsewhere and can be taken off here. */
export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const { t } = useTranslation('audit')
  const wordsOf = useActWords()
  const nameOf = useActorName()
  const labelOf = useAccountLabels()
  const { data: choices = { actors: [], acts: [] } } = useQuery(auditChoicesQuery)
  const people = choices.actors.map(({ actor, name }) => ({ value: actor, label: nameOf(actor, name) }))
  const acts = choices.acts.map((act) => ({ value: act, label: wordsOf(act) })).toSorted((a, b) => a.label.localeCompare(b.label))
  return (
    <search className={styles.bar}>
      <FilterChip label={t('filter.who')} value={filter.actor === null ? null : (people.find(({ value }) => value === filter.actor)?.label ?? filter.actor)} onClear={() => onChange({ ...filter, actor: null })}>
        {(close) => (
          <OneOf choices={people} onChoose={(actor) => {
            onChange({ ...filter, actor })
            close()
          }} />
        )}
      </FilterChip>
      <FilterChip label={t('filter.what')} value={filter.act === null ? null : wordsOf(filter.act)} onClear={() => onChange({ ...filter, act: null })}>
        {(close) => (
          <OneOf choices={acts} onChoose={(act) => {
            onChange({ ...filter, act })
            close()
          }} />
        )}
      </FilterChip>
      {filter.subject !== null && <FilterChip label={t('filter.about')} value={labelOf(filter.subject) || filter.subject} onClear={() => onChange({ ...filter, subject: null })}>{() => null}</FilterChip>}
      {isFiltering(filter) && <Button variant="subtle" onClick={() => onChange({ actor: null, act: null, subject: null })}>{t('filter.clear')}</Button>}
    </search>
  )
}
