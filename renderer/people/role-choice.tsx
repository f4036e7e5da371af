import { useTranslation } from 'react-i18next'
import { roles, type Role } from '../../shared/role.ts'
import styles from './role-choice.module.css'

/** The three roles, each with what it means. */
export function RoleChoice({ chosen, onChoose }: { readonly chosen: Role; readonly onChoose: (role: Role) => void }) {
  const { t } = useTranslation('people')
  return (
    <fieldset className={styles.roles}>
      <legend>{t('role.label')}</legend>
      {roles.map((role) => (
        <label key={role}>
          <input type="radio" name="role" checked={role === chosen} onChange={() => onChoose(role)} />
          <strong>{t(`role.${role}`)}</strong>
          <small>{t(`may.${role}`)}</small>
        </label>
      ))}
    </fieldset>
  )
}
