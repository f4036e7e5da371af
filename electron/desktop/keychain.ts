import type { SafeStorage } from 'electron'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Log } from '../backend/host.ts'
import type { SecretsAnswer, SecretsRequest } from './backend-messages.ts'

type KeyStore = Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'>

interface SealedSecret {
  /** The key store in use when it was sealed; another one cannot open it, and that can then be said. */
  readonly store: string
  /** base64 */
  readonly sealed: string
}

type SealedSecrets = Readonly<Record<string, SealedSecret>>

export interface Keychain {
  answer(request: SecretsRequest): Promise<SecretsAnswer>
  /** Names of what is sealed, whether it can be opened now or not. */
  names(): readonly string[]
}

/** On Linux the system may offer a store that protects nothing; that is no keychain. */
export async function isKeychainUsable(safeStorage: KeyStore, platform: NodeJS.Platform): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
  if (platform !== 'linux') return true
  return !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
}

/** Platform credentials, sealed by the operating system's keychain. */
export function createKeychain(safeStorage: KeyStore, dataFolder: string, platform: NodeJS.Platform, log: Log): Keychain {
  const file = path.join(dataFolder, 'keychain.json')
  const storeName = (): string => (platform === 'linux' ? safeStorage.getSelectedStorageBackend() : platform)

  const load = (): SealedSecrets => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { secrets: SealedSecrets }).secrets : {})
  const save = (secrets: SealedSecrets): void => {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.partial`, `${JSON.stringify({ version: 1, secrets }, null, 1)}\n`, { mode: 0o600 })
    renameSync(`${file}.partial`, file)
  }

  const seal = async (name: string, value: string): Promise<void> => {
    const sealed = (await safeStorage.encryptStringAsync(value)).toString('base64')
    save({ ...load(), [name]: { store: storeName(), sealed } })
  }

  const open = async (name: string): Promise<string | null> => {
    const secret = load()[name]
    if (secret === undefined) return null
    if (secret.store !== storeName()) {
      // Linux only: the program's switch --password-store=... brings the other store back.
      throw new Error(`sealed by ${secret.store}; the key store now is ${storeName()}`)
    }
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(secret.sealed, 'base64'))
    if (shouldReEncrypt) await seal(name, result)
    return result
  }

  const forget = (name: string): void => {
    const { [name]: _gone, ...rest } = load()
    save(rest)
  }

  const carryOut = async (request: SecretsRequest): Promise<string | null> => {
    if (request.act === 'get') return open(request.name)
    if (request.act === 'set') await seal(request.name, request.value)
    else forget(request.name)
    return null
  }

  return {
    answer: async (request) => {
      try {
        return { ok: true, value: await carryOut(request) }
      } catch (error) {
        log.warn('keychain.failed', { act: request.act, name: request.name, error: String(error) })
        return { ok: false, hint: error instanceof SyntaxError ? 'damaged' : 'keychain-unavailable' }
      }
    },
    names: () => {
      try {
        return Object.keys(load())
      } catch {
        return []
      }
    },
  }
}
