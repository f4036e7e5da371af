import { memorySource } from '../../../../electron/backend/settlements/formats/byte-source.ts'
import { decodeFile } from '../../../../electron/backend/settlements/formats/decode.ts'
import { limits, type Limits } from '../../../../electron/backend/settlements/formats/limits.ts'
import type { DecodedFile, FormatReader, PayoutNotice, ReadEvent, ReadOptions, SettlementLine } from '../../../../electron/backend/settlements/formats/reader.ts'

/** A file in memory, decoded as a reader with this habit sees it. */
export const decoded = (content: string | Uint8Array, habit?: string): Promise<DecodedFile> =>
  decodeFile(memorySource('file', typeof content === 'string' ? Buffer.from(content) : content), { limits }, habit)

/** Every event that one reader makes of a file. */
export async function eventsOf(
  reader: FormatReader, content: string | Uint8Array, { limits: changes, ...options }: Partial<Omit<ReadOptions, 'limits'>> & { readonly limits?: Partial<Limits> } = {},
): Promise<readonly ReadEvent[]> {
  const events: ReadEvent[] = []
  const source = await decoded(content, reader.encodingHabit)
  for await (const batch of reader.read(source, { zone: 'Europe/Berlin', limits: { ...limits, ...changes }, ...options })) events.push(...batch)
  return events
}

export const linesIn = (events: readonly ReadEvent[]): readonly SettlementLine[] => events.filter((event) => event.kind === 'line')
export const noticesIn = (events: readonly ReadEvent[]): readonly PayoutNotice[] => events.filter((event) => event.kind === 'payout-notice')
export const refusalIn = (events: readonly ReadEvent[]) => events.find((event) => event.kind === 'refused') ?? null
