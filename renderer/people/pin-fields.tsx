import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './pin-fields.module.css'

/** A PIN that is typed twice. */
export interface TypedPin {
  readonly pin: string
  readonly again: string
}

export const noPin: TypedPin = { pin: '', again: '' }

const leastDigits = 4
const mostDigits = 12
const digitsOf = (text: string): string => text.replaceAll(/\D/gu, '').slice(0, mostDigits)

export const isPinReady = ({ pin, again }: TypedPin): boolean => pin.length >= leastDigits && pin === again

interface PinFieldsProps {
  readonly typed: TypedPin
  readonly onChange: (typed: TypedPin) => void
  readonly isFocused?: boolean
}

export function PinFields({ typed, onChange, isFocused = false }: PinFieldsProps) {
  const { t } = useTranslation('people')
  const { pin, again } = typed
  // Said only about what is finished: a second PIN as long as the first, a first one that has been left.
  const isTooShort = again !== '' && pin.length < leastDigits
  const isDifferent = again.length >= pin.length && again !== '' && again !== pin
  return (
    <div>
      <div className={styles.pair}>
        <TextInput
          type="password" inputMode="numeric" autoComplete="new-password" label={t('pin.label')} value={pin} error={isTooShort ? t('pin.tooShort') : null}
          onChange={(event) => onChange({ pin: digitsOf(event.currentTarget.value), again })} {...(isFocused ? { 'data-autofocus': true } : {})}
        />
        <TextInput
          type="password" inputMode="numeric" autoComplete="new-password" label={t('pin.again')} value={again} error={isDifferent ? t('pin.differs') : null}
          onChange={(event) => onChange({ pin, again: digitsOf(event.currentTarget.value) })}
        />
      </div>
      <p className={styles.what}>{t('pin.what')}</p>
    </div>
  )
}
