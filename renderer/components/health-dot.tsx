import { useTranslation } from 'react-i18next'
import type { Account, Health } from '../../shared/contract/accounts.ts'
import { isSmallSample } from '../figures/small-sample.ts'
import { useFormat } from '../language/format.ts'
import styles from './health-dot.module.css'

/** Four shapes, so that nobody needs the colour. */
export const HealthDot = ({ verdict }: { readonly verdict: Health['verdict'] }) => <span className={styles.dot} data-verdict={verdict} aria-hidden />

/** How the account stands, in sentences; `withVerdict` false: only what the verdict rests on. */
export function useHealthWords({ health, feedCompleteUntil }: Pick<Account, 'health' | 'feedCompleteUntil'>, withVerdict = true): string {
  const { t } = useTranslation('words')
  const format = useFormat()
  const { verdict, calls, answered, medianMs, lastAnswerAt, openUntil, skewMs } = health
  const words = withVerdict ? [t(`health.${verdict}`)] : []
  if (calls > 0) words.push(t('health.calls', { answered, calls, count: calls }))
  if (calls > 0 && isSmallSample(calls)) words.push(t('health.few'))
  if (medianMs !== null && verdict !== 'down') words.push(t('health.median', { ms: format.number(Math.round(medianMs)) }))
  if (verdict === 'down' && lastAnswerAt !== null) words.push(t('health.lastAnswer', { time: format.time(lastAnswerAt) }))
  if (openUntil !== null) words.push(t('health.heldBack', { time: format.timeExact(openUntil) }))
  if (skewMs !== null && Math.abs(skewMs) > clockWarningMs) words.push(t('health.skew', { seconds: format.number(Math.round(skewMs / 1_000)) }))
  if (feedCompleteUntil !== null) words.push(t('health.complete', { time: format.timeExact(feedCompleteUntil) }))
  return words.join(' ')
}

/** Platforms refuse requests signed by a clock that is minutes off; half a minute is time enough to say so. */
const clockWarningMs = 30_000
