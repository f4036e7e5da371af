import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { focusOnce, type StepParts } from './step-parts.ts'

export function ShopStep({ form, problem, onChange }: StepParts) {
  const { t } = useTranslation('firstRun')
  return (
    <TextInput
      size="md" label={t('shop.name')} description={t('shop.nameWhat')} value={form.shopName} maxLength={80} ref={focusOnce}
      error={problem === 'shopName' ? t('problem.shopName') : null} onChange={(event) => onChange({ shopName: event.currentTarget.value })}
    />
  )
}
