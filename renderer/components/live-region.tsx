import { create } from 'zustand'
import styles from './page.module.css'

const useSaid = create<{ words: string; turn: number }>(() => ({ words: '', turn: 0 }))

/** Says something to those who listen instead of look. The same words twice are said twice. */
export const announce = (words: string): void => useSaid.setState(({ turn }) => ({ words, turn: turn + 1 }))

export function LiveRegion() {
  const { words, turn } = useSaid()
  return <output className={styles.hidden} style={{ insetBlockStart: 0 }} aria-live="polite">{words === '' ? '' : `${words}${turn % 2 === 0 ? '' : '\u200b'}`}</output>
}
