/** Whatever differs between desktop, web, command line and tests. Nothing else in the backend asks where it runs. */
export interface Host {
  /** Absolute path of the folder that holds everything this shop keeps. */
  readonly dataFolder: string
  readonly kind: 'desktop' | 'web' | 'cli' | 'test'
  readonly version: string
  readonly clock: Clock
  /** A new ULID. */
  readonly newId: () => string
  /** 0 <= x < 1; for jitter and codes, never for secrets. */
  readonly random: () => number
  readonly fetch: typeof globalThis.fetch
  readonly secrets: SecretStore
  readonly log: Log
  /** Resolves after the time or as soon as the signal aborts; never rejects. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** The program for long work off the main thread; null: it runs on this one (simulated time). */
  readonly jobWorker: URL | null
  /** Ids and secrets of the embedded sandbox, when they must be the same in every run (demonstration data). */
  readonly sandboxRandom?: { bytes(count: number): Uint8Array }
}

export interface Clock {
  /** UTC milliseconds. */
  now(): number
}

export interface Log {
  info(event: string, facts?: Readonly<Record<string, unknown>>): void
  warn(event: string, facts?: Readonly<Record<string, unknown>>): void
  error(event: string, facts?: Readonly<Record<string, unknown>>): void
}

/** Keeps platform credentials outside the database. */
export interface SecretStore {
  /** Where secrets lie, for the settings page. */
  readonly kind: 'keychain' | 'passphrase' | 'key-file' | 'memory'
  /** Null when there is none under this name. Throws `UnreadableSecrets` when there are some but they cannot be opened. */
  get(name: string): Promise<string | null>
  set(name: string, value: string): Promise<void>
  delete(name: string): Promise<void>
}

export class UnreadableSecrets extends Error {
  readonly hint: 'wrong-passphrase' | 'key-file-missing' | 'keychain-unavailable' | 'damaged'
  constructor(hint: UnreadableSecrets['hint']) {
    super(`stored credentials cannot be opened: ${hint}`)
    this.hint = hint
  }
}
