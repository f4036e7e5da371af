import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Claim } from '../../shared/contract/rates.ts'
import { Amount } from '../components/amount.tsx'
import { orderNumberText } from '../components/order-number.ts'
import { useFormat } from '../language/format.ts'
import { tracePath } from '../settlements/trace/trace-path.ts'
import styles from './claim-table.module.css'

/** Every line that differs, one table a currency. The difference is what was charged too much. */
export function ClaimTable({ claims }: { readonly claims: readonly Claim[] }) {
  const { t } = useTranslation(['rates', 'exceptions'])
  const format = useFormat()
  const currencies = [...new Set(claims.map(({ gross }) => gross.currency))]
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keys as well
    <section className={styles.frame} tabIndex={0} aria-label={t('claims.label')}>
      {currencies.map((currency) => (
        <table key={currency} className={styles.table}>
          {currencies.length > 1 && <caption>{t('claims.in', { currency })}</caption>}
          <thead>
            <tr>
              <th scope="col">{t('claims.day')}</th>
              <th scope="col">{t('claims.reference')}</th>
              <th scope="col" className={styles.end}>{t('claims.gross')}</th>
              <th scope="col" className={styles.end}>{t('claims.charged')}</th>
              <th scope="col" className={styles.end}>{t('claims.agreed')}</th>
              <th scope="col" className={styles.end}>{currencies.length === 1 ? t('claims.differenceIn', { currency }) : t('claims.difference')}</th>
            </tr>
          </thead>
          <tbody>
            {claims.filter(({ gross }) => gross.currency === currency).map((claim) => (
              <tr key={`${claim.lineId} ${claim.kind}`}>
                <td className={styles.quiet}>{claim.occurredOn === null ? '' : format.day(claim.occurredOn)}</td>
                <td title={t('exceptions:rowAt', { file: claim.fileName, line: claim.sourceLine })}>
                  <Link href={tracePath('line', claim.lineId)}>{claim.orderNumber === null ? claim.reference : t('exceptions:about.order', { number: orderNumberText(claim.orderNumber) })}</Link>
                  {claim.kind === 'fee_return' && <span className={styles.quiet}> {t('kind.fee_return')}</span>}
                </td>
                <td className={styles.end}><Amount amount={claim.gross} /></td>
                <td className={styles.end}><Amount amount={claim.charged} /></td>
                <td className={styles.end}><Amount amount={claim.agreed} /></td>
                <td className={`${styles.end} ${styles.difference}`}><Amount amount={claim.difference} isSigned /></td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  )
}
