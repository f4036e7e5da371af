import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { setPreference, usePreferences } from '../stores/preferences.ts'

/** For the pages before somebody is signed in; afterwards it is in the person's menu. */
export function LanguageSwitch() {
  const { t } = useTranslation('shell')
  const language = usePreferences((preferences) => preferences.language)
  return (
    <SegmentedControl
      size="xs" aria-label={t('person.language')} value={language} onChange={(value) => setPreference('language', value)}
      data={[{ value: 'en', label: 'English' }, { value: 'zh-CN', label: '中文' }]}
    />
  )
}
