import { UndecodableBytes, type ReadEvent, type Refused, type RefusalReason } from './reader.ts'

const LONGEST_DETAIL = 200

interface Place {
  readonly line?: number | null
  readonly field?: string | null
}

/** A refusal of the whole file. `detail` is the offending value or the limit that was passed. */
export const refused = (reason: RefusalReason, detail: string, { line = null, field = null }: Place = {}): Refused => ({
  kind: 'refused', reason, line, field, detail: detail.slice(0, LONGEST_DETAIL),
})

/** Ends a stream of bytes, text or lines that cannot go on; a stream has no other way to hand over a failure. */
export class FileRefused extends Error {
  readonly refusal: Refused
  constructor(reason: RefusalReason, detail: string, place?: Place) {
    super(`${reason}: ${detail}`)
    this.refusal = refused(reason, detail, place)
  }
}

/** The refusal that an error of a stream stands for; null for a bug, which goes on as an exception. */
export function refusalOf(error: unknown): Refused | null {
  if (error instanceof FileRefused) return error.refusal
  if (error instanceof UndecodableBytes) return refused('undecodable', `${error.encoding}, byte ${error.byteOffset}`)
  return null
}

/** The events of a reader, with a refusal thrown by one of its streams as the last of them. */
export async function* endingInRefusal(events: AsyncIterable<readonly ReadEvent[]>): AsyncGenerator<readonly ReadEvent[]> {
  try {
    yield* events
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === null) throw error
    yield [refusal]
  }
}
