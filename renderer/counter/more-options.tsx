import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/contract/accounts.ts'
import { currencyCodes, type CurrencyCode } from '../../shared/currency.ts'
import { hintOf } from './charge.ts'
import { changeDraft, type Draft, useCounterStore } from './counter-store.ts'
import styles from './more-options.module.css'

interface MoreOptionsProps {
  readonly draft: Draft
  readonly account: Account
  readonly currency: CurrencyCode
}

const usualMinutes = [5, 15, 30, 60, 240, 1_440, 4_320, 10_080]

/** What most sales do not need. */
export function MoreOptions({ draft, account, currency }: MoreOptionsProps) {
  const { t } = useTranslation(['counter', 'words'])
  const store = useCounterStore()
  const { can } = account
  const currencies = account.currency !== null ? [account.currency] : (can.currencies ?? currencyCodes)
  const range = can.expiryMinutes
  const minutes = usualMinutes.filter((value) => range === null || (value >= range.least && value <= range.most))
  const expiryWords = (value: number): string =>
    value < 60 ? t('minutes', { count: value }) : value < 1_440 ? t('hours', { count: value / 60 }) : t('days', { count: value / 1_440 })

  return (
    <div className={styles.options}>
      <TextInput
        label={t('field.customer')} value={draft.customer} maxLength={200} className={styles.wide ?? ''}
        onChange={(event) => changeDraft(store, { customer: event.currentTarget.value })}
      />
      <Textarea
        label={t('field.note')} description={t('field.noteWhat')} value={draft.note} maxLength={2_000} autosize minRows={1} maxRows={4} className={styles.wide ?? ''}
        onChange={(event) => changeDraft(store, { note: event.currentTarget.value })}
      />
      <Select
        label={t('field.method')} value={hintOf(draft, account) ?? ''} onChange={(value) => changeDraft(store, { methodHint: can.methods.find((method) => method === value) ?? null })}
        data={[{ value: '', label: t('field.anyMethod') }, ...can.methods.map((method) => ({ value: method, label: t(`words:method.${method}`) }))]}
      />
      <Select
        label={t('field.expiry')} value={String(draft.expiresInMinutes ?? '')} onChange={(value) => changeDraft(store, { expiresInMinutes: value === null || value === '' ? null : Number(value) })}
        data={[{ value: '', label: t('field.usualExpiry') }, ...minutes.map((value) => ({ value: String(value), label: expiryWords(value) }))]}
      />
      {currencies.length > 1 && (
        <Select label={t('field.currency')} searchable value={currency} onChange={(value) => changeDraft(store, { currency: value })} data={[...currencies]} />
      )}
      {can.captureModes.includes('manual') && (
        <Checkbox
          className={styles.wide ?? ''} checked={draft.captureMode === 'manual'} label={t('field.hold')} description={t('field.holdWhat')}
          onChange={(event) => changeDraft(store, { captureMode: event.currentTarget.checked ? 'manual' : 'automatic' })}
        />
      )}
    </div>
  )
}
