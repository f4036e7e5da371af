import { Popover } from '@mantine/core'
import { IconChevronDown, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './filter-chip.module.css'

interface FilterChipProps {
  readonly label: string
  /** What is filtered by now; null when it filters nothing. */
  readonly value: string | null
  /** Null: it always filters by something. */
  readonly onClear: (() => void) | null
  /** The choices; `close` closes them. */
  readonly children: (close: () => void) => ReactNode
}

/** One filter in a line of filters: says what it filters by, opens its choices, and can be taken off with one press. */
export function FilterChip({ label, value, onClear, children }: FilterChipProps) {
  const { t } = useTranslation('words')
  const [isOpen, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  return (
    <span className={styles.chip} data-on={(value !== null && onClear !== null) || undefined}>
      <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <button type="button" className={styles.open} onClick={() => setOpen(!isOpen)}>
            {value === null ? label : <><span className={styles.label}>{label}</span> {value}</>}
            {(value === null || onClear === null) && <IconChevronDown size={14} aria-hidden />}
          </button>
        </Popover.Target>
        <Popover.Dropdown className={styles.choices ?? ''}>{children(close)}</Popover.Dropdown>
      </Popover>
      {value !== null && onClear !== null && <button type="button" className={styles.clear} aria-label={t('clearFilter', { label })} onClick={onClear}><IconX size={14} aria-hidden /></button>}
    </span>
  )
}

/** A filter that is on or off. */
export function FilterSwitch({ label, isOn, onChange }: { readonly label: string; readonly isOn: boolean; readonly onChange: (isOn: boolean) => void }) {
  return (
    <span className={styles.chip} data-on={isOn || undefined}>
      <button type="button" className={styles.open} aria-pressed={isOn} onClick={() => onChange(!isOn)}>{label}</button>
    </span>
  )
}

interface OneOfProps {
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly onChoose: (value: string) => void
}

/** The choices of a chip, when one of them is chosen. */
export function OneOf({ choices, onChoose }: OneOfProps) {
  return (
    <ul className={styles.list}>
      {choices.map(({ value, label }) => <li key={value}><button type="button" onClick={() => onChoose(value)}>{label}</button></li>)}
    </ul>
  )
}
