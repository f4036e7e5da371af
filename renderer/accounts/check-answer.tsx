import { IconCircleCheckFilled } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, CheckResult } from '../../shared/contract/accounts.ts'
import { EnvironmentMark } from '../components/environment-mark.tsx'
import { Notice } from '../components/notice.tsx'
import { useFormat } from '../language/format.ts'
import { useWhy } from '../language/why.ts'
import { hasDetail, noAnswerAdvice, notSent, refusalKey } from './check-words.ts'
import styles from './check-answer.module.css'
import { PermissionList } from './permission-list.tsx'
import { usePlatformName } from './platform-words.ts'

interface CheckAnswerProps {
  readonly platform: Account['platform']
  readonly result: CheckResult
  /** Below what the platform told: a choice to make. */
  readonly children?: ReactNode
}

/** What a platform said to a set of keys, and what to do about it. */
export function CheckAnswer({ platform, result, children }: CheckAnswerProps) {
  const { t } = useTranslation('accounts')
  const why = useWhy()
  const name = usePlatformName()(platform)
  if (result.verdict === 'answered') return <Answered name={name} result={result}>{children}</Answered>
  if (result.verdict === 'no-answer') {
    return (
      <Notice tone="attention" title={t('noAnswer.title', { why: why(result.why) })} isUrgent>
        <p>{t(`noAnswer.${noAnswerAdvice(result.why)}`, { platform: name })}</p>
        <Skew skewMs={result.skewMs} />
        {hasDetail(result.why) && <TheirWords words={result.detail} />}
      </Notice>
    )
  }
  const key = refusalKey(result.reason, result.code)
  return (
    <Notice tone="wrong" title={t(`refused.${key}.title`, { platform: name })} isUrgent>
      <p>{t(`refused.${key}.what`, { platform: name })}</p>
      {key === 'missing-permission' && result.subject !== null && <PermissionList permissions={[result.subject]} />}
      {result.code !== notSent && <TheirWords words={[result.code, result.words].filter((words) => words !== '').join(': ')} />}
    </Notice>
  )
}

function Answered({ name, result, children }: { readonly name: string; readonly result: Extract<CheckResult, { verdict: 'answered' }>; readonly children: ReactNode }) {
  const { t } = useTranslation('accounts')
  const format = useFormat()
  const isLacking = result.missingPermissions.length > 0
  return (
    <section className={styles.answer} data-lacking={isLacking || undefined} aria-live="polite">
      <h3 className={styles.title}>
        {!isLacking && <IconCircleCheckFilled size={18} aria-hidden />}
        {t(isLacking ? 'answer.lacking' : 'answer.good', { platform: name })}
      </h3>
      <dl className={styles.facts}>
        <div><dt>{t('answer.merchant')}</dt><dd>{result.merchant}</dd></div>
        <div><dt>{t('answer.environment')}</dt><dd><EnvironmentMark environment={result.environment} /></dd></div>
        <div><dt>{t('answer.currency')}</dt><dd>{result.currency === null ? t('answer.anyCurrency') : `${result.currency}  ${format.currencyName(result.currency)}`}</dd></div>
      </dl>
      {isLacking && (
        <>
          <PermissionList permissions={result.missingPermissions} />
          <p className={styles.what}>{t('answer.lackingWhat')}</p>
        </>
      )}
      <Skew skewMs={result.skewMs} />
      {children}
    </section>
  )
}

/** Platforms refuse calls from a clock that is minutes off; half a minute is time enough to say so. */
const clockWarningMs = 30_000

function Skew({ skewMs }: { readonly skewMs: number | null }) {
  const { t } = useTranslation('accounts')
  const format = useFormat()
  if (skewMs === null || Math.abs(skewMs) < clockWarningMs) return null
  return <p className={styles.skew}>{t('answer.skew', { seconds: format.number(Math.round(skewMs / 1_000)) })}</p>
}

function TheirWords({ words }: { readonly words: string }) {
  const { t } = useTranslation('accounts')
  if (words === '') return null
  return <p className={styles.theirs}>{t('answer.theirWords')} <q translate="no">{words}</q></p>
}
