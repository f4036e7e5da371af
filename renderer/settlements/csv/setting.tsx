import { Select } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './setting.module.css'

interface SettingProps {
  readonly label: string
  /** One of the choices or, without choices, what it is. */
  readonly value: string
  /** Why it was guessed. */
  readonly why: string
  /** A person has said so; `onUndo` lets it be guessed again. */
  readonly isSaid?: boolean
  readonly onUndo?: () => void
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
  readonly onChoose?: (value: string) => void
}

/** One thing about a file, with the reason for it below. */
export function Setting({ label, value, why, isSaid = false, onUndo, choices, onChoose }: SettingProps) {
  const { t } = useTranslation('csv')
  const whyId = useId()
  return (
    <div className={styles.setting}>
      {choices === undefined ? <p className={styles.plain}><span>{label}</span><span>{value}</span></p> : (
        <Select label={label} data={[...choices]} value={value} aria-describedby={whyId} onChange={(chosen) => chosen !== null && onChoose?.(chosen)} />
      )}
      <p id={whyId} className={styles.why}>
        {isSaid ? <>{t('said')} <button type="button" onClick={onUndo}>{t('guessAgain')}</button></> : why}
      </p>
    </div>
  )
}
