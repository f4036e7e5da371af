/** What main and the backend process say to each other. Pages talk to the backend over ports of their own. */
export type ToBackend =
  | { readonly type: 'start'; readonly dataFolder: string; readonly version: string; readonly secretsKind: 'keychain' | 'passphrase' | 'key-file' }
  /** With the page's port. */
  | { readonly type: 'client' }
  | { readonly type: 'suspend' }
  | { readonly type: 'resume' }
  | { readonly type: 'close' }
  | { readonly type: 'secrets-answer'; readonly id: number; readonly ok: boolean; readonly value: unknown }

export type FromBackend =
  | { readonly type: 'ready' }
  | { readonly type: 'cannot-start'; readonly failure: string; readonly detail: string }
  | { readonly type: 'attention'; readonly count: number }
  | { readonly type: 'secrets'; readonly id: number; readonly request: SecretsRequest }

export type SecretsRequest =
  | { readonly act: 'get'; readonly name: string }
  | { readonly act: 'set'; readonly name: string; readonly value: string }
  | { readonly act: 'delete'; readonly name: string }
