import { Button, Popover } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { businessDayOf } from '../../shared/business-day.ts'
import { FailureNotice } from '../components/page-states.tsx'
import { useFormat } from '../language/format.ts'
import { useSession } from '../queries/session.ts'
import { backendNow } from '../stores/clock.ts'
import styles from './holiday-section.module.css'
import { type ShopSettings, useSaveSettings } from './save-settings.ts'
import { SettingSection } from './setting-row.tsx'

/** Days on which the shop's banks do nothing. Those that have passed are kept, because old payouts were expected by them. */
export function HolidaySection({ settings }: { readonly settings: ShopSettings }) {
  const { t } = useTranslation('settings')
  const { shop } = useSession()
  const format = useFormat()
  const { save, failure } = useSaveSettings(settings)
  const [isChoosing, setChoosing] = useState(false)
  const [isPastShown, setPastShown] = useState(false)
  const today = businessDayOf(backendNow(), shop)
  const days = settings.bankHolidays.toSorted()
  const coming = days.filter((day) => day >= today)
  const pastCount = days.length - coming.length
  const add = (day: string | null): void => {
    setChoosing(false)
    if (day !== null && !days.includes(day)) void save({ bankHolidays: [...days, day].toSorted() })
  }
  return (
    <SettingSection title={t('section.holidays')} what={t('sectionWhat.holidays')}>
      {days.length === 0 ? <p className={styles.quiet}>{t('holidays.none')}</p> : (
        <ul className={styles.days}>
          {(isPastShown ? days : coming).map((day) => (
            <li key={day}>
              {format.dayLong(day)}
              <button type="button" aria-label={t('holidays.remove', { day: format.dayLong(day) })} onClick={() => void save({ bankHolidays: days.filter((one) => one !== day) })}><IconX size={14} aria-hidden /></button>
            </li>
          ))}
        </ul>
      )}
      {pastCount > 0 && <button type="button" className={styles.past} aria-expanded={isPastShown} onClick={() => setPastShown(!isPastShown)}>{t('holidays.past', { count: pastCount })}</button>}
      <div>
        <Popover opened={isChoosing} onChange={setChoosing} position="bottom-start" trapFocus returnFocus>
          <Popover.Target><Button leftSection={<IconPlus size={16} />} onClick={() => setChoosing(!isChoosing)}>{t('holidays.add')}</Button></Popover.Target>
          <Popover.Dropdown><DatePicker defaultDate={today} value={null} onChange={add} excludeDate={(day) => days.includes(day)} /></Popover.Dropdown>
        </Popover>
      </div>
      {failure !== null && <FailureNotice failure={failure} />}
    </SettingSection>
  )
}
