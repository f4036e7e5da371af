import { useTranslation } from 'react-i18next'
import { useFormat } from '../language/format.ts'
import type { FirstRunForm, Step } from './first-run-form.ts'

/** "04:00" */
export const hourText = (hour: number, minute = 0): string => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`

/** "Europe/Berlin", "America/New York" */
export const zoneText = (zone: string): string => zone.replaceAll('_', ' ')

/** What a done step says in its one line. */
export function useStepSummary(form: FirstRunForm): Record<Step, string> {
  const { t } = useTranslation('firstRun')
  const format = useFormat()
  return {
    shop: form.shopName.trim(),
    money: t('money.summary', { currency: format.currencyName(form.currency), zone: zoneText(form.zone), hour: hourText(form.cutoffHour) }),
    owner: form.ownerName.trim(),
    start: t(`start.${form.start}`),
  }
}
