import { useTranslation } from 'react-i18next'
import type { Account, PlatformForm } from '../../../shared/contract/accounts.ts'
import { usePlatformName } from '../platform-words.ts'
import styles from './platform-choice.module.css'

interface PlatformChoiceProps {
  readonly forms: readonly PlatformForm[]
  readonly chosen: Account['platform'] | null
  readonly onChoose: (platform: Account['platform']) => void
}

const order: readonly Account['platform'][] = ['stripe', 'paypal', 'square', 'sandbox', 'files']

export function PlatformChoice({ forms, chosen, onChoose }: PlatformChoiceProps) {
  const { t } = useTranslation('accounts')
  const nameOf = usePlatformName()
  const offered = order.filter((platform) => forms.some((form) => form.platform === platform))
  return (
    <fieldset className={styles.platforms}>
      <legend>{t('form.platform')}</legend>
      {offered.map((platform) => (
        <label key={platform}>
          <input type="radio" name="platform" checked={platform === chosen} onChange={() => onChoose(platform)} />
          <strong>{nameOf(platform)}</strong>
          <small>{t(`platformWhat.${platform}`)}</small>
        </label>
      ))}
    </fieldset>
  )
}
