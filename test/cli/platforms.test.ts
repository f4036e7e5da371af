import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { startFaultProxy } from '../platforms/fault-proxy.ts'
import { openCommandLine, type CommandLine } from './command-line.ts'
import { startPayPalBy, startSquare, startStripe, type Counterpart } from './counterparts.ts'

/** Every command is a process of its own, as for scripts and scheduled work: what it knows lies in the data folder. */
async function connected(start: () => Promise<Counterpart>): Promise<{ cli: CommandLine; other: Counterpart }> {
  const [cli, other] = [await openCommandLine(), await start()]
  onTestFinished(async () => {
    cli.putAway()
    await other.stop()
  })
  const { platform, baseUrl, secrets, settings } = other
  const sets = Object.entries(settings).flatMap(([name, value]) => ['--set', `${name}=${value}`])
  const added = await cli.ok(['accounts', 'add', platform, '--label', 'Card', '--environment', 'test', '--base-url', baseUrl, '--secret-stdin', ...sets], JSON.stringify(secrets))
  expect(added).toMatchObject({ label: 'Card', platform, baseUrl })
  return { cli, other }
}

const create = (cli: CommandLine, amount: string) => cli.ok(['orders', 'create', '--account', 'Card', '--amount', amount, '--currency', 'USD'])
const referenceOf = ({ payments }: Record<string, unknown>): string => (payments as { platformReference: string }[])[0]!.platformReference

/** A platform takes its seconds for what it has accepted. */
async function learns(cli: CommandLine, other: Counterpart, order: string, expected: object): Promise<void> {
  await vi.waitFor(async () => {
    other.catchUp()
    await cli.ok(['poll', '--once'])
    expect(await cli.ok(['orders', 'show', order])).toMatchObject(expected)
  }, { timeout: 60_000, interval: 500 })
}

describe.for([
  ['Stripe', startStripe], ['PayPal by invoice', () => startPayPalBy('invoice')], ['PayPal by checkout', () => startPayPalBy('checkout')], ['Square', startSquare],
] as const)('%s from the command line', ([, start]) => {
  test('checks the credentials, charges, learns of the payment, refunds a part, and pulls what was paid out', { timeout: 180_000 }, async () => {
    const { cli, other } = await connected(start)
    expect(await cli.ok(['accounts', 'check', 'Card'])).toMatchObject({ verdict: 'answered', environment: 'test', missingPermissions: [] })
    await cli.ok(['poll', '--once'])

    const asked = await create(cli, '12.34')
    expect(asked).toMatchObject({ state: 'awaiting_payment', amount: { minor: 1_234, currency: 'USD' }, payUrl: expect.stringMatching(/^https?:/) })
    const number = String(asked['number'])
    expect(other.pay(referenceOf(asked))).not.toBe(false)
    await learns(cli, other, number, { state: 'paid', captured: { minor: 1_234 } })

    expect(await cli.ok(['orders', 'refund', number, '--amount', '2.00'])).toMatchObject({ refunds: [{ amount: { minor: 200 } }] })
    await learns(cli, other, String(asked['reference']), { state: 'partially_refunded', refunded: { minor: 200 } })

    other.payOut()
    expect(await cli.ok(['settlements', 'pull', '--account', 'Card'])).toMatchObject({ payouts: 1, failure: null, skipped: 0 })
    expect(await cli.ok(['settlements', 'pull', '--account', 'Card'])).toMatchObject({ payouts: 1, failure: null, inserted: 0 })

    const kept = cli.everythingKept()
    for (const secret of Object.values(other.secrets)) expect(kept).not.toContain(secret)
  })
})

test.for([['Stripe', startStripe], ['PayPal', () => startPayPalBy('invoice')], ['Square', startSquare]] as const)(
  '%s: an unpaid order is cancelled from the command line', { timeout: 120_000 }, async ([, start]) => {
    const { cli } = await connected(start)
    const asked = await create(cli, '5.00')
    expect(await cli.ok(['orders', 'cancel', String(asked['number'])])).toMatchObject({ state: 'cancelled' })
  },
)

test('a refund that the platform puts off for a second is sent again by the command itself, once', { timeout: 120_000 }, async () => {
  const other = await startStripe()
  const gate = await startFaultProxy({ upstream: other.baseUrl, now: Date.now, isWrite: (method) => method !== 'GET' })
  onTestFinished(() => gate.stop())
  const { cli } = await connected(() => Promise.resolve({ ...other, baseUrl: gate.baseUrl }))
  const asked = await create(cli, '12.34')
  expect(other.pay(referenceOf(asked))).not.toBe(false)
  await learns(cli, other, String(asked['number']), { state: 'paid' })
  gate.strike({ fault: { kind: 'status', when: 'before', status: 429, headers: { 'retry-after': '1' } }, on: 'write', times: 1 })
  expect(await cli.ok(['orders', 'refund', String(asked['number']), '--amount', '2.00'])).toMatchObject({
    state: 'partially_refunded', refunded: { minor: 200 }, refunds: [{ state: 'succeeded' }], calls: [{ kind: 'create' }, { kind: 'refund', state: 'succeeded', sends: 2 }],
  })
})

test.for([
  ['Stripe', startStripe, { secretKey: 'sk_test_51AnotherKeyThatNobodyKnows' }], ['PayPal', () => startPayPalBy('invoice'), { clientId: 'AY-client-of-the-simulator-0123456789', clientSecret: 'another' }],
  ['Square', startSquare, { accessToken: 'EAAAl-nobody-knows-this-one' }],
] as const)('%s: wrong credentials are refused in words, and charge nobody', { timeout: 120_000 }, async ([, start, secrets]) => {
  const [cli, other] = [await openCommandLine(), await start()]
  onTestFinished(async () => {
    cli.putAway()
    await other.stop()
  })
  const toDo: unknown = expect.stringContaining('Copy them again')
  const sets = Object.entries(other.settings).flatMap(([name, value]) => ['--set', `${name}=${value}`])
  await cli.ok(['accounts', 'add', other.platform, '--label', 'Card', '--base-url', other.baseUrl, '--secret-stdin', ...sets], JSON.stringify(secrets))
  expect(await cli.run(['accounts', 'check', 'Card'])).toMatchObject({ exitCode: 1, json: { verdict: 'refused', reason: 'bad-credentials', words: expect.stringMatching(/\w/), advice: toDo } })
  const refused = await cli.run(['orders', 'create', '--account', 'Card', '--amount', '5.00', '--currency', 'USD'])
  expect(refused).toMatchObject({ exitCode: 1, json: { state: 'failed', words: toDo, calls: [{ state: 'refused', reason: 'bad-credentials' }] } })
  expect(await cli.run(['poll', '--once'])).toMatchObject({ exitCode: 1, json: { failures: [{ label: 'Card', reason: 'bad-credentials', words: toDo }] } })
  expect(await cli.run(['settlements', 'pull', '--account', 'Card'])).toMatchObject({ exitCode: 1, json: { failure: 'bad-credentials', words: toDo } })
})
