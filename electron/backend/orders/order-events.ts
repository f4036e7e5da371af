import type { Clock } from '../host.ts'
import type { Database } from '../store/database.ts'

export type OrderEventKind =
  | 'created' | 'new_attempt' | 'charged_despite'
  | 'wished' | 'sent' | 'answered' | 'refused' | 'not_done' | 'unknown' | 'asked' | 'found' | 'not_found' | 'decided'
  | 'told' | 'told_late' | 'implausible' | 'step' | 'late_money' | 'attached' | 'verdict'
  | 'refund' | 'dispute' | 'handed_over' | 'noted' | 'accepted'

export interface OrderEvent {
  readonly eventId: string
  readonly orderId: string
  readonly at: number
  readonly kind: OrderEventKind
  /** Person id, "platform" or "system". */
  readonly actor: string
  readonly paymentId: string | null
  readonly callId: string | null
  readonly facts: Readonly<Record<string, unknown>>
}

export interface NewOrderEvent {
  readonly orderId: string
  readonly kind: OrderEventKind
  readonly actor: string
  readonly paymentId?: string | null
  readonly callId?: string | null
  readonly facts?: Readonly<Record<string, unknown>>
}

export interface OrderEvents {
  note(event: NewOrderEvent): void
  ofOrder(orderId: string): OrderEvent[]
}

type EventRow = Omit<OrderEvent, 'facts'> & { facts: string }

const eventOf = ({ facts, ...event }: EventRow): OrderEvent => ({ ...event, facts: JSON.parse(facts) as Record<string, unknown> })

export function createOrderEvents(db: Database, clock: Clock, newId: () => string): OrderEvents {
  const insert = db.prepare(
    'INSERT INTO order_events (event_id, order_id, at, kind, actor, payment_id, call_id, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const select = db.prepare<[string], EventRow>(
    `SELECT event_id AS eventId, order_id AS orderId, at, kind, actor, payment_id AS paymentId, call_id AS callId, facts
       FROM order_events WHERE order_id = ? ORDER BY event_id`,
  )
  return {
    note: ({ orderId, kind, actor, paymentId = null, callId = null, facts = {} }) =>
      void insert.run(newId(), orderId, clock.now(), kind, actor, paymentId, callId, JSON.stringify(facts)),
    ofOrder: (orderId) => select.all(orderId).map(eventOf),
  }
}
