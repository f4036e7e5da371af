import { changeLanguage, use as extendWith } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { usePreferences, type Language } from '../stores/preferences.ts'
import { translations } from './translations.ts'

/** English as this device writes its dates: British where it does not say. */
const englishLocale = (): string => navigator.languages.find((tag) => tag.startsWith('en-')) ?? 'en-GB'

/** The tag for dates and numbers. */
export const localeOf = (language: Language): string => (language === 'zh-CN' ? 'zh-CN' : englishLocale())

/** Starts the translations and keeps them and the document in the language that the device is set to. */
export function startLanguage(): void {
  const { language } = usePreferences.getState()
  void extendWith(initReactI18next).init({
    resources: translations, lng: language, fallbackLng: 'en', defaultNS: 'words', initAsync: false,
    interpolation: { escapeValue: false }, // React escapes
    missingInterpolationHandler: (text) => reportError(new Error(`a text was not given what it names: ${text}`)),
  })
  document.documentElement.lang = language
  usePreferences.subscribe((after, before) => {
    if (after.language === before.language) return
    void changeLanguage(after.language)
    document.documentElement.lang = after.language
  })
}
