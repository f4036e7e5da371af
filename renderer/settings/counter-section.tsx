import { SegmentedControl, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../components/notice.tsx'
import { FailureNotice } from '../components/page-states.tsx'
import { type ShopSettings, useSaveSettings } from './save-settings.ts'
import { SettingRow, SettingSection } from './setting-row.tsx'

const guardChoices = [0, 5, 10, 15, 30, 60, 120]
const lockChoices = [0, 1, 2, 5, 10, 15, 30, 60]
const hourMinutes = 60

/** How the tills behave. Each change is saved at once. */
export function CounterSection({ settings }: { readonly settings: ShopSettings }) {
  const { t } = useTranslation('settings')
  const { save, failure } = useSaveSettings(settings)
  const [isRefused, setRefused] = useState(false)
  const span = (minutes: number): string => (minutes >= hourMinutes && minutes % hourMinutes === 0 ? t('hours', { count: minutes / hourMinutes }) : t('minutes', { count: minutes }))
  /** The usual ones, and what is set if it is another. */
  const choices = (usual: readonly number[], set: number, words: (minutes: number) => string) =>
    [...new Set([...usual, set])].toSorted((a, b) => a - b).map((minutes) => ({ value: String(minutes), label: words(minutes) }))
  const onOff = [{ value: 'on', label: t('counter.on') }, { value: 'off', label: t('counter.off') }]

  const setNotices = async (isOn: boolean): Promise<void> => {
    const isAllowed = !isOn || (await Notification.requestPermission()) === 'granted'
    setRefused(!isAllowed)
    await save({ notifyOnResult: isOn })
  }
  return (
    <SettingSection title={t('section.counter')} what={t('sectionWhat.counter')}>
      <SettingRow label={t('counter.guard')} what={t('counter.guardWhat')}>
        {(ids) => (
          <Select
            {...ids} data={choices(guardChoices, settings.guardMinutes, (minutes) => (minutes === 0 ? t('counter.guardOff') : span(minutes)))}
            value={String(settings.guardMinutes)} onChange={(minutes) => void save({ guardMinutes: Number(minutes ?? 0) })}
          />
        )}
      </SettingRow>
      <SettingRow label={t('counter.lock')} what={t('counter.lockWhat')}>
        {(ids) => (
          <Select
            {...ids} data={choices(lockChoices, settings.lockAfterMinutes, (minutes) => (minutes === 0 ? t('counter.lockOff') : t('counter.after', { span: span(minutes) })))}
            value={String(settings.lockAfterMinutes)} onChange={(minutes) => void save({ lockAfterMinutes: Number(minutes ?? 0) })}
          />
        )}
      </SettingRow>
      <SettingRow label={t('counter.sound')} what={t('counter.soundWhat')}>
        {(ids) => <SegmentedControl {...ids} data={onOff} value={settings.soundOnResult ? 'on' : 'off'} onChange={(value) => void save({ soundOnResult: value === 'on' })} />}
      </SettingRow>
      <SettingRow label={t('counter.notify')} what={t('counter.notifyWhat')}>
        {(ids) => <SegmentedControl {...ids} data={onOff} value={settings.notifyOnResult ? 'on' : 'off'} onChange={(value) => void setNotices(value === 'on')} />}
      </SettingRow>
      {isRefused && <Notice tone="attention">{t('counter.notifyRefused')}</Notice>}
      <SettingRow label={t('counter.customerLocale')} what={t('counter.customerLocaleWhat')}>
        {(ids) => (
          <SegmentedControl
            {...ids} data={[{ value: 'en', label: 'English' }, { value: 'zh-CN', label: '简体中文' }]} value={settings.customerLocale}
            onChange={(value) => void save({ customerLocale: value })}
          />
        )}
      </SettingRow>
      {failure !== null && <FailureNotice failure={failure} />}
    </SettingSection>
  )
}
