import { useTranslation } from 'react-i18next'
import { ChoiceQuestion } from './choice-question.tsx'

const encodings = ['utf-8', 'gb18030', 'windows-1252', 'utf-16le', 'utf-16be'] as const

/** Bytes that fit no reading: with which letters was it written? */
export function EncodingQuestion({ onAnswer }: { readonly onAnswer: (encoding: string) => void }) {
  const { t } = useTranslation('settlements')
  return (
    <ChoiceQuestion
      words={t('question.encoding')}
      choices={encodings.map((encoding) => ({ label: encoding.toUpperCase(), hint: t(`question.encodingOf.${encoding}`), choose: () => onAnswer(encoding) }))}
    />
  )
}
