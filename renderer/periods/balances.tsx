import { IconCheck, IconEqualNot } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AccountBalance } from '../../shared/contract/periods.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import styles from './balances.module.css'

const parts = [
  ['clearing', 'clearingMinor', true], ['unsettled', 'unsettledMinor', false], ['unpaid', 'unpaidLinesMinor', false], ['payoutDifference', 'payoutDifferenceMinor', false],
  ['transit', 'inTransitMinor', true], ['onTheWay', 'payoutsOnTheWayMinor', false],
] as const

/** Where the account's money stands, one column a currency: by the ledger, and below it what the rows make of it. */
export function Balances({ balances }: { readonly balances: readonly AccountBalance[] }) {
  const { t } = useTranslation('periods')
  if (balances.length === 0) return null
  return (
    <section className={styles.balances}>
      <h3>{t('balances.title')}</h3>
      <p>{t('balances.now')}</p>
      <table>
        <thead>
          <tr><th scope="col">{t('balances.currency')}</th>{balances.map(({ currency }) => <th key={currency} scope="col">{currency}</th>)}</tr>
        </thead>
        <tbody>
          {parts.map(([name, field, isLedger]) => (
            <tr key={name} data-ledger={isLedger || undefined}>
              <th scope="row">{t(`balances.${name}`)}</th>
              {balances.map((balance) => <td key={balance.currency}><Amount amount={money(balance[field], balance.currency)} /></td>)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('balances.proof')}</th>
            {balances.map(({ currency, isProved }) => (
              <td key={currency} data-proved={isProved || undefined}>
                {isProved ? <IconCheck size={15} stroke={2.2} aria-hidden /> : <IconEqualNot size={15} stroke={2} aria-hidden />} {t(isProved ? 'balances.proved' : 'balances.notProved')}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
