import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { UnreadableSecrets, type SecretStore } from '../backend/host.ts'

/** AES-256-GCM under a key from a passphrase (scrypt) or from a key file that only its owner can read. */
interface SecretsFile {
  readonly version: 1
  readonly kind: 'passphrase' | 'key-file'
  /** base64; for the passphrase. */
  readonly salt: string
  readonly secrets: Record<string, { readonly nonce: string; readonly tag: string; readonly text: string }>
}

const scryptCost = { N: 65_536, r: 8, p: 1, maxmem: 128 * 1024 * 1024 }

/**
 * Secrets for hosts without a desktop keychain. With a passphrase the key exists only while the program runs; without one
 * it lies beside the secrets, readable by its owner only, and the settings page says so.
 */
export function createSecretFile(dataFolder: string, passphrase: string | undefined): SecretStore {
  const file = path.join(dataFolder, 'secrets.json')
  const keyFile = path.join(dataFolder, 'secrets.key')
  const wanted: SecretsFile['kind'] = passphrase === undefined || passphrase === '' ? 'key-file' : 'passphrase'
  let key: Buffer | null = null
  let keyKind = wanted

  const load = (): SecretsFile => {
    const stored = readStored()
    // A file without secrets is under no key yet.
    if (stored !== null && (stored.kind === wanted || Object.keys(stored.secrets).length > 0)) return stored
    return { version: 1, kind: wanted, salt: randomBytes(16).toString('base64'), secrets: {} }
  }

  const readStored = (): SecretsFile | null => {
    if (!existsSync(file)) return null
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as SecretsFile
    } catch {
      throw new UnreadableSecrets('damaged')
    }
  }

  const keyFor = (stored: SecretsFile): Buffer => {
    if (key !== null && keyKind === stored.kind) return key
    keyKind = stored.kind
    if (stored.kind === 'passphrase') {
      if (wanted !== 'passphrase') throw new UnreadableSecrets('wrong-passphrase')
      key = scryptSync(passphrase!, Buffer.from(stored.salt, 'base64'), 32, scryptCost)
      return key
    }
    key = existsSync(keyFile) ? Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'base64') : makeKey(stored)
    if (key.length !== 32) throw new UnreadableSecrets('damaged')
    return key
  }

  const makeKey = (stored: SecretsFile): Buffer => {
    if (Object.keys(stored.secrets).length > 0) throw new UnreadableSecrets('key-file-missing')
    const made = randomBytes(32)
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    writeFileSync(keyFile, `${made.toString('base64')}\n`, { mode: 0o600 })
    return made
  }

  const save = (stored: SecretsFile): void => {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    const partial = `${file}.partial`
    writeFileSync(partial, `${JSON.stringify(stored, null, 1)}\n`, { mode: 0o600 })
    renameSync(partial, file)
  }

  const open = (stored: SecretsFile, name: string): string | null => {
    const sealed = stored.secrets[name]
    if (sealed === undefined) return null
    try {
      const decipher = createDecipheriv('aes-256-gcm', keyFor(stored), Buffer.from(sealed.nonce, 'base64'))
      decipher.setAAD(Buffer.from(name))
      decipher.setAuthTag(Buffer.from(sealed.tag, 'base64'))
      return Buffer.concat([decipher.update(Buffer.from(sealed.text, 'base64')), decipher.final()]).toString('utf8')
    } catch (error) {
      if (error instanceof UnreadableSecrets) throw error
      throw new UnreadableSecrets(stored.kind === 'passphrase' ? 'wrong-passphrase' : 'damaged')
    }
  }

  /** A secret that cannot be opened must not be joined by one under another key. */
  const assertSameKey = (stored: SecretsFile): void => {
    const [first] = Object.keys(stored.secrets)
    if (first !== undefined) open(stored, first)
  }

  return {
    /** As the secrets lie now, whatever the next ones would be under. */
    get kind() {
      try {
        return load().kind
      } catch {
        return wanted
      }
    },
    get: async (name) => open(load(), name),
    set: async (name, value) => {
      const stored = load()
      assertSameKey(stored)
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyFor(stored), nonce)
      cipher.setAAD(Buffer.from(name))
      const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
      const sealed = { nonce: nonce.toString('base64'), tag: cipher.getAuthTag().toString('base64'), text: text.toString('base64') }
      save({ ...stored, secrets: { ...stored.secrets, [name]: sealed } })
    },
    delete: async (name) => {
      const stored = load()
      const { [name]: _gone, ...rest } = stored.secrets
      save({ ...stored, secrets: rest })
    },
  }
}
