import { useTranslation } from 'react-i18next'
import type { CurrencyCode } from '../../shared/currency.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { minorOfDigits, minorOfPasted, withoutLastDigit } from '../components/amount-typing.ts'
import { useFormat } from '../language/format.ts'
import styles from './till-amount.module.css'

interface TillAmountProps {
  readonly minor: number
  readonly currency: CurrencyCode
  readonly onChange: (minor: number) => void
  readonly field: React.RefObject<HTMLInputElement | null>
}

/** The amount, as large as on a till. The field that takes the digits lies over it and is not seen. */
export function TillAmount({ minor, currency, onChange, field }: TillAmountProps) {
  const { t } = useTranslation('counter')
  const format = useFormat()
  const amount = money(minor, currency)
  const text = format.money(amount, 'number')
  return (
    <div className={styles.amount} data-empty={minor === 0 || undefined} data-long={text.length > 9 || undefined}>
      <span className={styles.currency} aria-hidden>{currency}</span>
      <span className={styles.figure} aria-hidden><Amount amount={amount} /></span>
      <input
        ref={field} aria-label={t('amountIn', { currency: format.currencyName(currency) })} inputMode="numeric" autoComplete="off" value={text}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the counter is for typing amounts
        autoFocus
        onChange={(event) => onChange(event.currentTarget.value.length < text.length ? withoutLastDigit(minor) : minorOfDigits(event.currentTarget.value))}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Delete') return
          event.preventDefault()
          onChange(0)
        }}
        onPaste={(event) => {
          event.preventDefault()
          const pasted = minorOfPasted(event.clipboardData.getData('text'), currency)
          if (pasted !== null) onChange(pasted)
        }}
        onSelect={(event) => event.currentTarget.setSelectionRange(text.length, text.length)}
      />
    </div>
  )
}
