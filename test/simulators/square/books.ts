/** What Square knows, in the words of its API. The handlers read and write it; nothing here speaks HTTP. */

export interface SquareMoney { readonly amount: number; readonly currency: string }

export interface Dated { readonly id: string; readonly created_at: string; updated_at: string }

export interface SquareOrder extends Dated {
  readonly location_id: string
  readonly reference_id?: string
  readonly metadata?: Readonly<Record<string, string>>
  readonly line_items: readonly object[]
  state: 'DRAFT' | 'OPEN' | 'COMPLETED' | 'CANCELED'
  version: number
  readonly total_money: SquareMoney
  tenders?: { id: string; type: string; payment_id: string }[]
  fulfillments: { uid: string; type: string; state: string }[]
  closed_at?: string
}

export interface SquarePayment extends Dated {
  readonly order_id?: string
  readonly location_id: string
  status: string
  amount_money: SquareMoney
  total_money: SquareMoney
  approved_money?: SquareMoney
  refunded_money?: SquareMoney
  processing_fee?: { type: string; effective_at: string; amount_money: SquareMoney }[]
  delay_action?: string
  delayed_until?: string
  source_type: string
  card_details?: Record<string, unknown>
  refund_ids?: string[]
  note?: string
  buyer_email_address?: string
  [other: string]: unknown
}

interface SquareRefund extends Dated {
  status: string
  readonly amount_money: SquareMoney
  readonly payment_id: string
  readonly order_id: string
  readonly location_id: string
  readonly reason?: string
  processing_fee?: { type: string; effective_at: string; amount_money: SquareMoney }[]
}

export interface SquareDispute extends Dated {
  state: string
  readonly amount_money: SquareMoney
  readonly reason: string
  readonly due_at: string
  readonly disputed_payment: { readonly payment_id: string }
  readonly location_id: string
  version: number
}

export interface SquareLink extends Dated {
  readonly version: number
  readonly order_id: string
  readonly url: string
  readonly long_url: string
  readonly payment_note?: string
  readonly description?: string
  readonly checkout_options?: object
}

export interface SquarePayout extends Dated {
  status: string
  readonly location_id: string
  readonly amount_money: SquareMoney
  readonly type: string
  readonly arrival_date: string
  readonly end_to_end_id: string
  readonly version: number
  readonly destination: object
  readonly payout_fee?: readonly { readonly type: string; readonly effective_at: string; readonly amount_money: SquareMoney }[]
}

export interface SquareEntry {
  readonly id: string
  readonly type: string
  readonly effective_at: string
  readonly gross_amount_money: SquareMoney
  readonly fee_amount_money: SquareMoney
  readonly net_amount_money: SquareMoney
  /** And `type_…_details`, named after the type. */
}

export interface SquareLocation {
  readonly id: string
  readonly name: string
  readonly business_name: string
  readonly currency: string
  readonly status: 'ACTIVE' | 'INACTIVE'
  readonly timezone: string
  readonly capabilities: readonly string[]
}

/** How the simulator behaves; tests change it while it runs. */
interface Moods {
  /** How long a change takes to show in lists, but for that of disputes. Asking by id is never late. */
  listDelayMs: number
  /** How long after a payment its fee appears. */
  feeDelayMs: number
  /** How long a refund is PENDING. */
  refundMs: number
  pageSize: number
  /** What link orders are fulfilled by. Square's own examples say DIGITAL, which its enum does not know. */
  fulfillmentType: string
  /** Lists come in no order. */
  isShuffled: boolean
  /** As forum thread 21874 tells: an order on which a payment failed survives the deletion of its link. */
  failedAttemptKeepsOrder: boolean
  /** The next updates of orders meet a newer version. */
  versionConflicts: number
  /** Page ends are forgotten. */
  forgetsCursors: boolean
  /** The payouts API says `currency_code`, as in Square's own examples. */
  saysCurrencyCode: boolean
}

export type Lists = 'payments' | 'refunds' | 'orders' | 'disputes' | 'payouts' | 'links'

export interface Tables {
  readonly payments: Map<string, SquarePayment>
  readonly refunds: Map<string, SquareRefund>
  readonly orders: Map<string, SquareOrder>
  readonly disputes: Map<string, SquareDispute>
  readonly payouts: Map<string, SquarePayout>
  readonly links: Map<string, SquareLink>
}

interface Shown { readonly at: number; readonly item: Dated | null }

export type Books = ReturnType<typeof createBooks>

export function createBooks(startAt: number, locations: readonly SquareLocation[]) {
  let now = startAt
  let count = 0
  const timers: { at: number; act: () => void }[] = []
  const shown = new Map<string, Shown[]>()
  const held = new Map<string, number>()
  const tables: Tables = { payments: new Map(), refunds: new Map(), orders: new Map(), disputes: new Map(), payouts: new Map(), links: new Map() }
  const moods: Moods = {
    listDelayMs: 0, feeDelayMs: 0, refundMs: 500, pageSize: 100, fulfillmentType: 'DIGITAL', isShuffled: false, failedAttemptKeepsOrder: true, versionConflicts: 0, forgetsCursors: false, saysCurrencyCode: false,
  }
  const timeText = (at: number): string => new Date(at).toISOString()

  const show = (list: Lists, id: string, item: Dated | null): void => {
    const key = `${list} ${id}`
    shown.set(key, [...(shown.get(key) ?? []), { at: now, item: item === null ? null : structuredClone(item) }])
  }

  return {
    tables, moods, locations, timeText,
    /** Movements of the balance that no payout holds yet, and those that one does. */
    balance: [] as SquareEntry[],
    entriesOf: new Map<string, readonly SquareEntry[]>(),
    answered: new Map<string, { readonly request: string; readonly status: number; readonly body: unknown }>(),
    now: () => now,
    newId: (prefix: string): string => `${prefix}${String((count += 1)).padStart(6, '0')}`,
    money: (amount: number, currency = locations[0]!.currency): SquareMoney => ({ amount, currency }),
    later: (ms: number, act: () => void): void => (ms === 0 ? act() : void timers.push({ at: now + ms, act })),

    /** Notes that something changed, for it and for the lists. */
    changed<L extends Lists>(list: L, item: Dated & (Tables[L] extends Map<string, infer T> ? T : never)): void {
      item.updated_at = timeText(now)
      ;(tables[list] as Map<string, Dated>).set(item.id, item)
      show(list, item.id, item)
    },
    removed(list: Lists, id: string): void {
      tables[list].delete(id)
      show(list, id, null)
    },

    /** What a list shows now: each thing as it was when its delay, or the hold on it, began. */
    listed<L extends Lists>(list: L): (Tables[L] extends Map<string, infer T> ? T : never)[] {
      const items = [...shown].filter(([key]) => key.startsWith(`${list} `)).flatMap(([key, versions]) => {
        const until = Math.min(list === 'disputes' ? now : now - moods.listDelayMs, held.get(key.slice(list.length + 1)) ?? Number.POSITIVE_INFINITY)
        return versions.findLast(({ at }) => at <= until)?.item ?? []
      })
      return structuredClone(items) as never
    },
    /** From now on lists show this thing as it is now, whatever becomes of it. */
    hold: (id: string): void => void held.set(id, now),
    release: (): void => held.clear(),

    /** Lets the time pass; what falls due happens at its own moment. */
    advance(ms: number): void {
      const until = now + ms
      for (;;) {
        const next = timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        timers.splice(timers.indexOf(next), 1)
        now = Math.max(now, next.at)
        next.act()
      }
      now = until
    },
  }
}
