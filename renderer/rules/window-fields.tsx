import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Rule } from '../../shared/contract/rules.ts'
import styles from './rule-editor.module.css'

type Window = Rule['window']
const usual = { daysBefore: 2, daysAfter: 7, calendar: 'bank' } as const
const mostDays = 60

/** How many days may lie between what is expected and what came; the pass's own unless somebody sets it. */
export function WindowFields({ window, onChange }: { readonly window: Window; readonly onChange: (window: Window) => void }) {
  const { t } = useTranslation('rules')
  const days = (text: string): number => Math.min(mostDays, Number.parseInt(text.replaceAll(/\D/gu, '') || '0', 10))
  return (
    <>
      <div>
        <p id="window-label">{t('form.window')}</p>
        <SegmentedControl
          aria-labelledby="window-label" value={window === null ? 'own' : 'set'} data={[{ value: 'own', label: t('form.windowOwn') }, { value: 'set', label: t('form.windowSet') }]}
          onChange={(one) => onChange(one === 'own' ? null : usual)}
        />
      </div>
      {window !== null && (
        <>
          <div className={styles.pair}>
            <TextInput label={t('form.before')} inputMode="numeric" value={String(window.daysBefore)} onChange={(event) => onChange({ ...window, daysBefore: days(event.currentTarget.value) })} />
            <TextInput label={t('form.after')} inputMode="numeric" value={String(window.daysAfter)} onChange={(event) => onChange({ ...window, daysAfter: days(event.currentTarget.value) })} />
          </div>
          <Select
            label={t('form.calendar')} value={window.calendar} data={[{ value: 'bank', label: t('form.bankDays') }, { value: 'every-day', label: t('form.everyDay') }]}
            onChange={(calendar) => onChange({ ...window, calendar: calendar === 'every-day' ? 'every-day' : 'bank' })}
          />
        </>
      )}
    </>
  )
}
