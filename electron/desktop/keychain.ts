import type { SafeStorage } from 'electron'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { SecretsRequest } from './backend-messages.ts'

type Store = Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'>

interface SealedFile {
  /** The key store in use when it was written; another one later cannot open it, and that can then be said. */
  readonly store: string
  readonly secrets: Record<string, string>
}

/** On Linux the system may offer a store that protects nothing; that is no keychain. */
export async function isKeychainUsable(safeStorage: Store, platform: NodeJS.Platform): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
  if (platform !== 'linux') return true
  return !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
}

/** Platform credentials, sealed by the operating system's keychain. Answers what the backend asks. */
export function createKeychain(safeStorage: Store, dataFolder: string, platform: NodeJS.Platform) {
  const file = path.join(dataFolder, 'keychain.json')
  const storeName = (): string => (platform === 'linux' ? safeStorage.getSelectedStorageBackend() : platform)

  const load = (): SealedFile => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SealedFile) : { store: storeName(), secrets: {} })
  const save = (secrets: Record<string, string>): void => {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.partial`, `${JSON.stringify({ store: storeName(), secrets }, null, 1)}\n`, { mode: 0o600 })
    renameSync(`${file}.partial`, file)
  }

  const get = async (name: string): Promise<string | null> => {
    const { store, secrets } = load()
    const sealed = secrets[name]
    if (sealed === undefined) return null
    if (store !== storeName()) throw new Error(`sealed by ${store}, which is not the key store now (${storeName()})`)
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'))
    if (shouldReEncrypt) await set(name, result)
    return result
  }

  const set = async (name: string, value: string): Promise<null> => {
    const sealed = (await safeStorage.encryptStringAsync(value)).toString('base64')
    save({ ...load().secrets, [name]: sealed })
    return null
  }

  return async (request: SecretsRequest): Promise<unknown> => {
    switch (request.act) {
      case 'get':
        return get(request.name)
      case 'set':
        return set(request.name, request.value)
      case 'delete': {
        const { [request.name]: _gone, ...rest } = load().secrets
        save(rest)
        return null
      }
    }
  }
}
