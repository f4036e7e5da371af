import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { KeptWindow } from './window-placement.ts'

/** What the desktop remembers for this machine's sake. Nothing of it belongs to the shop. */
export interface DesktopState {
  readonly window?: KeptWindow
  /** Where the last file was saved. */
  readonly saveFolder?: string
  readonly withoutGraphicsCard?: boolean
}

export interface KeptDesktopState {
  get(): DesktopState
  change(some: DesktopState): void
}

/** Reads the file once. One that is missing or damaged counts as empty: nothing in it is worth a question. */
export function keepDesktopState(file: string): KeptDesktopState {
  let state = read(file)
  return {
    get: () => state,
    change: (some) => {
      state = { ...state, ...some }
      try {
        writeFileSync(`${file}.partial`, `${JSON.stringify(state)}\n`, { mode: 0o600 })
        renameSync(`${file}.partial`, file)
      } catch {
        // A full disk is the backend's to tell. For this, the place of a window, the program does not end.
      }
    },
  }
}

function read(file: string): DesktopState {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof found === 'object' && found !== null ? found : {}
  } catch {
    return {}
  }
}
