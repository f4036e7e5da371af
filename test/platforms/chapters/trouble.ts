import { describe, expect, test } from 'vitest'
import type { WireFault } from '../fault-proxy.ts'
import { done, handleOf } from '../calls.ts'
import { inAnotherCurrency, withBrokenAmounts, withNegativeAmounts } from '../spoiling.ts'
import { needs, type OpenBench } from '../workbench.ts'

/** Longer than any platform takes to show what it has accepted. */
const SETTLED_MS = 61_000
const SHORT_MS = 700

const lostAnswers: readonly (readonly [string, WireFault])[] = [
  ['dropped before it arrived', { kind: 'drop', when: 'before' }],
  ['dropped after it was carried out', { kind: 'drop', when: 'after' }],
  ['answered 500 without being carried out', { kind: 'status', when: 'before', status: 500 }],
  ['answered 502 after it was carried out', { kind: 'status', when: 'after', status: 502 }],
  ['answered with a redirect', { kind: 'status', when: 'after', status: 302, headers: { location: 'https://elsewhere.invalid/' } }],
  ['answered with something that is not JSON', { kind: 'malformed' }],
  ['answered in half', { kind: 'truncated' }],
  ['answered without an end', { kind: 'oversize' }],
  ['answered with amounts below zero', { kind: 'spoil', spoil: withNegativeAmounts }],
  ['answered with half a cent', { kind: 'spoil', spoil: withBrokenAmounts }],
  ['answered in another currency', { kind: 'spoil', spoil: inAnotherCurrency }],
  ['answered with a list instead of an object', { kind: 'spoil', spoil: () => [] }],
]

export function trouble(openBench: OpenBench): void {
  /** How many writes an undisturbed create consists of: each of them can go wrong. */
  const writesOfCreate = async (): Promise<number> => {
    const { open, wire, rig } = await openBench()
    await open()
    const isWrite = rig.isWrite?.bind(rig) ?? ((method: string) => method !== 'GET')
    return wire.exchanges.filter(({ method, path }) => isWrite(method, path)).length
  }

  describe('a create call that is', () => {
    test.each(lostAnswers)('%s is unknown, found out, and ends as one payment', async (_name, fault) => {
      const writes = await writesOfCreate()
      for (let skip = 0; skip < writes; skip += 1) {
        const { platform, capabilities, wish, wire, rig } = await openBench()
        const wanted = wish()
        wire.strike({ fault, on: 'write', skip, times: 1 })
        expect((await platform.create(wanted)).kind).toBe('unknown')
        rig.advance(SETTLED_MS)
        const found = capabilities.findBy === 'none' ? null : done(await platform.findByReference(wanted))
        const repeated = done(await platform.create(wanted))
        expect(found === null || found.platformReference === repeated.platformReference).toBe(true)
        expect(await rig.payable(wanted.merchantReference)).toBe(1)
      }
    })

    test('never answered is unknown', async () => {
      const { connect, wish, wire, rig } = await openBench()
      const platform = connect(rig.account, { limits: { writeTimeoutMs: SHORT_MS } })
      wire.strike({ fault: { kind: 'hang', when: 'before' }, on: 'write' })
      expect(await platform.create(wish())).toMatchObject({ kind: 'unknown', why: 'timeout' })
    })

    test('met with 429 was not carried out, and says when to come back', async () => {
      const { platform, wish, wire, rig } = await openBench()
      const wanted = wish()
      wire.strike({ fault: { kind: 'status', when: 'before', status: 429, headers: { 'retry-after': '7' } }, on: 'write' })
      expect(await platform.create(wanted)).toMatchObject({ kind: 'not-done', why: 'rate-limited', retryAt: rig.now() + 7_000 })
      expect(await rig.payable(wanted.merchantReference)).toBe(0)
    })
  })

  describe('a question that is', () => {
    test('dropped twice is answered the third time', async () => {
      const { platform, open, wire } = await openBench()
      const opened = await open()
      wire.strike({ fault: { kind: 'drop', when: 'before' }, on: 'read', times: 2 })
      expect(done(await platform.query(handleOf(opened))).platformReference).toBe(opened.platformReference)
    })

    test('met with 429 waits as long as it is told', async () => {
      const { platform, open, wire, rig } = await openBench()
      const opened = await open()
      const askedAt = rig.now()
      wire.strike({ fault: { kind: 'status', when: 'before', status: 429, headers: { 'retry-after': '2' } }, on: 'read', times: 1 })
      expect((await platform.query(handleOf(opened))).kind).toBe('done')
      expect(rig.now() - askedAt).toBeGreaterThanOrEqual(2_000)
    })

    test.each(lostAnswers)('%s is not believed', async (_name, fault) => {
      const { platform, paid, wire } = await openBench()
      const payment = await paid()
      wire.strike({ fault, on: 'read' })
      expect((await platform.query(handleOf(payment))).kind).toBe('unknown')
    })
  })

  describe('an outage', () => {
    test('stops the questions, and a single one finds out that it is over', async () => {
      const { platform, open, wire, rig } = await openBench()
      const opened = await open()
      wire.strike({ fault: { kind: 'drop', when: 'before' }, on: 'any' })
      for (let count = 0; count < 3; count += 1) await platform.query(handleOf(opened))
      expect(await platform.query(handleOf(opened))).toMatchObject({ kind: 'not-done', why: 'circuit-open' })
      wire.strike(null)
      rig.advance(600_000)
      expect((await platform.query(handleOf(opened))).kind).toBe('done')
    })
  })

  describe('a clock that is wrong', () => {
    test('is noticed before the platform refuses', async (context) => {
      const { capabilities, connect, rig } = await openBench()
      needs(context, capabilities.clockLimitMs !== null, 'does not look at the clock')
      const platform = connect(rig.account, { aheadMs: capabilities.clockLimitMs! + 60_000 })
      expect(await platform.checkCredentials()).toMatchObject({ kind: 'not-done', why: 'clock-skew' })
      expect(await platform.checkCredentials()).toMatchObject({ kind: 'not-done', why: 'clock-skew' })
    })
  })
}
