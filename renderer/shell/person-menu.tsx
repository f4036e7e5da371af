import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconLock, IconSchool, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Keys } from '../components/keys.tsx'
import { useSession } from '../queries/session.ts'
import { openSwitching } from '../sign-in/switching.ts'
import { type Appearance, type Language, setPreference, usePreferences } from '../stores/preferences.ts'
import { lockConsole } from './idle-lock.ts'
import { usePractice } from './practice.ts'
import styles from './person-menu.module.css'

const languages: readonly { language: Language; name: string }[] = [{ language: 'en', name: 'English' }, { language: 'zh-CN', name: '简体中文' }]
const appearances: readonly Appearance[] = ['system', 'light', 'dark']

export function PersonMenu() {
  const { t } = useTranslation('shell')
  const { person, practice } = useSession()
  const { language, appearance } = usePreferences()
  const { enter, leave } = usePractice()
  const tick = (isOn: boolean) => (isOn ? <IconCheck size={16} aria-hidden /> : <span className={styles.noTick} />)
  return (
    <Menu position="bottom-end" width={272}>
      <Menu.Target>
        <button type="button" className={styles.person}>
          <span className={styles.name}>{person.name}</span>
          <span className={styles.role}>{t(`role.${person.role}`)}</span>
          <IconChevronDown size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUsers size={16} />} rightSection={<Keys keys="mod+shift+l" />} onClick={openSwitching}>{t('person.switch')}</Menu.Item>
        <Menu.Item leftSection={<IconLock size={16} />} onClick={() => void lockConsole()}>{t('person.lock')}</Menu.Item>
        {person.role !== 'accountant' && (
          <Menu.Item leftSection={<IconSchool size={16} />} onClick={practice ? leave : enter}>{t(practice ? 'practice.leave' : 'practice.enter')}</Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Label>{t('person.language')}</Menu.Label>
        {languages.map((one) => (
          <Menu.Item key={one.language} lang={one.language} leftSection={tick(one.language === language)} onClick={() => setPreference('language', one.language)}>{one.name}</Menu.Item>
        ))}
        <Menu.Label>{t('person.appearance')}</Menu.Label>
        {appearances.map((one) => (
          <Menu.Item key={one} leftSection={tick(one === appearance)} onClick={() => setPreference('appearance', one)}>{t(`appearance.${one}`)}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
