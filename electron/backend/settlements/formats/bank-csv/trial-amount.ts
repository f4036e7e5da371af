import { parseMoney } from '../../../../../shared/money.ts'
import { isNoAmount, readAmount, type DecimalSign } from '../delimited/amounts.ts'

/** For comparing amounts of one file among themselves any currency with enough decimals will do. */
const TRIAL_CURRENCY = 'CLF'

/** An amount as a whole number that can be compared with others of the same file; null when blank or unreadable. Without a sign, either is tried. */
export function trialMinor(text: string, sign?: DecimalSign): number | null {
  if (isNoAmount(text)) return null
  const written = sign === undefined ? (readAmount(text, '.') ?? readAmount(text, ',')) : readAmount(text, sign)
  const amount = written === null ? null : parseMoney(written.decimal, TRIAL_CURRENCY)
  return amount?.ok === true ? amount.value.minor : null
}
