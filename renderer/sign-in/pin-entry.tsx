import { Button } from '@mantine/core'
import { IconBackspace } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './pin-entry.module.css'

const mostDigits = 12
const leastDigits = 4
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

interface PinEntryProps {
  readonly label: string
  readonly isBlocked: boolean
  readonly onEnter: (pin: string) => Promise<void>
  readonly onBack: (() => void) | null
}

/** Digits are typed anywhere on the page or tapped; they show as dots. */
export function PinEntry({ label, isBlocked, onEnter, onBack }: PinEntryProps) {
  const { t } = useTranslation('signIn')
  const [pin, setPin] = useState('')
  const [isAsking, setAsking] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!isBlocked) field.current?.focus()
  }, [isBlocked])

  const add = (text: string): void => setPin((before) => (before + text.replaceAll(/\D/gu, '')).slice(0, mostDigits))
  const enter = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isAsking || isBlocked || pin.length < leastDigits) return
    setAsking(true)
    await onEnter(pin)
    setPin('')
    setAsking(false)
    field.current?.focus()
  }
  /** The field keeps the cursor, so that Enter always signs in. */
  const keepFocus = { onMouseDown: (event: { preventDefault(): void }) => event.preventDefault(), tabIndex: -1, disabled: isBlocked }

  return (
    <form className={styles.entry} onSubmit={(event) => void enter(event)}>
      <label className={styles.label} htmlFor="pin">{label}</label>
      <div className={styles.shown}>
        <input
          id="pin" ref={field} type="password" inputMode="numeric" autoComplete="off" value={pin} disabled={isBlocked}
          onChange={(event) => setPin(event.target.value.replaceAll(/\D/gu, '').slice(0, mostDigits))}
          onKeyDown={(event) => event.key === 'Escape' && onBack?.()}
        />
        <div className={styles.dots} aria-hidden>
          {Array.from({ length: Math.max(leastDigits, pin.length) }, (_, index) => <span key={index} data-filled={index < pin.length || undefined} />)}
        </div>
      </div>
      <div className={styles.pad}>
        {digits.map((digit) => <button key={digit} type="button" aria-label={t('digit', { digit })} {...keepFocus} onClick={() => add(digit)}>{digit}</button>)}
        <span />
        <button type="button" aria-label={t('digit', { digit: '0' })} {...keepFocus} onClick={() => add('0')}>0</button>
        <button type="button" aria-label={t('delete')} {...keepFocus} onClick={() => setPin((before) => before.slice(0, -1))}><IconBackspace size={22} stroke={1.6} /></button>
      </div>
      <Button type="submit" variant="filled" size="md" fullWidth disabled={isBlocked || pin.length < leastDigits} loading={isAsking}>{t('signIn')}</Button>
    </form>
  )
}
