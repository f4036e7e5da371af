import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { useFormat } from '../language/format.ts'
import { pathOf } from '../paths.ts'
import { useAccountLabels } from '../queries/account-labels.ts'
import { summaryQuery } from '../queries/reconciliation.ts'
import styles from './figures.module.css'

/** Accounts that are listed one by one; more are on the settlements page. */
const mostAccounts = 4

/** The three numbers, and what is on the way per account. Each leads to its rows. */
export function Figures() {
  const { t } = useTranslation('reconciliation')
  const format = useFormat()
  const accountLabel = useAccountLabels()
  const { data: summary } = useQuery(summaryQuery)
  if (summary === undefined) return <div className={styles.strip} aria-hidden />
  const { matchedBps, atRisk, oldestDays, openExceptions, stopping, inTransit } = summary
  return (
    <dl className={styles.strip}>
      <Figure name={t('figure.rate')} what={t('figure.rateWhat')} isMain>
        {matchedBps === null ? noFigure : <>{percent(matchedBps, format.locale)}<small>&nbsp;%</small></>}
      </Figure>
      <Figure name={t('figure.risk')} what={<Link href={`${pathOf('exceptions')}?weight=stop`}>{t('figure.riskWhat')}</Link>} size={atRisk.length}>
        {atRisk.length === 0 ? t('figure.riskNone') : atRisk.map(({ currency, minor }) => <div key={currency}><Amount amount={money(minor, currency)} currency="code" /></div>)}
      </Figure>
      <Figure name={t('figure.oldest')} what={openExceptions === 0 ? t('figure.oldestWhat', { count: 0, stopping }) : <Link href={pathOf('exceptions')}>{t('figure.oldestWhat', { count: openExceptions, stopping })}</Link>}>
        {oldestDays === null ? noFigure : t('figure.oldest', { count: oldestDays })}
      </Figure>
      <Figure name={t('figure.transit')} what={t('figure.transitWhat')} size={inTransit.length}>
        {inTransit.length === 0 ? t('figure.transitNone') : inTransit.slice(0, mostAccounts).map(({ accountId, currency, minor }) => (
          <div key={`${accountId} ${currency}`} className={styles.account}>
            {(inTransit.length > 1) && <span>{accountLabel(accountId)}</span>}
            <Amount amount={money(minor, currency)} currency="code" />
          </div>
        ))}
      </Figure>
    </dl>
  )
}

const noFigure = '–'

/** 9987 is "99.87"; never rounded up to a hundred. */
const percent = (bps: number, locale: string): string => {
  const text = `${Math.floor(bps / 100)}.${String(bps % 100).padStart(2, '0')}`
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(text as Intl.StringNumericLiteral)
}

function Figure({ name, what, size = 1, isMain = false, children }: { readonly name: string; readonly what: ReactNode; readonly size?: number; readonly isMain?: boolean; readonly children: ReactNode }) {
  return (
    <div className={styles.figure} data-many={size > 1 || undefined} data-main={isMain || undefined}>
      <dt>{name}</dt>
      <dd className={styles.value}>{children}</dd>
      <dd className={styles.what}>{what}</dd>
    </div>
  )
}
