import type { Capabilities, Outcome, Platform, PlatformAccount, PlatformHttp } from '../platform.ts'
import { createActs } from './acts.ts'
import { findOrder, openLink } from './collecting.ts'
import { checkSquareCredentials } from './credentials.ts'
import { readChanges } from './feed.ts'
import { locationOf } from './location.ts'
import { look } from './looking.ts'
import type { NotGood } from './outcomes.ts'
import { readLines, readPayouts } from './payouts.ts'
import { KEY_LIFETIME_MS, LATE_MONEY_MS } from './terms.ts'
import { createWire, type Wire } from './wire.ts'

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
  const atLocation = async <T>(act: (wire: Wire, locationId: string) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const location = await locationOf(http, locationId)
    return location.kind === 'done' ? act(createWire(http, location.value), location.value) : location
  }

  return {
    capabilities,
    checkCredentials: () => checkSquareCredentials(http, wire, account),
    create: (wish) => (wish.captureMode === 'automatic' ? atLocation((_wire, location) => openLink(http, location, wish)) : Promise.resolve(noHold)),
    findByReference: (wanted) => atLocation((at) => findOrder(at, wanted)),
    query: (handle) => look(wire, handle),
    changesSince: (cursor) => atLocation((at) => readChanges(at, cursor)),
    ...acts,
    payoutsSince: (since) => atLocation((at) => readPayouts(at, since)),
    payoutLines: (payoutReference, page) => readLines(wire, payoutReference, page),
  }
}

const noHold: NotGood = { kind: 'refused', refusal: { reason: 'not-supported', code: 'not_sent', words: 'payment links are captured at once', subject: 'captureMode' } }
