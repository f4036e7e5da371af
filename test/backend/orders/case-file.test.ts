import { afterEach, beforeEach, expect, it } from 'vitest'
import { second, openTestShop, type TestShop } from '../../harness/shop.ts'

let shop: TestShop

beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(() => shop.close())

interface CaseFile {
  readonly order: { readonly number: number }
  readonly calls: readonly { readonly kind: string; readonly sends: number }[]
  readonly timeline: readonly { readonly at: string; readonly kind: string; readonly exchange: { readonly request: unknown } | null }[]
}

it('a case file holds every call and answer of one order, in order, fit to be sent to the platform’s support', async () => {
  shop.sandbox.controls.setFaults({ seed: 'x', rules: [{ fault: { kind: 'drop', when: 'after' }, times: 1, method: 'POST', path: '/v1/payments' }] })
  const other = await shop.charge(5_000)
  for (let passed = 0; passed < 6; passed += 2) await shop.pass(2 * second)
  const asked = await shop.charge(1_000)
  shop.pay(asked)
  await shop.poll()
  const made = await shop.client.orders.caseFile({ orderId: other.order.orderId })
  if (!made.ok) throw new Error(made.failure.kind)
  const { fileName, text } = made.value
  expect(fileName).toMatch(/^order-0001-.*\.json$/u)
  const file = JSON.parse(text) as CaseFile
  expect(file.order.number).toBe(1)
  expect(file.calls).toMatchObject([{ kind: 'create', sends: 1 }])
  expect(file.timeline.filter(({ kind }) => kind === 'unknown')).toHaveLength(1)
  const exchanges = file.timeline.filter(({ exchange }) => exchange !== null)
  // The charge that was not answered, and the question that found it.
  expect(exchanges.length).toBeGreaterThanOrEqual(2)
  expect(file.timeline.map(({ at }) => at)).toEqual(file.timeline.map(({ at }) => at).toSorted())
  expect(text).not.toContain(asked.order.reference)
  expect(text).not.toMatch(/"secret|sandbox-signature":\s*"[0-9a-f]{8}/iu)
})
