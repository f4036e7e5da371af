import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export type Language = 'en' | 'zh-CN'
export type Appearance = 'system' | 'light' | 'dark'

/** What belongs to this device, not to the shop. */
export interface Preferences {
  readonly language: Language
  readonly appearance: Appearance
  readonly isSidebarNarrow: boolean
  /** Keys without Ctrl, such as "g o". Some people's tools type letters by themselves. */
  readonly hasLetterKeys: boolean
  /** Name of this till on its orders. Like orders are guarded against per till. */
  readonly till: string
}

const deviceLanguage = (): Language => (navigator.languages.find((tag) => /^(?:zh|en)\b/iu.test(tag))?.toLowerCase().startsWith('zh') === true ? 'zh-CN' : 'en')

export const usePreferences = create<Preferences>()(
  persist((): Preferences => ({ language: deviceLanguage(), appearance: 'system', isSidebarNarrow: false, hasLetterKeys: true, till: '1' }), {
    name: 'counterfoil.preferences',
    version: 1,
  }),
)

export function setPreference<Name extends keyof Preferences>(name: Name, value: Preferences[Name]): void {
  usePreferences.setState({ [name]: value } as Pick<Preferences, Name>)
}
