/** A page of a list that is read by key. One row more than is asked for tells whether another page follows. */
export function pageOf<Row, Cursor>(limit: number, read: (limit: number) => readonly Row[], cursorOf: (last: Row) => Cursor): { rows: Row[]; next: Cursor | null } {
  const found = read(limit + 1)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { rows, next: found.length > limit && last !== undefined ? cursorOf(last) : null }
}
