import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CsvAnswers } from '../../../shared/contract/csv-profiles.ts'
import styles from './csv-questions.module.css'

interface DirectionWordsProps {
  /** The column and its words that are not known, with commas between. */
  readonly question: { readonly column: string; readonly example: string }
  readonly onChange: (changed: Partial<CsvAnswers>) => void
}

/** Which of a column's words mean money in, and which money out. */
export function DirectionWords({ question, onChange }: DirectionWordsProps) {
  const { t } = useTranslation('csv')
  const words = question.example.split(', ')
  const [out, setOut] = useState<readonly string[]>([])
  const answer = (): void => onChange({ direction: { out: words.filter((word) => out.includes(word)), in: words.filter((word) => !out.includes(word)) } })
  return (
    <div className={styles.question}>
      <p>{t('question.direction', { column: question.column })}</p>
      {words.map((word) => (
        <div key={word} className={styles.line}>
          <span>{word}</span>
          <SegmentedControl
            aria-label={word} value={out.includes(word) ? 'out' : 'in'} data={[{ value: 'in', label: t('moneyIn') }, { value: 'out', label: t('moneyOut') }]}
            onChange={(way) => setOut(way === 'out' ? [...out, word] : out.filter((one) => one !== word))}
          />
        </div>
      ))}
      <div><Button onClick={answer}>{t('take')}</Button></div>
    </div>
  )
}
