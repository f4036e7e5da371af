import { TextInput } from '@mantine/core'
import type { CurrencyCode } from '../../shared/currency.ts'
import { money } from '../../shared/money.ts'
import { useFormat } from '../language/format.ts'
import { minorOfDigits, minorOfPasted } from './amount-typing.ts'
import styles from './amount-field.module.css'

interface AmountFieldProps {
  readonly label: string
  readonly description?: string
  readonly minor: number
  readonly currency: CurrencyCode
  readonly onChange: (minor: number) => void
  readonly error?: string | null
  readonly isFocused?: boolean
}

/** A field for an amount. Digits fill it from the right; what it shows is written from the digits and never read back. */
export function AmountField({ label, description, minor, currency, onChange, error = null, isFocused = false }: AmountFieldProps) {
  const format = useFormat()
  return (
    <TextInput
      label={label} description={description} error={error} inputMode="numeric" classNames={{ input: styles.input ?? '' }}
      {...(isFocused ? { 'data-autofocus': true } : {})}
      rightSection={<span className={styles.currency}>{currency}</span>} rightSectionWidth={56}
      value={format.money(money(minor, currency), 'number')}
      onChange={(event) => onChange(minorOfDigits(event.currentTarget.value))}
      onPaste={(event) => {
        event.preventDefault()
        const pasted = minorOfPasted(event.clipboardData.getData('text'), currency)
        if (pasted !== null) onChange(pasted)
      }}
      onFocus={(event) => event.currentTarget.select()}
    />
  )
}
