import { SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { setPreference, usePreferences } from '../stores/preferences.ts'
import { SettingRow, SettingSection } from './setting-row.tsx'

/** What belongs to this device. It holds at once and is kept here. */
export function DeviceSection() {
  const { t } = useTranslation(['settings', 'shell'])
  const { language, appearance, till, hasLetterKeys } = usePreferences()
  const [typed, setTyped] = useState(till)
  const keep = (): void => (typed.trim() === '' ? setTyped(till) : setPreference('till', typed.trim()))
  return (
    <SettingSection title={t('section.device')} what={t('sectionWhat.device')}>
      <SettingRow label={t('device.language')} what={t('device.languageWhat')}>
        {(ids) => <SegmentedControl {...ids} data={[{ value: 'en', label: 'English' }, { value: 'zh-CN', label: '简体中文' }]} value={language} onChange={(value) => setPreference('language', value)} />}
      </SettingRow>
      <SettingRow label={t('device.appearance')} what={t('device.appearanceWhat')}>
        {(ids) => (
          <SegmentedControl
            {...ids} data={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`shell:appearance.${value}`) }))} value={appearance}
            onChange={(value) => setPreference('appearance', value)}
          />
        )}
      </SettingRow>
      <SettingRow label={t('device.till')} what={t('device.tillWhat')}>
        {(ids) => (
          <TextInput
            {...ids} value={typed} maxLength={40} onChange={(event) => setTyped(event.currentTarget.value)} onBlur={keep}
            onKeyDown={(event) => event.key === 'Enter' && keep()}
          />
        )}
      </SettingRow>
      <SettingRow label={t('device.letters')} what={t('device.lettersWhat')}>
        {(ids) => (
          <SegmentedControl
            {...ids} data={[{ value: 'on', label: t('counter.on') }, { value: 'off', label: t('counter.off') }]} value={hasLetterKeys ? 'on' : 'off'}
            onChange={(value) => setPreference('hasLetterKeys', value === 'on')}
          />
        )}
      </SettingRow>
    </SettingSection>
  )
}
