import { UnreadableSecrets, type SecretStore } from '../backend/host.ts'
import type { SecretsAnswer, SecretsRequest } from './backend-messages.ts'

export interface DesktopSecretsParts {
  readonly kind: SecretStore['kind']
  /** Asks main, which alone reaches the keychain. */
  readonly askKeychain: (request: SecretsRequest) => Promise<SecretsAnswer>
  /** Where the console in a browser keeps credentials of the same shop. */
  readonly file: SecretStore
  /** Names that the keychain holds while it cannot be used. */
  readonly sealedAway: readonly string[]
}

/**
 * Credentials of a shop that is opened with a keychain today and without one tomorrow (another desktop session, the console
 * in a browser). Each lies in one place only: writing it in one removes it from the other.
 */
export function createDesktopSecrets({ kind, askKeychain, file, sealedAway }: DesktopSecretsParts): SecretStore {
  const inKeychain = async (request: SecretsRequest): Promise<string | null> => {
    const answer = await askKeychain(request)
    if (!answer.ok) throw new UnreadableSecrets(answer.hint)
    return answer.value
  }
  const forgetInFile = async (name: string): Promise<void> => {
    if ((await file.get(name).catch(() => '')) !== null) await file.delete(name)
  }

  if (kind === 'keychain') {
    return {
      kind,
      get: async (name) => (await file.get(name)) ?? inKeychain({ act: 'get', name }),
      set: async (name, value) => {
        await inKeychain({ act: 'set', name, value })
        await forgetInFile(name)
      },
      delete: async (name) => {
        await inKeychain({ act: 'delete', name })
        await forgetInFile(name)
      },
    }
  }

  const away = new Set(sealedAway)
  const forgetInKeychain = async (name: string): Promise<void> => {
    if (!away.delete(name)) return
    await inKeychain({ act: 'delete', name })
  }
  return {
    kind,
    get: async (name) => {
      const found = await file.get(name)
      if (found === null && away.has(name)) throw new UnreadableSecrets('keychain-unavailable')
      return found
    },
    set: async (name, value) => {
      await file.set(name, value)
      await forgetInKeychain(name)
    },
    delete: async (name) => {
      await file.delete(name)
      await forgetInKeychain(name)
    },
  }
}
