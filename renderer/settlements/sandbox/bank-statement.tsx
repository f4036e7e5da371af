import { Select } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, businessDayOf, isDay } from '../../../shared/business-day.ts'
import { ask, backend } from '../../backend-client.ts'
import { useFormat } from '../../language/format.ts'
import { useSession } from '../../queries/session.ts'
import { backendNow } from '../../stores/clock.ts'
import { OfferButtons } from './offer-buttons.tsx'
import { OfferFailureNotice } from './offer-failure-notice.tsx'
import type { OfferFailure } from './offered-file.ts'
import styles from './sandbox-view.module.css'

/** In which the sandbox keeps accounts, besides the shop's own. */
const currencies = ['EUR', 'USD', 'GBP', 'CNY', 'JPY', 'KWD']
const usualDays = 30

/** The statement of the sandbox's bank for a span of days. */
export function BankStatement({ accountId }: { readonly accountId: string }) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  const { shop } = useSession()
  const today = businessDayOf(backendNow(), shop)
  const [from, setFrom] = useState(addDays(today, -usualDays))
  const [to, setTo] = useState(today)
  const [currency, setCurrency] = useState<string>(shop.currency)
  const [failure, setFailure] = useState<OfferFailure | null>(null)
  const day = (set: (day: string) => void) => (chosen: string | null) => chosen !== null && isDay(chosen) && set(chosen)
  return (
    <section className={styles.part}>
      <header><div><h3>{t('sandbox.statement')}</h3><p>{t('sandbox.statementWhat')}</p></div></header>
      {failure !== null && <OfferFailureNotice failure={failure} />}
      <div className={styles.fields}>
        <DateInput size="sm" label={t('sandbox.from')} value={from} maxDate={to} valueFormat="YYYY-MM-DD" onChange={day(setFrom)} />
        <DateInput size="sm" label={t('sandbox.to')} value={to} minDate={from} valueFormat="YYYY-MM-DD" onChange={day(setTo)} />
      </div>
      <Select
        label={t('question.currencyLabel')} value={currency} onChange={(chosen) => chosen !== null && setCurrency(chosen)}
        data={[...new Set([shop.currency, ...currencies])].map((code) => ({ value: code, label: `${code} ${format.currencyName(code)}` }))}
      />
      <div className={styles.buttons}>
        <OfferButtons accountId={accountId} name={t('sandbox.statement')} offer={() => ask(backend.sandbox.bankStatement({ accountId, from, to, currency }))} onFailure={setFailure} />
      </div>
    </section>
  )
}
