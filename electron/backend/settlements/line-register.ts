import type { Database } from '../store/database.ts'

/** A line as far as it is needed to tell whether another is the same. */
export interface KnownLine {
  readonly lineId: number
  readonly nativeId: string | null
  readonly type: string
  readonly content: number
}

/** New lines that are gathered before they are entered: enough that each page of the index is touched few times. */
const mostWaiting = 262_144
/** Lines entered in one transaction. */
const linesEach = 8_000

/**
 * The register of lines by identity. Identities are spread at random over their range; entered one by one, a million of them
 * would rewrite the whole index a thousand times. So new lines wait and are entered in the order of their identities.
 */
export function createLineRegister(db: Database) {
  const select = db.prepare<[number], KnownLine>(
    `SELECT l.line_id AS lineId, l.native_id AS nativeId, l.type, l.content FROM line_identities i CROSS JOIN all_settlement_lines l ON l.line_id = i.line_id WHERE i.identity = ?`,
  )
  const insert = db.prepare('INSERT INTO line_identities (identity, line_id) VALUES (?, ?) ON CONFLICT DO NOTHING')
  let identities = new Float64Array(1_024)
  let lineIds = new Float64Array(1_024)
  let count = 0
  /** Places of the waiting lines in the order in which they are entered; null while they still gather. */
  let order: Uint32Array | null = null
  let entered = 0

  return {
    find: (identity: number): KnownLine | undefined => select.get(identity),
    /** Remembers a new line, to be entered later. */
    wait: (identity: number, lineId: number): void => {
      if (count === identities.length) {
        identities = longer(identities)
        lineIds = longer(lineIds)
      }
      identities[count] = identity
      lineIds[count] = lineId
      count += 1
    },
    /** So many are waiting that they should be entered. */
    isFull: (): boolean => count >= mostWaiting,
    /**
     * Enters some of the waiting lines, inside the caller's transaction, and says whether more are waiting. `onTaken` is told of
     * a line whose identity belongs to another one by now.
     */
    enterSome: (onTaken: (identity: number, lineId: number) => void): boolean => {
      // Of two with one identity the first of the file is entered.
      order ??= Uint32Array.from({ length: count }, (_, place) => place).sort((a, b) => identities[a]! - identities[b]! || a - b)
      const until = Math.min(count, entered + linesEach)
      for (; entered < until; entered += 1) {
        const place = order[entered]!
        if (insert.run(identities[place], lineIds[place]).changes === 0) onTaken(identities[place]!, lineIds[place]!)
      }
      if (entered < count) return true
      order = null
      count = 0
      entered = 0
      return false
    },
    /** Enters one line at once; false when its identity is taken. */
    enter: (identity: number, lineId: number): boolean => insert.run(identity, lineId).changes === 1,
  }
}

function longer(values: Float64Array): Float64Array<ArrayBuffer> {
  const copy = new Float64Array(values.length * 2)
  copy.set(values)
  return copy
}
