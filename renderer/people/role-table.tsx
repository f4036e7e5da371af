import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../shared/role.ts'
import { roleAbilities } from './role-abilities.ts'
import styles from './role-table.module.css'

/** From who may least to who may all. */
const columns: readonly Role[] = ['staff', 'accountant', 'owner']

/** What each role may do, side by side. */
export function RoleTable() {
  const { t } = useTranslation('people')
  return (
    <section className={styles.section}>
      <h2>{t('matrix.title')}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col"><span className={styles.heard}>{t('matrix.what')}</span></th>
            {columns.map((role) => <th key={role} scope="col">{t(`role.${role}`)}</th>)}
          </tr>
        </thead>
        <tbody>
          {roleAbilities.map(({ ability, roles }) => (
            <tr key={ability}>
              <th scope="row">{t(`ability.${ability}`)}</th>
              {columns.map((role) => (
                <td key={role}>
                  {roles.includes(role) ? <IconCheck size={18} stroke={2} aria-hidden /> : <span className={styles.no} aria-hidden>–</span>}
                  <span className={styles.heard}>{t(roles.includes(role) ? 'matrix.yes' : 'matrix.no')}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
