import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Actor, AuditService } from '../audit/audit.service.ts'
import type { Changes } from '../changes.ts'
import type { Clock } from '../host.ts'
import type { Database } from '../store/database.ts'
import type { Store } from '../store/store.ts'
import type { Need, NeedKind } from './needs.ts'

export interface WorkItem extends Need {
  readonly itemId: string
  readonly owner: string | null
  readonly note: string
}

export interface ShiftNote {
  readonly noteId: string
  readonly writtenAt: number
  readonly writtenBy: string
  readonly words: string
  /** The open items at the time of writing. */
  readonly items: readonly WorkItem[]
  readonly acceptedAt: number | null
  readonly acceptedBy: string | null
}

type ItemNotFound = { readonly kind: 'item-not-found' }
type NoteNotFound = { readonly kind: 'note-not-found' }
type OwnNote = { readonly kind: 'own-note' }

interface ItemRow {
  item_id: string
  kind: NeedKind
  subject: string
  order_id: string | null
  opened_at: number
  due_at: number | null
  facts: string
  owner: string | null
  note: string
}

export interface AttentionParts {
  readonly store: Store
  readonly clock: Clock
  readonly newId: () => string
  readonly changes: Changes
  readonly audit: AuditService
}

export type AttentionService = ReturnType<typeof createAttentionService>

/** The one list of stuck things. Items open and close by themselves with the condition behind them; people own and annotate them. */
export function createAttentionService({ store, clock, newId, changes, audit }: AttentionParts) {
  const { db, inTransaction } = store
  const items = createItemStatements(db)
  const notes = createNoteStatements(db)

  /** Makes the open items of one order, or of the given kinds, exactly these. */
  const bringUpToDate = (open: ItemRow[], needs: readonly Need[], closedBy: string): void => {
    const isSame = (item: ItemRow, need: Need): boolean => item.kind === need.kind && item.subject === need.subject
    const gone = open.filter((item) => !needs.some((need) => isSame(item, need)))
    for (const item of gone) items.close.run(clock.now(), closedBy, item.item_id)
    let isChanged = gone.length > 0
    for (const need of needs) {
      const facts = JSON.stringify(need.facts)
      const item = open.find((one) => isSame(one, need))
      if (item === undefined) {
        items.insert.run(newId(), need.kind, need.subject, need.orderId, need.since, need.dueAt, facts)
        isChanged = true
      } else if (item.facts !== facts || item.due_at !== need.dueAt) {
        items.update.run(facts, need.dueAt, item.item_id)
        isChanged = true
      }
    }
    if (isChanged) store.afterCommit(() => changes.announce('attention'))
  }

  return {
    setOrderNeeds: (orderId: string, needs: readonly Need[]): void =>
      inTransaction(() => bringUpToDate(items.ofOrder.all(orderId), needs, 'system')),

    /** For things that are not about one order: all open items of the kind become exactly these. */
    setNeedsOfKind: (kind: NeedKind, needs: readonly Need[]): void =>
      inTransaction(() => bringUpToDate(items.open.all().filter((item) => item.kind === kind), needs, 'system')),

    /** For one thing of that kind: what it needs, or nothing any more. */
    setNeed: (kind: NeedKind, subject: string, need: Need | null): void =>
      inTransaction(() => bringUpToDate(items.ofSubject.all(kind, subject), need === null ? [] : [need], 'system')),

    /** Open items, what is due first at the top, then the oldest. */
    list: (): WorkItem[] => items.open.all().map(itemOf),
    count: (): number => items.count.get()?.count ?? 0,

    take: (itemId: string, owner: string | null, by: Actor): Result<null, ItemNotFound> => {
      if (items.setOwner.run(owner, itemId).changes === 0) return fail({ kind: 'item-not-found' })
      audit.note(by, 'attention.take', itemId, { owner })
      changes.announce('attention')
      return ok(null)
    },
    annotate: (itemId: string, note: string, by: Actor): Result<null, ItemNotFound> => {
      if (items.setNote.run(note, itemId).changes === 0) return fail({ kind: 'item-not-found' })
      audit.note(by, 'attention.annotate', itemId, { note })
      changes.announce('attention')
      return ok(null)
    },

    /** The note from one shift to the next: the open items as they stand, and what the writer adds. */
    writeShiftNote: (words: string, by: Actor): ShiftNote =>
      inTransaction(() => {
        const note: ShiftNote = {
          noteId: newId(), writtenAt: clock.now(), writtenBy: by.id, words, items: items.open.all().map(itemOf), acceptedAt: null, acceptedBy: null,
        }
        notes.insert.run(note.noteId, note.writtenAt, note.writtenBy, words, JSON.stringify(note.items))
        audit.note(by, 'shift.hand-over', note.noteId, { items: note.items.length })
        store.afterCommit(() => changes.announce('attention'))
        return note
      }),
    /** The next person confirms to have read it; nobody accepts a note of their own. */
    acceptShiftNote: (noteId: string, by: Actor): Result<ShiftNote, NoteNotFound | OwnNote> =>
      inTransaction(() => {
        const note = notes.select.get(noteId)
        if (note === undefined) return fail({ kind: 'note-not-found' })
        if (note.written_by === by.id) return fail({ kind: 'own-note' })
        if (note.accepted_at === null) {
          notes.accept.run(clock.now(), by.id, noteId)
          audit.note(by, 'shift.accept', noteId)
          store.afterCommit(() => changes.announce('attention'))
        }
        return ok(noteOf(notes.select.get(noteId)!))
      }),
    shiftNotes: (limit: number): ShiftNote[] => notes.newest.all(limit).map(noteOf),
  }
}

