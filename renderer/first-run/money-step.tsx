import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isTimeZone } from '../../shared/business-day.ts'
import { currencyCodes } from '../../shared/currency.ts'
import { useFormat } from '../language/format.ts'
import { zonesQuery } from '../queries/shop.ts'
import { useNow } from '../stores/clock.ts'
import type { StepParts } from './step-parts.ts'
import styles from './first-run-page.module.css'
import { hourText, zoneText } from './step-summary.ts'

const tickMs = 10_000
const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourText(hour) }))

export function MoneyStep({ form, problem, onChange }: StepParts) {
  const { t } = useTranslation('firstRun')
  const format = useFormat()
  const now = useNow(tickMs)
  const { data: zones = [form.zone] } = useQuery(zonesQuery)
  const currencies = useMemo(() => currencyCodes.map((code) => ({ value: code, label: `${code}  ${format.currencyName(code)}` })), [format])
  const thereNow = isTimeZone(form.zone) ? new Intl.DateTimeFormat(format.locale, { timeZone: form.zone, weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now) : ''
  return (
    <>
      <Select
        size="md" label={t('money.currency')} description={t('money.currencyWhat')} searchable data={currencies} value={form.currency}
        onChange={(currency) => currency !== null && onChange({ currency })}
      />
      <div className={styles.pair}>
        <Select
          size="md" label={t('money.zone')} description={t('money.zoneWhat', { now: thereNow })} searchable limit={200} data={zones.map((zone) => ({ value: zone, label: zoneText(zone) }))} value={form.zone}
          error={problem === 'zone' ? t('problem.zone') : null} onChange={(zone) => zone !== null && onChange({ zone })}
        />
        <Select
          size="md" label={t('money.cutoff')} description={t('money.cutoffWhat')} data={hours} value={String(form.cutoffHour)}
          onChange={(hour) => hour !== null && onChange({ cutoffHour: Number(hour) })}
        />
      </div>
      <p className={styles.example}>{form.cutoffHour === 0 ? t('money.exampleMidnight') : t('money.example', { before: hourText(form.cutoffHour - 1, 59), from: hourText(form.cutoffHour) })}</p>
    </>
  )
}
