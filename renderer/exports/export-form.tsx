import { Button, Checkbox, Radio, SegmentedControl } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { businessDayOf } from '../../shared/business-day.ts'
import { accountsQuery } from '../queries/accounts.ts'
import { useSession } from '../queries/session.ts'
import { stretchOfPreset } from '../statistics/stretch.ts'
import { backendNow } from '../stores/clock.ts'
import { type ExportWish, makeExport, useMaking } from './export-store.ts'
import styles from './export-form.module.css'

const subjects = ['orders', 'settlements', 'exceptions', 'journal'] as const
const presets = ['month', 'last-month', 'year'] as const

/** What to hand over: one column of questions, each with its reason. */
export function ExportForm({ onMade }: { readonly onMade: (exportId: string) => void }) {
  const { t } = useTranslation('exports')
  const { shop } = useSession()
  const { data: accounts = [] } = useQuery(accountsQuery)
  const today = businessDayOf(backendNow(), shop)
  const isMaking = useMaking(({ making }) => making !== null && making.end === null)
  const [wish, setWish] = useState<ExportWish>(() => {
    const { from, to } = stretchOfPreset('last-month', today)
    return { subject: 'orders', from, to, environment: null, withByteOrderMark: true }
  })
  const change = (changed: Partial<ExportWish>): void => setWish({ ...wish, ...changed })
  const preset = presets.find((one) => stretchOfPreset(one, today).from === wish.from && stretchOfPreset(one, today).to === wish.to)
  const hasBoth = new Set(accounts.map(({ environment }) => environment)).size > 1
  const make = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const made = await makeExport(wish.subject === 'journal' ? { ...wish, environment: null } : wish)
    if (made !== null) onMade(made.exportId)
  }
  return (
    <aside className={styles.panel} aria-label={t('make.title')}>
      <form className={styles.form} onSubmit={(event) => void make(event)}>
        <h2>{t('make.title')}</h2>
        <Radio.Group label={t('make.what')} value={wish.subject} onChange={(value) => change({ subject: value })}>
          <div className={styles.choices}>{subjects.map((subject) => <Radio key={subject} value={subject} label={t(`subject.${subject}`)} description={t(`subjectWhat.${subject}`)} />)}</div>
        </Radio.Group>
        <div className={styles.field}>
          <DatePickerInput
            type="range" allowSingleDateInRange size="sm" maxDate={today} valueFormat={t('make.dayFormat')} label={t('make.days')} value={[wish.from, wish.to]} popoverProps={{ transitionProps: { duration: 0 } }}
            key={`${wish.from} ${wish.to}`} defaultDate={wish.to} onChange={([from, to]) => from !== null && to !== null && change({ from, to })}
          />
          <SegmentedControl
            fullWidth aria-label={t('make.usual')} value={preset ?? 'own'}
            onChange={(value) => {
              const found = presets.find((one) => one === value)
              if (found !== undefined) change({ from: stretchOfPreset(found, today).from, to: stretchOfPreset(found, today).to })
            }}
            data={[...presets.map((one) => ({ value: one as string, label: t(`make.${one}`) })), { value: 'own', label: t('make.own'), disabled: preset !== undefined }]}
          />
          <p className={styles.why}>{t('make.daysWhy', { hour: String(shop.cutoffHour).padStart(2, '0'), zone: shop.zone })}</p>
        </div>
        {hasBoth && wish.subject !== 'journal' && (
          <div className={styles.field}>
            <span className={styles.label} id="export-money">{t('make.money')}</span>
            <SegmentedControl
              fullWidth aria-labelledby="export-money" value={wish.environment ?? 'all'} onChange={(value) => change({ environment: value === 'live' || value === 'test' ? value : null })}
              data={[{ value: 'all', label: t('make.all') }, { value: 'live', label: t('make.live') }, { value: 'test', label: t('make.test') }]}
            />
          </div>
        )}
        <Checkbox label={t('make.mark')} description={t('make.markWhy')} checked={wish.withByteOrderMark} onChange={(event) => change({ withByteOrderMark: event.currentTarget.checked })} />
        <Button type="submit" variant="filled" size="md" loading={isMaking}>{t('make.doIt', { what: t(`subject.${wish.subject}`) })}</Button>
        <p className={styles.why}>{t('make.format')}</p>
      </form>
    </aside>
  )
}
