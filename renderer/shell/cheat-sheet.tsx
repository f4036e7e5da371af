import { Modal, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Keys } from '../components/keys.tsx'
import { shortcutsNow } from '../stores/shortcuts.ts'
import { setPreference, usePreferences } from '../stores/preferences.ts'
import styles from './cheat-sheet.module.css'

/** Everything that can be pressed where the person is now. */
export function CheatSheet({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('shell')
  const hasLetterKeys = usePreferences((preferences) => preferences.hasLetterKeys)
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('keys.title')} size={560} closeOnClickOutside closeButtonProps={{ 'aria-label': t('close') }}>
      <dl className={styles.keys}>
        {isOpen && shortcutsNow().map(({ keys, label }) => (
          <div key={`${keys} ${label}`}>
            <dt>{label}</dt>
            <dd><Keys keys={keys} /></dd>
          </div>
        ))}
      </dl>
      <Switch
        checked={hasLetterKeys} onChange={(event) => setPreference('hasLetterKeys', event.currentTarget.checked)}
        label={t('keys.letters')} description={t('keys.lettersWhat')}
      />
    </Modal>
  )
}
