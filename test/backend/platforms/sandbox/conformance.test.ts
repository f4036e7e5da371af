import type { PaymentSnapshot } from '../../../../electron/backend/platforms/platform.ts'
import { seededRandom } from '../../../../electron/backend/platforms/sandbox/channel/randomness.ts'
import { startSandbox } from '../../../../electron/backend/platforms/sandbox/channel/start-sandbox.ts'
import { sandboxPlatform } from '../../../../electron/backend/platforms/sandbox/sandbox.ts'
import { money } from '../../../../shared/money.ts'
import { describeConformance } from '../../../platforms/conformance.ts'
import type { Rig } from '../../../platforms/rig.ts'
import { DAY, START } from './shop.ts'

/** The embedded channel as a rig: its own controls are the customer, the back office and the moods of the feed. */
async function startSandboxRig(): Promise<Rig> {
  let now = START
  const sandbox = await startSandbox({ file: ':memory:', clock: { now: () => now }, random: seededRandom('rig'), log: { error: (event, facts) => { throw new Error(`${event} ${JSON.stringify(facts)}`) } } })
  const { keyId, secret } = sandbox.credentialsFor({ label: 'Corner Café', currencies: ['EUR', 'JPY', 'KWD'], zone: 'Europe/Berlin', cutoffHour: 4 })
  const { controls } = sandbox
  const act = ({ platformReference }: PaymentSnapshot, decision: 'approve' | 'decline'): boolean =>
    controls.pay(keyId, { payment: platformReference, choice: 'visa', decision }).ok
  const disputes = new Map<string, string>()
  return {
    kind: sandboxPlatform,
    account: { accountId: 'a1', environment: 'test', baseUrl: sandbox.baseUrl, settings: { keyId }, secrets: { secret } },
    wrongSecrets: { secret: 'secret_abcdefghjkmnpqrstvwxabcdefghjkmnpqrstvwx' },
    amounts: [money(10_000, 'EUR'), money(1_999, 'JPY'), money(12_345, 'KWD')],
    refusedAmounts: [
      { amount: money(0, 'EUR'), reason: 'amount-too-small' }, { amount: money(10_000_000_001, 'EUR'), reason: 'amount-too-large' },
      { amount: money(100, 'USD'), reason: 'currency-not-supported' },
    ],
    now: () => controls.now(),
    advance: (ms) => {
      now += ms
      controls.settle()
    },
    customer: {
      pays: (payment) => act(payment, 'approve'),
      isDeclined: (payment) => void act(payment, 'decline'),
      paysLate: (payment) => {
        controls.setSwitches(keyId, { latePayment: true })
        act(payment, 'approve')
      },
    },
    backOffice: {
      openDispute: (payment) => {
        const opened = controls.openDispute(keyId, { payment: payment.platformReference, reason: 'Not recognised' })
        if (opened.ok) disputes.set(payment.platformReference, opened.value.disputeId)
      },
      decideDispute: (payment, verdict) => void controls.decideDispute(keyId, disputes.get(payment.platformReference) ?? '', verdict),
      payOut: () => {
        now += 5 * DAY
        controls.settle()
      },
    },
    feed: {
      delayMs: 0,
      holdBack: () => controls.setFaults({ seed: '', rules: [{ fault: { kind: 'feed-hold-back', ms: 3_600_000 } }] }),
      release: () => controls.setFaults({ seed: '', rules: [] }),
      reorder: () => controls.setFaults({ seed: '', rules: [{ fault: { kind: 'feed-reorder' } }] }),
    },
    // The channel itself holds a reference at most once.
    payable: (merchantReference) => (controls.pay(keyId, { payment: merchantReference, choice: 'visa', decision: 'leave' }).ok ? 1 : 0),
    stop: () => sandbox.stop(),
  }
}

describeConformance({ name: 'the sandbox', start: startSandboxRig })
