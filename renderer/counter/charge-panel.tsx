import { Button, TextInput } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/contract/accounts.ts'
import { money } from '../../shared/money.ts'
import { withDigits, withoutLastDigit } from '../components/amount-typing.ts'
import { Keys } from '../components/keys.tsx'
import { useFormat } from '../language/format.ts'
import { useSession } from '../queries/session.ts'
import { useConnection } from '../stores/connection.ts'
import { usePreferences } from '../stores/preferences.ts'
import { isDialogOpen, isTextField } from '../stores/shortcuts.ts'
import { AccountChoice } from './account-choice.tsx'
import { accountOf, charge, currencyOf, wishOf } from './charge.ts'
import { ChargeProblemNotice } from './charge-problem-notice.tsx'
import styles from './charge-panel.module.css'
import { ChannelDown } from './channel-down.tsx'
import { changeDraft, useCounterStore } from './counter-store.ts'
import { Keypad } from './keypad.tsx'
import { MoreOptions } from './more-options.tsx'
import { TillAmount } from './till-amount.tsx'

export function ChargePanel({ accounts }: { readonly accounts: readonly Account[] }) {
  const { t } = useTranslation('counter')
  const format = useFormat()
  const { shop } = useSession()
  const store = useCounterStore()
  const { draft, sending, problem } = store()
  const till = usePreferences((preferences) => preferences.till)
  const isConnected = useConnection(({ status }) => status === 'connected')
  const hasMore = draft.captureMode === 'manual' || draft.customer !== '' || draft.note !== '' || draft.expiresInMinutes !== null || draft.methodHint !== null
  const [isMoreOpen, setMoreOpen] = useState(hasMore)
  const form = useRef<HTMLFormElement>(null)
  const amountField = useRef<HTMLInputElement>(null)
  const account = accountOf(draft, accounts)
  const currency = currencyOf(draft, account, shop)
  const isReady = draft.minor > 0 && account !== null && sending === null && isConnected

  useTypingAnywhere(form, (change) => {
    const { minor } = store.getState().draft
    changeDraft(store, { minor: change(minor) })
  })

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!isReady) return
    amountField.current?.focus() // the next digits are the next sale's
    void charge(store, wishOf(draft, account, currency, till))
  }

  return (
    <form ref={form} className={styles.panel} onSubmit={submit} aria-label={t('charge')}>
      <div className={styles.scrolling} data-more={isMoreOpen || undefined}>
        <TillAmount minor={draft.minor} currency={currency} onChange={(minor) => changeDraft(store, { minor })} field={amountField} />
        <Keypad onDigits={(digits) => changeDraft(store, { minor: withDigits(draft.minor, digits) })} onDelete={() => changeDraft(store, { minor: withoutLastDigit(draft.minor) })} />
        <TextInput
          aria-label={t('field.description')} placeholder={t('field.descriptionHint')} value={draft.description} maxLength={200} size="md"
          onChange={(event) => changeDraft(store, { description: event.currentTarget.value })}
        />
        <AccountChoice accounts={accounts} chosen={account} onChoose={(accountId) => changeDraft(store, { accountId })} />
        {account !== null && account.health.verdict === 'down' && <ChannelDown account={account} accounts={accounts} currency={currency} />}
        <button type="button" className={styles.more} aria-expanded={isMoreOpen} onClick={() => setMoreOpen(!isMoreOpen)}>
          <IconAdjustmentsHorizontal size={16} stroke={1.8} aria-hidden />
          {t(isMoreOpen ? 'less' : 'more')}
        </button>
        {isMoreOpen && account !== null && <MoreOptions draft={draft} account={account} currency={currency} />}
        {problem !== null && <ChargeProblemNotice problem={problem} />}
      </div>
      <Button type="submit" variant="filled" fullWidth className={styles.charge ?? ''} disabled={!isReady} loading={sending?.state === 'under-way'} rightSection={isReady ? <span className={styles.enter}><Keys keys="enter" /></span> : null}>
        {draft.minor === 0 ? t('charge') : t(draft.captureMode === 'manual' ? 'holdAmount' : 'chargeAmount', { amount: format.money(money(draft.minor, currency)) })}
      </Button>
    </form>
  )
}

/** Digits typed while no field has the cursor go into the amount; Enter charges, Escape clears. */
function useTypingAnywhere(form: React.RefObject<HTMLFormElement | null>, change: (how: (minor: number) => number) => void): void {
  const latest = useRef(change)
  useEffect(() => {
    latest.current = change
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTextField(event.target) || isDialogOpen()) return
      if (/^\d$/u.test(event.key)) latest.current((minor) => withDigits(minor, event.key))
      else if (event.key === 'Backspace') latest.current(withoutLastDigit)
      else if (event.key === 'Escape' || event.key === 'Delete') latest.current(() => 0)
      // A button or link that has the cursor keeps its Enter.
      else if (event.key === 'Enter' && !(event.target instanceof HTMLElement && event.target.closest('button, a, [role="option"]') !== null)) form.current?.requestSubmit()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [form])
}
