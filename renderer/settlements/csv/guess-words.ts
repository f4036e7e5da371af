import { useTranslation } from 'react-i18next'
import type { CsvGuess } from '../../../shared/contract/csv-profiles.ts'
import { translations } from '../../language/translations.ts'

type Reason = keyof (typeof translations)['en']['csv']['reason']

const isKnown = (text: string): text is Reason => text in translations.en.csv.reason

const noFacts = { column: '', example: '', currency: '', lines: '', width: '', line: '', rows: '', out: '', in: '', breaks: '' }

/** Why something is taken for what it is. */
export function useGuessWords(): (guess: CsvGuess | undefined) => string {
  const { t } = useTranslation('csv')
  return (guess) => (guess === undefined ? '' : isKnown(guess.reason) ? t(`reason.${guess.reason}`, { ...noFacts, ...guess.facts }) : guess.reason)
}
