import type { Money } from '../../shared/money.ts'
import { amountInWords } from '../language/amount-in-words.ts'
import { useFormat } from '../language/format.ts'
import { usePreferences } from '../stores/preferences.ts'
import styles from './amount-field.module.css'

/** The amount written out, as on a cheque: a slip of the decimals reads wrong at once. */
export function AmountEcho({ amount }: { readonly amount: Money }) {
  const format = useFormat()
  const language = usePreferences((preferences) => preferences.language)
  return <p className={styles.echo}>{amount.minor === 0 ? '\u00a0' : amountInWords(amount, language, format.currencyPlural(amount.currency))}</p>
}
