import type { OrderDetail } from '../../shared/contract/orders.ts'
import type { Dice, World } from './world.ts'

/** One customer who wants to buy one thing. Whatever happens, it may be paid for once. */
export interface Sale {
  readonly dice: Dice
  readonly amount: { readonly minor: number; readonly currency: string }
  readonly till: string
  readonly captureMode: 'automatic' | 'manual'
  readonly expiresInMinutes: number
  /** Orders that the program let the cashier make for it; more than one only if a guard failed. */
  readonly orderIds: string[]
  /** Pages that the customer was shown, by merchant reference. */
  readonly pages: Set<string>
  /** Approved on the platform's page, as far as the customer knows. */
  approvals: number
  /** What the customer paid above the price of their own will, minor units. */
  overpaidMinor: number
  /** A customer who pays an old page late does not pay a new one as well. */
  isLatePayer: boolean
  visits: Promise<void>[]
}

/** The order as the screen shows it. */
export async function look(world: World, orderId: string): Promise<OrderDetail> {
  const found = await world.client.orders.get({ orderId })
  if (!found.ok) throw new Error(`the shop has lost order ${orderId}`)
  return found.value
}
