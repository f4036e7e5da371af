import type { Books } from './books.ts'
import type { Thing } from './things.ts'

/** Fields that are only there when they are asked for. */
const onlyWhenExpanded: Readonly<Record<string, readonly string[]>> = { payment_link: ['line_items'], charge: ['refunds'] }
/** Fields of the books that are not on the wire. */
const inner: ReadonlySet<string> = new Set(['payout', 'isHidden'])

/** An object as it goes on the wire, with the wanted references replaced by what they refer to. */
export function rendered(books: Books, thing: Thing, expand: readonly string[]): Record<string, unknown> {
  const hidden = new Set(onlyWhenExpanded[thing.object] ?? [])
  const shown: Record<string, unknown> = Object.fromEntries(
    Object.entries(structuredClone(thing)).filter(([name]) => !inner.has(name) && !(hidden.has(name) && !expand.some((path) => path === name || path.startsWith(`${name}.`)))),
  )
  for (const [name, paths] of Map.groupBy(expand, (path) => path.split('.')[0]!)) {
    const deeper = paths.filter((path) => path.includes('.')).map((path) => path.slice(name.length + 1))
    const value = expanded(books, thing, name, shown[name], deeper)
    if (value !== undefined) shown[name] = value
  }
  return shown
}

function expanded(books: Books, thing: Thing, name: string, value: unknown, deeper: readonly string[]): unknown {
  if (thing.object === 'charge' && name === 'refunds') {
    const refunds = [...books.refunds.values()].filter(({ charge }) => charge === thing.id).toReversed()
    return { object: 'list', data: refunds.slice(0, 10).map((refund) => rendered(books, refund, [])), has_more: refunds.length > 10, url: `/v1/charges/${thing.id}/refunds` }
  }
  const target = typeof value === 'string' ? everything(books, value) : undefined
  return target === undefined ? undefined : rendered(books, target, deeper)
}

const everything = (books: Books, id: string): Thing | undefined =>
  books.sessions.get(id) ?? books.links.get(id) ?? books.intents.get(id) ?? books.charges.get(id) ?? books.refunds.get(id) ?? books.disputes.get(id) ?? books.balance.get(id) ?? books.payouts.get(id)
