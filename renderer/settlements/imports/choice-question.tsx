import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './question.module.css'

interface ChoiceQuestionProps {
  readonly words: ReactNode
  readonly choices: readonly { readonly label: string; readonly hint: string | null; readonly choose: () => void }[]
}

/** A question with a few answers, each with what the file's example would then be. */
export function ChoiceQuestion({ words, choices }: ChoiceQuestionProps) {
  return (
    <div className={styles.question}>
      <p>{words}</p>
      <div className={styles.choices}>
        {choices.map(({ label, hint, choose }) => <Button key={label} onClick={choose}>{label}{hint !== null && <span className={styles.hint}>{hint}</span>}</Button>)}
      </div>
    </div>
  )
}
