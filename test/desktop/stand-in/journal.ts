/** What was asked of the stand-in, in order: `name` as in Electron's documentation. */
export interface Entry {
  readonly call: string
  readonly values: readonly unknown[]
}

export const journal: Entry[] = []

export const note = (call: string, ...values: readonly unknown[]): void => void journal.push({ call, values })
