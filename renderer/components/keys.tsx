import { Kbd } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const isMac = /Mac/u.test(navigator.platform)

/** How a shortcut is written on this machine. */
export function Keys({ keys }: { readonly keys: string }) {
  const { t } = useTranslation('words')
  const names: Record<string, string> = {
    mod: isMac ? '⌘' : 'Ctrl', shift: isMac ? '⇧' : 'Shift', alt: isMac ? '⌥' : 'Alt', escape: 'Esc', enter: 'Enter', arrowdown: '↓', arrowup: '↑', backspace: '⌫',
  }
  const strokes = keys.split(' ').map((stroke) => stroke.split('+').map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key)))
  return (
    <span>
      {strokes.map((stroke, index) => (
        <span key={stroke.join()}>
          {index > 0 && ` ${t('keysThen')} `}
          {stroke.map((key) => <Kbd key={key} size="xs">{key}</Kbd>)}
        </span>
      ))}
    </span>
  )
}
