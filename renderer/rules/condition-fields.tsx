import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { MethodKind } from '../../shared/contract/accounts.ts'
import { accountsQuery } from '../queries/accounts.ts'
import { type ConditionDraft, emptyCondition, fieldsFor, opsFor, type RuleDraft } from './rule-draft.ts'
import styles from './rule-editor.module.css'

const mostConditions = 20

/** The conditions of a rule, all of which must hold. */
export function ConditionFields({ draft, onChange }: { readonly draft: RuleDraft; readonly onChange: (changed: Partial<RuleDraft>) => void }) {
  const { t } = useTranslation('rules')
  const { where } = draft
  const put = (index: number, changed: Partial<ConditionDraft>): void => onChange({ where: where.map((one, at) => (at === index ? { ...one, ...changed } : one)) })
  return (
    <fieldset className={styles.conditions}>
      <legend>{t('form.where')}</legend>
      {where.map((condition, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- conditions have no names, and their places are what is edited
        <div key={index} className={styles.condition}>
          <Select
            aria-label={t('form.field')} value={condition.field} data={fieldsFor(draft.purpose, draft.link).map((field) => ({ value: field, label: t(`field.${field}`) }))}
            onChange={(chosen) => {
              const field = fieldsFor(draft.purpose, draft.link).find((one) => one === chosen) ?? condition.field
              put(index, { field, op: opsFor(field).includes(condition.op) ? condition.op : opsFor(field)[0]!, value: '', to: '' })
            }}
          />
          <Select
            aria-label={t('form.op')} value={condition.op} data={opsFor(condition.field).map((op) => ({ value: op, label: t(`op.${op}`) }))}
            onChange={(chosen) => put(index, { op: opsFor(condition.field).find((one) => one === chosen) ?? condition.op })}
          />
          <ValueField condition={condition} onChange={(changed) => put(index, changed)} />
          <ActionIcon variant="subtle" size={32} aria-label={t('form.removeCondition')} onClick={() => onChange({ where: where.filter((_, at) => at !== index) })}><IconX size={16} aria-hidden /></ActionIcon>
        </div>
      ))}
      {where.length < mostConditions && <Button variant="subtle" onClick={() => onChange({ where: [...where, emptyCondition] })}>{t('form.addCondition')}</Button>}
    </fieldset>
  )
}

function ValueField({ condition: { field, op, value, to }, onChange }: { readonly condition: ConditionDraft; readonly onChange: (changed: Partial<ConditionDraft>) => void }) {
  const { t } = useTranslation(['rules', 'words'])
  const { data: accounts = [] } = useQuery(accountsQuery)
  const type = (text: string): void => onChange({ value: text })
  if (op === 'equals' && field === 'account') {
    return <Select aria-label={t('form.value')} value={value === '' ? null : value} data={accounts.map(({ accountId, label }) => ({ value: accountId, label }))} onChange={(one) => type(one ?? '')} />
  }
  if (op === 'equals' && field === 'method') {
    return <Select aria-label={t('form.value')} value={value === '' ? null : value} data={MethodKind.options.map((kind) => ({ value: kind, label: t(`words:method.${kind}`) }))} onChange={(one) => type(one ?? '')} />
  }
  if (op !== 'between') return <TextInput aria-label={t('form.value')} placeholder={op === 'in' ? t('form.inHint') : ''} value={value} maxLength={200} onChange={(event) => type(event.currentTarget.value)} />
  return (
    <div className={styles.range}>
      <TextInput aria-label={t('form.value')} value={value} onChange={(event) => type(event.currentTarget.value)} />
      <TextInput aria-label={t('form.to')} value={to} onChange={(event) => onChange({ to: event.currentTarget.value })} />
    </div>
  )
}
