import { useTranslation } from 'react-i18next'
import type { Period } from '../../shared/contract/periods.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import type { translations } from '../language/translations.ts'
import styles from './period-totals.module.css'

type Book = keyof (typeof translations)['en']['periods']['book']
/** Debit books first, as an accountant reads them. */
const books: readonly Book[] = [
  'sales', 'refunds', 'chargebacks', 'fees', 'adjustments', 'conversion', 'fx-difference', 'rounding', 'written-off', 'unexplained', 'reserve', 'clearing', 'in-transit',
]

/** Before, in the period and at its end, book by book; one table a currency, because currencies are never added. */
export function PeriodTotals({ totals }: { readonly totals: Period['totals'] }) {
  const { t } = useTranslation('periods')
  const currencies = [...new Set(totals.map(({ currency }) => currency))]
  return currencies.map((currency) => (
    <table key={currency} className={styles.totals}>
      <caption>{t('totals.title')}, {t('totals.in', { currency })}</caption>
      <thead>
        <tr><th scope="col">{t('totals.book')}</th><th scope="col">{t('totals.opening')}</th><th scope="col">{t('totals.moved')}</th><th scope="col">{t('totals.closing')}</th></tr>
      </thead>
      <tbody>
        {totals.filter((total) => total.currency === currency).toSorted((a, b) => place(a.book) - place(b.book)).map(({ book, openingMinor, movedMinor, closingMinor }) => {
          const known = books.find((one) => one === book)
          return (
            <tr key={book}>
              <th scope="row">{known === undefined ? book : t(`book.${known}`)}</th>
              {([['opening', openingMinor], ['moved', movedMinor], ['closing', closingMinor]] as const).map(([name, minor]) => <td key={name}><Amount amount={money(minor, currency)} /></td>)}
            </tr>
          )
        })}
      </tbody>
    </table>
  ))
}

const place = (book: string): number => {
  const at = books.findIndex((one) => one === book)
  return at < 0 ? books.length : at
}
