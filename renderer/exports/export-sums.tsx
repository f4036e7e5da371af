import { useTranslation } from 'react-i18next'
import type { Manifest } from '../../shared/contract/exports.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import styles from './export-sums.module.css'

const columns = ['amount', 'captured', 'refunded', 'fee', 'net', 'gross', 'amount_at_stake', 'debit', 'credit'] as const

/** What the columns of the file add up to, each currency by itself. */
export function ExportSums({ manifest: { sums, rows } }: { readonly manifest: Manifest }) {
  const { t } = useTranslation('exports')
  const currencies = [...new Set(sums.map(({ currency }) => currency))]
  const names = [...new Set(sums.map(({ column }) => column))]
  if (rows === 0) return <p className={styles.none}>{t('sums.noRows')}</p>
  if (sums.length === 0) return null
  return (
    <table className={styles.sums}>
      <caption>{t('sums.title')}</caption>
      <thead><tr><th scope="col">{t('sums.column')}</th>{currencies.map((currency) => <th key={currency} scope="col">{currency}</th>)}</tr></thead>
      <tbody>
        {names.map((name) => {
          const known = columns.find((one) => one === name)
          return (
            <tr key={name}>
              <th scope="row">{known === undefined ? name : t(`sums.name.${known}`)}</th>
              {currencies.map((currency) => {
                const sum = sums.find((one) => one.column === name && one.currency === currency)
                return <td key={currency}>{sum !== undefined && <Amount amount={money(sum.minor, currency)} />}</td>
              })}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
