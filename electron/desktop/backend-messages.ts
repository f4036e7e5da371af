/** What main and the backend process say to each other. Pages talk to the backend over ports of their own. */
export type ToBackend =
  | {
    readonly type: 'start'
    readonly dataFolder: string
    readonly version: string
    readonly secretsKind: 'keychain' | 'passphrase' | 'key-file'
    /** Names of credentials that the keychain holds while it cannot be used. */
    readonly sealedAway: readonly string[]
  }
  /** With the page's port. */
  | { readonly type: 'client' }
  | { readonly type: 'suspend' }
  | { readonly type: 'resume' }
  | { readonly type: 'close' }
  | { readonly type: 'secrets-answer'; readonly id: number; readonly answer: SecretsAnswer }

export type FromBackend =
  | { readonly type: 'ready' }
  | { readonly type: 'cannot-start'; readonly failure: StartFailureKind; readonly detail: string }
  | { readonly type: 'attention'; readonly count: number }
  | { readonly type: 'secrets'; readonly id: number; readonly request: SecretsRequest }

/** What keeps the backend from starting, now and at the next attempt. */
export type StartFailureKind = 'folder-in-use' | 'schema-from-the-future' | 'damaged' | 'disk-full' | 'unwritable'

export type SecretsRequest =
  | { readonly act: 'get'; readonly name: string }
  | { readonly act: 'set'; readonly name: string; readonly value: string }
  | { readonly act: 'delete'; readonly name: string }

export type SecretsAnswer =
  | { readonly ok: true; readonly value: string | null }
  | { readonly ok: false; readonly hint: 'keychain-unavailable' | 'damaged' }
