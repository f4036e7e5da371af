import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isTimeZone } from '../../shared/business-day.ts'
import { ask, backend, type CallFailure } from '../backend-client.ts'
import { announce } from '../components/live-region.tsx'
import { Notice } from '../components/notice.tsx'
import { FailureNotice } from '../components/page-states.tsx'
import { hourText, zoneText } from '../first-run/step-summary.ts'
import { useFormat } from '../language/format.ts'
import { sessionChanged, useSession } from '../queries/session.ts'
import { zonesQuery } from '../queries/shop.ts'
import { useNow } from '../stores/clock.ts'
import { SettingRow, SettingSection } from './setting-row.tsx'
import rowStyles from './setting-row.module.css'

const tickMs = 10_000
const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourText(hour) }))

/** Name and business day. They change what everybody sees, so they are saved together and on purpose. */
export function ShopSection() {
  const { t } = useTranslation('settings')
  const { shop } = useSession()
  const format = useFormat()
  const now = useNow(tickMs)
  const { data: zones = [shop.zone] } = useQuery(zonesQuery)
  const [form, setForm] = useState({ name: shop.name, zone: shop.zone, cutoffHour: shop.cutoffHour })
  const [failure, setFailure] = useState<{ readonly kind: 'unknown-zone' } | CallFailure | null>(null)
  const [isSaving, setSaving] = useState(false)
  const isNewDay = form.zone !== shop.zone || form.cutoffHour !== shop.cutoffHour
  const isChanged = isNewDay || form.name.trim() !== shop.name
  const thereNow = isTimeZone(form.zone) ? new Intl.DateTimeFormat(format.locale, { timeZone: form.zone, weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now) : ''

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!isChanged || form.name.trim() === '') return
    setSaving(true)
    const changed = await ask(backend.shop.change({ ...form, name: form.name.trim() }))
    setFailure(changed.ok ? null : changed.failure)
    if (changed.ok) {
      await sessionChanged()
      announce(t('saved'))
    }
    setSaving(false)
  }
  return (
    <form onSubmit={(event) => void save(event)}>
      <SettingSection title={t('section.shop')} what={t('sectionWhat.shop')}>
        <SettingRow label={t('shop.name')} what={t('shop.nameWhat')}>
          {(ids) => <TextInput {...ids} value={form.name} maxLength={80} onChange={(event) => setForm({ ...form, name: event.currentTarget.value })} />}
        </SettingRow>
        <SettingRow label={t('shop.zone')} what={t('shop.zoneWhat', { now: thereNow })}>
          {(ids) => <Select {...ids} searchable limit={200} data={zones.map((zone) => ({ value: zone, label: zoneText(zone) }))} value={form.zone} onChange={(zone) => zone !== null && setForm({ ...form, zone })} />}
        </SettingRow>
        <SettingRow label={t('shop.cutoff')} what={t('shop.cutoffWhat')}>
          {(ids) => <Select {...ids} data={hours} value={String(form.cutoffHour)} onChange={(hour) => hour !== null && setForm({ ...form, cutoffHour: Number(hour) })} />}
        </SettingRow>
        <SettingRow label={t('shop.currency')} what={t('shop.currencyWhat')}>
          {(ids) => <p {...ids} role="note">{shop.currency} {format.currencyName(shop.currency)}</p>}
        </SettingRow>
        {isNewDay && <Notice tone="plain">{t('shop.fromTomorrow')}</Notice>}
        {failure !== null && (failure.kind === 'unknown-zone' ? <Notice tone="attention" isUrgent>{t('shop.unknownZone')}</Notice> : <FailureNotice failure={failure} />)}
        <div className={rowStyles.act}><Button type="submit" variant="filled" loading={isSaving} disabled={!isChanged || form.name.trim() === ''}>{t('shop.save')}</Button></div>
      </SettingSection>
    </form>
  )
}
