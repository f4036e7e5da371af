import { useTranslation } from 'react-i18next'
import { translations } from './translations.ts'

type Why = keyof (typeof translations)['en']['words']['why']

const isKnown = (text: string): text is Why => text in translations.en.words.why

/** Words for the reasons that the backend notes as single terms; what it says in other words is shown as it is. */
export function useWhy(): (reason: unknown) => string {
  const { t } = useTranslation('words')
  return (reason) => (typeof reason !== 'string' ? '' : isKnown(reason) ? t(`why.${reason}`) : reason)
}
