import type { Capabilities, Outcome, Platform, PlatformAccount, PlatformHttp } from '../platform.ts'
import { createActs } from './acts.ts'
import { findOrder, openLink } from './collecting.ts'
import { checkSquareCredentials } from './credentials.ts'
import { readChanges } from './feed.ts'
import { look } from './looking.ts'
import type { NotGood } from './outcomes.ts'
import { readLines, readPayouts } from './payouts.ts'
import { KEY_LIFETIME_MS, LATE_MONEY_MS } from './terms.ts'
import { createWire } from './wire.ts'

const capabilities: Capabilities = {
  methods: ['card', 'wallet', 'pay_later', 'bank'],
  captureModes: ['automatic'],
  canVoid: true,
  canCancel: true,
  canRefundInPart: true,
  canCaptureInPart: false,
  wantsHandOver: true,
  expiryMinutes: null,
  lateMoneyMs: LATE_MONEY_MS,
  feed: 'live',
  findBy: 'listing',
  keyLifetimeMs: KEY_LIFETIME_MS,
  clockLimitMs: null,
  payouts: 'itemised',
  currencies: null,
}

/** Translates between the program and Square: a payment of ours is a payment link with its order and whatever was paid on it. */
export function createSquareAdapter(http: PlatformHttp, account: PlatformAccount): Platform {
  const locationId = account.settings['locationId'] ?? ''
  const wire = createWire(http, locationId)
  const acts = createActs(http, wire)
  const atLocation = <T>(act: () => Promise<Outcome<T>>): Promise<Outcome<T>> => (locationId === '' ? Promise.resolve(noLocation) : act())

  return {
    capabilities,
    checkCredentials: () => checkSquareCredentials(http, wire, account),
    create: (wish) => atLocation(() => (wish.captureMode === 'automatic' ? openLink(http, locationId, wish) : Promise.resolve(noHold))),
    findByReference: (wanted) => atLocation(() => findOrder(wire, wanted)),
    query: (handle) => look(wire, handle),
    changesSince: (cursor) => atLocation(() => readChanges(wire, cursor)),
    ...acts,
    payoutsSince: (since) => atLocation(() => readPayouts(wire, since)),
    payoutLines: (payoutReference, page) => readLines(wire, payoutReference, page),
  }
}

const noLocation: NotGood = { kind: 'refused', refusal: { reason: 'invalid-request', code: 'not_sent', words: 'no location has been chosen', subject: 'locationId' } }
const noHold: NotGood = { kind: 'refused', refusal: { reason: 'not-supported', code: 'not_sent', words: 'payment links are captured at once', subject: 'captureMode' } }
