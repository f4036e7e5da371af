import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/contract/accounts.ts'
import type { CurrencyCode } from '../../shared/currency.ts'
import { Notice } from '../components/notice.tsx'
import { useFormat } from '../language/format.ts'
import { takesOrders } from './charge.ts'
import { changeDraft, useCounterStore } from './counter-store.ts'
import { PromiseDialog } from './promise-dialog.tsx'

interface ChannelDownProps {
  readonly account: Account
  readonly accounts: readonly Account[]
  readonly currency: CurrencyCode
}

/** The chosen account does not answer: another one that does, or a payment promised for later. */
export function ChannelDown({ account, accounts, currency }: ChannelDownProps) {
  const { t } = useTranslation('counter')
  const format = useFormat()
  const store = useCounterStore()
  const [isPromising, setPromising] = useState(false)
  const other = accounts.find((one) => takesOrders(one) && one.accountId !== account.accountId && one.environment === account.environment && one.health.verdict !== 'down')
  const { lastAnswerAt } = account.health
  return (
    <Notice
      tone="wrong" title={t('down.title', { account: account.label })} isUrgent
      actions={
        <>
          {other !== undefined && <Button size="xs" onClick={() => changeDraft(store, { accountId: other.accountId })}>{t('down.use', { account: other.label })}</Button>}
          <Button size="xs" onClick={() => setPromising(true)}>{t('down.promise')}</Button>
        </>
      }
    >
      {lastAnswerAt === null ? t('down.what') : t('down.since', { time: format.time(lastAnswerAt) })}
      {isPromising && <PromiseDialog account={account} currency={currency} onClose={() => setPromising(false)} />}
    </Notice>
  )
}
