import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { bookedRests } from '../reconciliation/open/hand-match.ts'
import { ConditionFields } from './condition-fields.tsx'
import { linkFor, purposes, type RuleDraft } from './rule-draft.ts'
import styles from './rule-editor.module.css'
import { WindowFields } from './window-fields.tsx'

/** The form of a rule: what it is for decides what else is asked. */
export function RuleFields({ draft, onChange }: { readonly draft: RuleDraft; readonly onChange: (changed: Partial<RuleDraft>) => void }) {
  const { t } = useTranslation(['rules', 'reconciliation'])
  const { purpose } = draft
  return (
    <>
      <TextInput label={t('form.name')} value={draft.name} maxLength={200} ref={focusOnce} onChange={(event) => onChange({ name: event.currentTarget.value })} />
      <fieldset className={styles.purposes}>
        <legend>{t('form.purpose')}</legend>
        {purposes.map((one) => (
          <label key={one}>
            <input type="radio" name="purpose" checked={purpose === one} onChange={() => onChange({ purpose: one, link: linkFor(one, draft.link) })} />
            <strong>{t(`purpose.${one}`)}</strong>
          </label>
        ))}
      </fieldset>
      <p className={styles.hint}>{t(`purposeWhat.${purpose}`)}</p>
      <ConditionFields draft={draft} onChange={onChange} />
      {purpose === 'aside' && <TextInput label={t('form.reason')} placeholder={t('form.reasonHint')} value={draft.reason} maxLength={200} onChange={(event) => onChange({ reason: event.currentTarget.value })} />}
      {purpose === 'tolerance' && <ToleranceFields draft={draft} onChange={onChange} />}
      {(purpose === 'sender' || purpose === 'time') && (
        <Select
          label={t('form.act')} value={draft.act} data={[{ value: 'propose', label: t('form.actPropose') }, { value: 'auto', label: t('form.actAuto') }]}
          onChange={(act) => onChange({ act: act === 'auto' ? 'auto' : 'propose' })}
        />
      )}
      {purpose !== 'aside' && draft.act === 'propose' && (
        <Select
          label={t('form.unique')} value={draft.requireUnique} data={[{ value: 'both', label: t('form.uniqueBoth') }, { value: 'one', label: t('form.uniqueOne') }]}
          onChange={(one) => onChange({ requireUnique: one === 'one' ? 'one' : 'both' })}
        />
      )}
      {purpose !== 'aside' && <WindowFields window={draft.window} onChange={(window) => onChange({ window })} />}
      <TextInput
        label={t('form.order')} description={t('form.orderWhat')} inputMode="numeric" value={String(draft.order)}
        onChange={(event) => /^\d{0,4}$/u.test(event.currentTarget.value) && onChange({ order: Number.parseInt(event.currentTarget.value || '0', 10) })}
      />
    </>
  )
}

function ToleranceFields({ draft, onChange }: { readonly draft: RuleDraft; readonly onChange: (changed: Partial<RuleDraft>) => void }) {
  const { t } = useTranslation(['rules', 'reconciliation'])
  return (
    <>
      <SegmentedControl
        aria-label={t('form.link')} value={draft.link} data={[{ value: 'L4', label: t('sentence.pairs.L4') }, { value: 'L1', label: t('sentence.pairs.L1') }]}
        onChange={(link) => onChange({ link: link === 'L1' ? 'L1' : 'L4' })}
      />
      <div className={styles.pair}>
        <TextInput label={t('form.limit')} inputMode="numeric" value={draft.limit} onChange={(event) => onChange({ limit: event.currentTarget.value })} />
        <TextInput label={t('form.perMille')} inputMode="numeric" value={draft.perMille} onChange={(event) => onChange({ perMille: event.currentTarget.value })} />
      </div>
      <p className={styles.hint}>{t('form.limitUnits')}</p>
      <Select
        label={t('form.difference')} value={draft.difference} data={bookedRests.map((one) => ({ value: one, label: t(`reconciliation:reason.${one}`) }))}
        onChange={(one) => onChange({ difference: bookedRests.find((known) => known === one) ?? 'rounding' })}
      />
    </>
  )
}

const focusOnce = (field: HTMLInputElement | null): void => {
  if (field !== null && field.value === '' && document.activeElement === document.body) field.focus()
}
