import { useTranslation } from 'react-i18next'
import { EnvironmentMark } from '../../components/environment-mark.tsx'
import styles from './environment-choice.module.css'

interface EnvironmentChoiceProps {
  readonly environments: readonly ('test' | 'live')[]
  readonly chosen: 'test' | 'live'
  readonly onChoose: (environment: 'test' | 'live') => void
}

export function EnvironmentChoice({ environments, chosen, onChoose }: EnvironmentChoiceProps) {
  const { t } = useTranslation('accounts')
  return (
    <fieldset className={styles.environments}>
      <legend>{t('form.environment')}</legend>
      {(['live', 'test'] as const).filter((environment) => environments.includes(environment)).map((environment) => (
        <label key={environment}>
          <input type="radio" name="environment" checked={environment === chosen} onChange={() => onChoose(environment)} />
          <span><EnvironmentMark environment={environment} /> {t(`environment.${environment}What`)}</span>
          <small>{t(`form.${environment}What`)}</small>
        </label>
      ))}
    </fieldset>
  )
}