const itemOf = (row: ItemRow): WorkItem => ({
  itemId: row.item_id, kind: row.kind, subject: row.subject, orderId: row.order_id, since: row.opened_at, dueAt: row.due_at,
  facts: JSON.parse(row.facts) as WorkItem['facts'], owner: row.owner, note: row.note,
})

function createItemStatements(db: Database) {
  const columns = 'item_id, kind, subject, order_id, opened_at, due_at, facts, owner, note'
  return {
    open: db.prepare<[], ItemRow>(
      `SELECT ${columns} FROM work_items WHERE closed_at IS NULL ORDER BY due_at IS NULL, due_at, opened_at, item_id`,
    ),
    ofOrder: db.prepare<[string], ItemRow>(`SELECT ${columns} FROM work_items WHERE order_id = ? AND closed_at IS NULL`),
    ofSubject: db.prepare<[string, string], ItemRow>(`SELECT ${columns} FROM work_items WHERE kind = ? AND subject = ? AND closed_at IS NULL`),
    count: db.prepare<[], { count: number }>('SELECT COUNT(*) AS count FROM work_items WHERE closed_at IS NULL'),
    insert: db.prepare(
      'INSERT INTO work_items (item_id, kind, subject, order_id, opened_at, due_at, facts) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    update: db.prepare('UPDATE work_items SET facts = ?, due_at = ? WHERE item_id = ?'),
    close: db.prepare('UPDATE work_items SET closed_at = ?, closed_by = ? WHERE item_id = ?'),
    setOwner: db.prepare('UPDATE work_items SET owner = ? WHERE item_id = ? AND closed_at IS NULL'),
    setNote: db.prepare('UPDATE work_items SET note = ? WHERE item_id = ? AND closed_at IS NULL'),
  }
}

interface NoteRow {
  note_id: string
  written_at: number
  written_by: string
  words: string
  items: string
  accepted_at: number | null
  accepted_by: string | null
}

const noteOf = (row: NoteRow): ShiftNote => ({
  noteId: row.note_id, writtenAt: row.written_at, writtenBy: row.written_by, words: row.words, items: JSON.parse(row.items) as WorkItem[],
  acceptedAt: row.accepted_at, acceptedBy: row.accepted_by,
})

function createNoteStatements(db: Database) {
  const columns = 'note_id, written_at, written_by, words, items, accepted_at, accepted_by'
  return {
    insert: db.prepare('INSERT INTO shift_notes (note_id, written_at, written_by, words, items) VALUES (?, ?, ?, ?, ?)'),
    select: db.prepare<[string], NoteRow>(`SELECT ${columns} FROM shift_notes WHERE note_id = ?`),
    newest: db.prepare<[number], NoteRow>(`SELECT ${columns} FROM shift_notes ORDER BY note_id DESC LIMIT ?`),
    accept: db.prepare('UPDATE shift_notes SET accepted_at = ?, accepted_by = ? WHERE note_id = ?'),
  }
}
