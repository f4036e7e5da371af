import { newId, type RandomSource } from '../randomness.ts'
import type { ChannelDatabase } from './channel-file.ts'

/** What the channel remembers about itself. */
export interface Settings {
  /** Made with the file: a cursor that names another channel belongs to a sandbox that was wiped. */
  readonly channelId: string
  get(name: SettingName): string | null
  set(name: SettingName, value: string): void
}

type SettingName = 'clock-offset-ms' | 'port' | 'faults'

export function createSettings(db: ChannelDatabase, random: RandomSource): Settings {
  const select = db.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck()
  const upsert = db.prepare('INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
  const channelId = select.get('channel-id') ?? newId('ch', random)
  upsert.run('channel-id', channelId)
  return { channelId, get: (name) => select.get(name) ?? null, set: (name, value) => void upsert.run(name, value) }
}
