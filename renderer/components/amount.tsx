import { useMemo } from 'react'
import { currencyDecimals } from '../../shared/currency.ts'
import { decimalText, type Money } from '../../shared/money.ts'
import { useFormat } from '../language/format.ts'
import styles from './amount.module.css'

interface AmountProps {
  readonly amount: Money
  /** `none` in columns, whose head names the currency once. */
  readonly currency?: 'none' | 'code' | 'symbol'
  /** Writes "+" before what came in, where in and out stand together. */
  readonly isSigned?: boolean
}

/** An amount with its minor units lighter than its major ones, and a minus that is one. */
export function Amount({ amount, currency = 'none', isSigned = false }: AmountProps) {
  const { locale } = useFormat()
  const parts = useMemo(() => partsOf(amount, locale, currency, isSigned), [amount, locale, currency, isSigned])
  return <span className={styles.amount}>{parts.map(({ style, text, place }) => <span key={place} className={styles[style]}>{text}</span>)}</span>
}

interface Part {
  readonly style: 'major' | 'minor' | 'currency'
  readonly text: string
  readonly place: number
}

const numbers = new Map<string, Intl.NumberFormat>()

function partsOf(amount: Money, locale: string, currency: 'none' | 'code' | 'symbol', isSigned: boolean): Part[] {
  const decimals = currencyDecimals(amount.currency)
  const name = `${locale} ${amount.currency} ${currency} ${isSigned}`
  let number = numbers.get(name)
  if (number === undefined) {
    number = new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals, maximumFractionDigits: decimals, signDisplay: isSigned ? 'exceptZero' : 'auto',
      ...(currency === 'none' ? {} : { style: 'currency' as const, currency: amount.currency, currencyDisplay: currency === 'code' ? ('code' as const) : ('narrowSymbol' as const) }),
    })
    numbers.set(name, number)
  }
  const parts: Part[] = []
  for (const { type, value } of number.formatToParts(decimalText(amount) as Intl.StringNumericLiteral)) {
    const style = type === 'currency' ? 'currency' : type === 'decimal' || type === 'fraction' ? 'minor' : 'major'
    const text = type === 'minusSign' ? '\u2212' : value
    const last = parts.at(-1)
    if (last?.style === style) parts[parts.length - 1] = { ...last, text: last.text + text }
    else parts.push({ style, text, place: parts.length })
  }
  return parts
}
