import type { Rectangle, SafeStorage } from 'electron'

/** The machine that the stand-in pretends to be. Comes as JSON in the environment. */
export interface Circumstances {
  readonly platform: NodeJS.Platform
  readonly languages: readonly string[]
  readonly isPackaged: boolean
  /** Work areas of the displays, the main one first. */
  readonly displays: readonly Rectangle[]
  readonly keyStore: ReturnType<SafeStorage['getSelectedStorageBackend']> | 'none'
  /** The key store asks for what it opens to be sealed anew. */
  readonly keysRotated: boolean
  readonly hasTray: boolean
}

const usualCircumstances: Circumstances = {
  platform: 'linux', languages: ['en-GB'], isPackaged: false, displays: [{ x: 0, y: 0, width: 1920, height: 1040 }], keyStore: 'gnome_libsecret', keysRotated: false,
  hasTray: true,
}

export const circumstancesVariable = 'COUNTERFOIL_STAND_IN'

export const readCircumstances = (): Circumstances => ({ ...usualCircumstances, ...(JSON.parse(process.env[circumstancesVariable] ?? '{}') as Partial<Circumstances>) })
