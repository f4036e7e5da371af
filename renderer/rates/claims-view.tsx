import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearchParams } from 'wouter'
import { businessDayOf } from '../../shared/business-day.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { CopyButton } from '../components/copy-button.tsx'
import { FilterSwitch } from '../components/filter-chip.tsx'
import { Empty, Loaded } from '../components/page-states.tsx'
import { useFormat } from '../language/format.ts'
import { pathOf } from '../paths.ts'
import { accountsQuery } from '../queries/accounts.ts'
import { claimsQuery, ratesQuery } from '../queries/rates.ts'
import { useSession } from '../queries/session.ts'
import { backendNow } from '../stores/clock.ts'
import { usePreferences } from '../stores/preferences.ts'
import { ClaimTable } from './claim-table.tsx'
import styles from './claims-view.module.css'
import { isMonth, monthAfter } from './month.ts'

/** What was charged against what was agreed, for a month of an account, and the text that claims the difference. */
export function ClaimsView() {
  const { t } = useTranslation('rates')
  const { shop } = useSession()
  const [, goTo] = useLocation()
  const [query] = useSearchParams()
  const { data: accounts = [] } = useQuery(accountsQuery)
  const { data: rates } = useQuery(ratesQuery)
  const thisMonth = businessDayOf(backendNow(), shop).slice(0, 7)
  const wanted = query.get('month')
  const month = isMonth(wanted) ? wanted : thisMonth
  const account = accounts.find(({ accountId }) => accountId === query.get('account')) ?? accounts[0]
  const show = (accountId: string, nextMonth: string): void => goTo(`${pathOf('rates', 'claims')}?account=${accountId}&month=${nextMonth}`, { replace: true })
  if (account === undefined) return <Empty title={t('claims.none')}>{t('claims.noRates')}</Empty>
  return (
    <>
      <search className={styles.bar}>
        <span className={styles.month}>
          <ActionIcon variant="default" size={32} aria-label={t('claims.previous')} onClick={() => show(account.accountId, monthAfter(month, -1))}><IconChevronLeft size={16} aria-hidden /></ActionIcon>
          <MonthName month={month} />
          <ActionIcon variant="default" size={32} aria-label={t('claims.next')} disabled={month >= thisMonth} onClick={() => show(account.accountId, monthAfter(month, 1))}><IconChevronRight size={16} aria-hidden /></ActionIcon>
        </span>
        {accounts.length > 1 && accounts.map(({ accountId, label }) => <FilterSwitch key={accountId} label={label} isOn={accountId === account.accountId} onChange={() => show(accountId, month)} />)}
      </search>
      <Claims accountId={account.accountId} month={month} hasRates={rates === undefined || rates.some(({ accountId }) => accountId === account.accountId)} />
    </>
  )
}

function MonthName({ month }: { readonly month: string }) {
  const { locale } = useFormat()
  return <strong>{new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(Date.parse(`${month}-01T00:00:00Z`))}</strong>
}

function Claims({ accountId, month, hasRates }: { readonly accountId: string; readonly month: string; readonly hasRates: boolean }) {
  const { t } = useTranslation('rates')
  const { locale } = useFormat()
  const language = usePreferences((preferences) => preferences.language)
  const answer = useQuery({ ...claimsQuery(accountId, month, language), placeholderData: keepPreviousData })
  const monthName = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(Date.parse(`${month}-01T00:00:00Z`))
  return (
    <Loaded answer={answer} rows={8}>
      {(found) => (!found.ok || found.value.claims.length === 0 ? (
        <Empty title={t('claims.none')}>{hasRates ? t('claims.noneWhat', { month: monthName }) : t('claims.noRates')}</Empty>
      ) : (
        <div className={styles.split}>
          <div className={styles.left}>
            <Totals totals={found.value.totals} />
            <ClaimTable claims={found.value.claims} />
            {found.value.more > 0 && <p className={styles.quiet}>{t('claims.more', { count: found.value.more })}</p>}
          </div>
          <section className={styles.text} aria-labelledby="claim-text">
            <header>
              <h2 id="claim-text">{t('claims.text')}</h2>
              <CopyButton text={found.value.text} label={t('claims.copy')} variant="filled" />
            </header>
            <p className={styles.quiet}>{t('claims.textWhat')}</p>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long letter is scrolled by keys as well */}
            <pre tabIndex={0}>{found.value.text}</pre>
          </section>
        </div>
      ))}
    </Loaded>
  )
}

function Totals({ totals }: { readonly totals: readonly { readonly currency: string; readonly lines: number; readonly overMinor: number; readonly underMinor: number }[] }) {
  const { t } = useTranslation('rates')
  return totals.map(({ currency, lines, overMinor, underMinor }) => (
    <dl key={currency} className={styles.totals}>
      <div><dt>{t('claims.over')}</dt><dd><Amount amount={money(overMinor, currency)} currency="code" /></dd></div>
      <div><dt>{t('claims.under')}</dt><dd><Amount amount={money(underMinor, currency)} currency="code" /></dd></div>
      <div><dt>{t('claims.difference')}</dt><dd>{t('claims.lines', { count: lines })}</dd></div>
    </dl>
  ))
}
