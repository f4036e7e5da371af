import { useTranslation } from 'react-i18next'
import type { Exception } from '../../shared/contract/reconciliation.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { useFormat } from '../language/format.ts'
import { useAccountLabels } from '../queries/account-labels.ts'
import { type Fact, factsOf } from './exception-facts.ts'
import styles from './exception-facts.module.css'

const payoutStates = ['pending', 'in_transit', 'paid', 'failed', 'cancelled'] as const
const disputeStates = ['needs_response', 'under_review', 'won', 'lost', 'closed'] as const
const methods = ['card', 'unionpay', 'wallet', 'bank', 'pay_later', 'invoice', 'other'] as const

/** What the run knew when it found the exception. */
export function ExceptionFacts({ exception }: { readonly exception: Exception }) {
  const { t } = useTranslation('exceptions')
  const format = useFormat()
  const accountLabel = useAccountLabels()
  const { accountId, day, currency } = exception
  const facts = factsOf(exception)
  return (
    <dl className={styles.facts}>
      {accountId !== null && accountLabel(accountId) !== '' && <div><dt>{t('filter.account')}</dt><dd>{accountLabel(accountId)}</dd></div>}
      {day !== null && <div><dt>{t('fact.day')}</dt><dd>{format.dayLong(day)}</dd></div>}
      {facts.map((fact) => (
        <div key={fact.name}>
          <dt>{t(`fact.${fact.name}`)}</dt>
          <dd><FactValue fact={fact} currency={currency} /></dd>
        </div>
      ))}
    </dl>
  )
}

function FactValue({ fact, currency }: { readonly fact: Fact; readonly currency: string | null }) {
  const { t } = useTranslation(['exceptions', 'words', 'orders'])
  const format = useFormat()
  if (fact.kind === 'amount') return currency === null ? format.number(fact.value) : <Amount amount={money(fact.value, currency)} currency="code" />
  if (fact.kind === 'count') return format.number(fact.value)
  if (fact.kind === 'instant') return format.dateTime(fact.value)
  if (fact.kind === 'day') return format.dayLong(fact.value)
  const method = fact.name === 'method' ? methods.find((one) => one === fact.value) : undefined
  if (method !== undefined) return t(`words:method.${method}`)
  const payoutState = fact.name === 'status' ? payoutStates.find((one) => one === fact.value) : undefined
  if (payoutState !== undefined) return t(`payoutState.${payoutState}`)
  const disputeState = fact.name === 'state' ? disputeStates.find((one) => one === fact.value) : undefined
  return disputeState === undefined ? <span translate="no">{fact.value}</span> : t(`orders:disputeState.${disputeState}`)
}
