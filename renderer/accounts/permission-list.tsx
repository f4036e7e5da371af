import styles from './permission-list.module.css'
import { usePermissionWords } from './platform-words.ts'

/** Permissions by the platform's names, so that they are found there, and what each is for. */
export function PermissionList({ permissions }: { readonly permissions: readonly string[] }) {
  const wordsOf = usePermissionWords()
  return (
    <ul className={styles.list}>
      {permissions.map((permission) => (
        <li key={permission}>
          <code translate="no">{permission}</code>
          <span>{wordsOf(permission)}</span>
        </li>
      ))}
    </ul>
  )
}
