import { useTranslation } from 'react-i18next'
import type { StepParts } from './step-parts.ts'
import styles from './first-run-page.module.css'

const starts = ['sandbox', 'later'] as const

export function StartStep({ form, onChange }: StepParts) {
  const { t } = useTranslation('firstRun')
  return (
    <fieldset className={styles.choices}>
      <legend>{t('start.what')}</legend>
      {starts.map((start) => (
        <label key={start}>
          <input type="radio" name="start" checked={form.start === start} onChange={() => onChange({ start })} />
          <strong>{t(`start.${start}`)}</strong>
          <small>{t(`start.${start}What`)}</small>
        </label>
      ))}
    </fieldset>
  )
}
