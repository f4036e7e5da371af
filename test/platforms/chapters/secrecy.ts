import { describe, expect, test } from 'vitest'
import { actOn, done } from '../calls.ts'
import type { OpenBench } from '../workbench.ts'

/** Ways in which a secret could stand in a text. */
const spellings = (secret: string): readonly string[] => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')]

export function secrecy(openBench: OpenBench): void {
  describe('credentials', () => {
    test('that are right are told with merchant and environment', async () => {
      const { platform, rig } = await openBench()
      expect(done(await platform.checkCredentials())).toMatchObject({ merchant: expect.stringMatching(/./) as string, environment: rig.account.environment, missingPermissions: [] })
    })

    test('that are wrong are refused as such', async () => {
      const { connect, rig } = await openBench()
      const platform = connect({ ...rig.account, secrets: rig.wrongSecrets })
      expect(await platform.checkCredentials()).toMatchObject({ kind: 'refused', refusal: { reason: 'bad-credentials', words: expect.stringMatching(/./) as string } })
    })

    test('that are missing are not sent', async () => {
      const { connect, rig, wish } = await openBench()
      const platform = connect({ ...rig.account, secrets: {} })
      expect(await platform.create(wish())).toMatchObject({ kind: 'not-done', why: 'no-credentials' })
      expect(await platform.checkCredentials()).toMatchObject({ kind: 'not-done', why: 'no-credentials' })
    })
  })

  describe('the evidence', () => {
    test('of everything that was said holds no secret and no card', async () => {
      const { platform, paid, open, capabilities, evidence, connect, rig } = await openBench()
      const payment = await paid()
      done(await platform.refund({ ...actOn(payment), amount: payment.captured, refundReference: '01JREFUND1', reason: '', refundable: payment.captured }))
      if (capabilities.canCancel) await platform.cancel(actOn(await open()))
      await platform.changesSince(null)
      await platform.checkCredentials()
      await connect({ ...rig.account, secrets: rig.wrongSecrets }).checkCredentials()
      const kept = JSON.stringify([evidence, payment])
      const secrets = [...Object.values(rig.account.secrets), ...Object.values(rig.wrongSecrets)]
      expect(evidence.length).toBeGreaterThan(4)
      expect(secrets.flatMap(spellings).filter((spelling) => kept.includes(spelling))).toEqual([])
      expect(kept).not.toMatch(/4242 ?4242 ?4242 ?4242|bearer [a-z0-9]/i)
    })
  })

  describe('the kind', () => {
    test('declares every credential and setting that its account carries', async () => {
      const { rig } = await openBench()
      const declared = (isSecret: boolean) => rig.kind.credentials.filter((field) => field.isSecret === isSecret).map(({ name }) => name)
      expect(declared(true)).toEqual(expect.arrayContaining(Object.keys(rig.account.secrets)))
      expect(declared(false)).toEqual(expect.arrayContaining(Object.keys(rig.account.settings)))
    })

    test('names the senders of its payouts in upper case', async () => {
      const { rig } = await openBench()
      expect(rig.kind.depositSenders).toEqual(rig.kind.depositSenders.map((sender) => sender.toUpperCase()))
    })
  })
}
