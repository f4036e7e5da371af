import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ulid } from 'ulid'
import type { Account } from '../../shared/contract/accounts.ts'
import type { CurrencyCode } from '../../shared/currency.ts'
import { money } from '../../shared/money.ts'
import { askPlain, backend, type CallFailure } from '../backend-client.ts'
import { AmountEcho } from '../components/amount-echo.tsx'
import { AmountField } from '../components/amount-field.tsx'
import { FailureNotice } from '../components/page-states.tsx'
import { usePreferences } from '../stores/preferences.ts'
import { changeDraft, useCounterStore } from './counter-store.ts'
import styles from './promise-dialog.module.css'

interface PromiseDialogProps {
  readonly account: Account
  readonly currency: CurrencyCode
  readonly onClose: () => void
}

/** A customer will pay when the channel is back: how much, who, how to reach them. */
export function PromiseDialog({ account, currency, onClose }: PromiseDialogProps) {
  const { t } = useTranslation(['counter', 'words'])
  const store = useCounterStore()
  const till = usePreferences((preferences) => preferences.till)
  const { draft } = store.getState()
  const [minor, setMinor] = useState(draft.minor)
  const [customer, setCustomer] = useState(draft.customer)
  const [contact, setContact] = useState('')
  const [description, setDescription] = useState(draft.description)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const [promiseId] = useState(() => ulid())
  const isReady = minor > 0 && customer.trim() !== ''

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    // Forms nested in the tree bubble to the one around them, which would charge.
    event.stopPropagation()
    if (!isReady) return
    const answer = await askPlain(backend.attention.promise({ promiseId, amount: money(minor, currency), customer, contact, description, accountId: account.accountId, till }))
    if (!answer.ok) return setFailure(answer.failure)
    changeDraft(store, { minor: 0, description: '', customer: '' })
    onClose()
  }

  return (
    <Modal opened onClose={onClose} title={t('promise.title')} size={440} closeButtonProps={{ 'aria-label': t('words:close') }}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <p>{t('promise.what')}</p>
        <div>
          <AmountField label={t('promise.amount')} minor={minor} currency={currency} onChange={setMinor} isFocused={minor === 0} />
          <AmountEcho amount={money(minor, currency)} />
        </div>
        <TextInput label={t('field.customer')} required value={customer} onChange={(event) => setCustomer(event.currentTarget.value)} maxLength={80} {...(minor === 0 ? {} : { 'data-autofocus': true })} />
        <TextInput label={t('promise.contact')} value={contact} onChange={(event) => setContact(event.currentTarget.value)} maxLength={200} />
        <TextInput label={t('field.description')} value={description} onChange={(event) => setDescription(event.currentTarget.value)} maxLength={200} />
        {failure !== null && <FailureNotice failure={failure} />}
        <div className={styles.buttons}>
          <Button onClick={onClose}>{t('words:cancel')}</Button>
          <Button type="submit" variant="filled" disabled={!isReady}>{t('promise.doIt')}</Button>
        </div>
      </form>
    </Modal>
  )
}
