import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { focusOnce, type StepParts } from './step-parts.ts'
import styles from './first-run-page.module.css'

const mostDigits = 12
const digitsOf = (text: string): string => text.replaceAll(/\D/gu, '').slice(0, mostDigits)

export function OwnerStep({ form, problem, onChange }: StepParts) {
  const { t } = useTranslation('firstRun')
  return (
    <>
      <TextInput
        size="md" label={t('owner.name')} description={t('owner.nameWhat')} value={form.ownerName} maxLength={80} ref={focusOnce}
        error={problem === 'ownerName' ? t('problem.ownerName') : null} onChange={(event) => onChange({ ownerName: event.currentTarget.value })}
      />
      <div className={styles.pair}>
        <TextInput
          size="md" type="password" inputMode="numeric" label={t('owner.pin')} value={form.pin} autoComplete="new-password"
          error={problem === 'pinLength' ? t('problem.pinLength') : null} onChange={(event) => onChange({ pin: digitsOf(event.currentTarget.value) })}
        />
        <TextInput
          size="md" type="password" inputMode="numeric" label={t('owner.pinAgain')} value={form.pinAgain} autoComplete="new-password"
          error={problem === 'pinDiffers' ? t('problem.pinDiffers') : null} onChange={(event) => onChange({ pinAgain: digitsOf(event.currentTarget.value) })}
        />
      </div>
      <p className={styles.example}>{t('owner.pinWhat')}</p>
    </>
  )
}
