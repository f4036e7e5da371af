import { IconBackspace } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './keypad.module.css'

const keys = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '00', '0'] as const

interface KeypadProps {
  readonly onDigits: (digits: string) => void
  readonly onDelete: () => void
}

/** For fingers. It never takes the cursor, so that Enter still charges and does not press the last key again. */
export function Keypad({ onDigits, onDelete }: KeypadProps) {
  const { t } = useTranslation('counter')
  const keepFocus = { type: 'button' as const, tabIndex: -1, onMouseDown: (event: { preventDefault(): void }) => event.preventDefault() }
  return (
    <fieldset className={styles.pad} aria-label={t('keypad')}>
      {keys.map((digits) => <button key={digits} {...keepFocus} onClick={() => onDigits(digits)}>{digits}</button>)}
      <button {...keepFocus} onClick={onDelete} aria-label={t('deleteDigit')}><IconBackspace size={24} stroke={1.6} /></button>
    </fieldset>
  )
}
