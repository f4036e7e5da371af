import type { Payment } from '../../shared/contract/orders.ts'
import type { Sale } from './sale-record.ts'
import { second, type World } from './world.ts'

type Mood = 'pays' | 'is declined first' | 'walks away' | 'pays late' | 'pays another amount'

const moods: readonly Mood[] = [
  'pays', 'pays', 'pays', 'pays', 'pays', 'pays', 'pays', 'pays', 'pays', 'pays', 'pays', 'pays', 'pays', 'pays', 'pays',
  'is declined first', 'is declined first', 'walks away', 'walks away', 'pays late', 'pays another amount',
]

/**
 * What the customer does with a page. Believes the cashier: who is shown a second page pays it, even when the first one said
 * "approved". Only who has paid late, long after leaving, keeps to one payment.
 */
export async function visitPage({ timeline, customers }: World, sale: Sale, page: Payment): Promise<void> {
  const { dice } = sale
  const mood = dice.pick(moods)
  await timeline.sleep(dice.between(3, 45) * second)
  if (mood === 'walks away' || (sale.isLatePayer && sale.approvals > 0)) return
  if (mood === 'pays late') {
    sale.isLatePayer = true
    await timeline.sleep(page.expiresAt - timeline.now() + dice.between(1, 240) * second)
    if (sale.approvals > 0) return
  }
  if (mood === 'is declined first') {
    customers.act(page.merchantReference, { decision: 'decline' })
    await timeline.sleep(dice.between(4, 20) * second)
  }
  const part = Math.floor(page.amount.minor / 5)
  const otherByMinor = mood === 'pays another amount' && part > 0 ? dice.between(1, part) * (dice.chance(0.5) ? 1 : -1) : 0
  if (!customers.act(page.merchantReference, { decision: 'approve', otherByMinor })) return
  sale.approvals += 1
  sale.overpaidMinor += Math.max(0, otherByMinor)
}
