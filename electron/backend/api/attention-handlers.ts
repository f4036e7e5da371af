import type { WorkItem as WorkItemView } from '../../../shared/contract/attention.ts'
import type { WorkItem } from '../attention/attention.service.ts'
import type { NeedKind } from '../attention/needs.ts'
import type { Desk } from '../desk.ts'
import { actorOf, type Door } from './door.ts'
import type { DeskOf } from './order-handlers.ts'

const nextActs: Record<Exclude<NeedKind, 'unknown_outcome'>, WorkItemView['nextAct']> = {
  late_money: 'attach_or_refund',
  underpaid: 'accept_or_ask_rest',
  overpaid: 'accept_or_refund_excess',
  hold_lapsing: 'capture_or_void',
  dispute_deadline: 'answer_dispute',
  refund_failed: 'refund_again',
  promised_payment: 'settle_promise',
  missing_file: 'fetch_file',
  account_broken: 'repair_account',
}

function itemView(desk: Desk<'live' | 'practice'>, item: WorkItem): WorkItemView {
  const orderNumber = item.orderId === null ? null : (desk.orderViews.find(item.orderId)?.number ?? null)
  const isStillAsking = item.facts['asking'] === 1
  const nextAct = item.kind === 'unknown_outcome' ? (isStillAsking ? 'wait' : 'decide') : nextActs[item.kind]
  return { ...item, facts: { ...item.facts }, orderNumber, nextAct }
}

export function attentionHandlers(door: Door, deskOf: DeskOf) {
  const { attention } = door
  const noteView = <N extends { items: readonly WorkItem[] }>(note: N) => ({ ...note, items: note.items.map((item) => ({ ...item, facts: { ...item.facts } })) })
  return {
    list: attention.list.handler(({ context }) => {
      const desk = deskOf(context)
      return desk.attention.list().map((item) => itemView(desk, item))
    }),
    count: attention.count.handler(({ context }) => ({ count: deskOf(context).attention.count() })),
    take: attention.take.handler(({ input, context }) => {
      const actor = actorOf(context)
      return deskOf(context).attention.take(input.itemId, input.mine ? actor.id : null, actor)
    }),
    annotate: attention.annotate.handler(({ input, context }) => deskOf(context).attention.annotate(input.itemId, input.note, actorOf(context))),
    shiftNotes: attention.shiftNotes.handler(({ context }) => deskOf(context).attention.shiftNotes(20).map(noteView)),
    writeShiftNote: attention.writeShiftNote.handler(({ input, context }) => noteView(deskOf(context).attention.writeShiftNote(input.words, actorOf(context)))),
    acceptShiftNote: attention.acceptShiftNote.handler(({ input, context }) => {
      const accepted = deskOf(context).attention.acceptShiftNote(input.noteId, actorOf(context))
      return accepted.ok ? { ok: true as const, value: noteView(accepted.value) } : accepted
    }),
    promises: attention.promises.handler(({ context }) => deskOf(context).promises.open()),
    promise: attention.promise.handler(({ input, context }) => deskOf(context).promises.make(input, actorOf(context))),
    settlePromise: attention.settlePromise.handler(({ input, context }) => deskOf(context).promises.settle(input, actorOf(context))),
    dropPromise: attention.dropPromise.handler(({ input, context }) => deskOf(context).promises.drop(input.promiseId, input.reason, actorOf(context))),
  }
}
