import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/contract/accounts.ts'
import { useFormat } from '../language/format.ts'
import styles from './account-facts.module.css'
import { useFieldWords, usePlatformName } from './platform-words.ts'

/** What is known of an account. Keys are never among it. */
export function AccountFacts({ account }: { readonly account: Account }) {
  const { t } = useTranslation('accounts')
  const format = useFormat()
  const nameOf = usePlatformName()
  const wordsOf = useFieldWords(account.platform)
  const isSpokenTo = account.platform !== 'files'
  const facts: readonly (readonly [label: string, value: string | null])[] = [
    [t('fact.platform'), nameOf(account.platform)],
    [t('fact.currency'), !isSpokenTo ? null : account.currency === null ? t('fact.anyCurrency') : `${account.currency}  ${format.currencyName(account.currency)}`],
    [t('fact.connected'), format.dateTime(account.createdAt)],
    [t('fact.address'), account.baseUrl],
    ...Object.entries(account.settings).filter(([, value]) => value !== '').map(([name, value]) => [wordsOf(name).label, wordsOf(name).option(value)] as const),
    [t('fact.complete'), !isSpokenTo ? null : account.feedCompleteUntil === null ? t('fact.notYet') : format.dateTime(account.feedCompleteUntil)],
  ]
  return (
    <section>
      <h3 className={styles.title}>{t('fact.title')}</h3>
      <dl className={styles.facts}>
        {facts.filter(([, value]) => value !== null).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
      </dl>
    </section>
  )
}
