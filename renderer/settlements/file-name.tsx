import styles from './file-name.module.css'

/** Letters at the end that are always shown: files of one kind differ there. */
const tailLength = 14

/** A file's name; where there is not room for all of it, the middle is left out. */
export function FileName({ name }: { readonly name: string }) {
  const cut = Math.max(0, name.length - tailLength)
  return <span className={styles.name} title={name} translate="no"><span>{name.slice(0, cut)}</span>{name.slice(cut)}</span>
}
