import type { Outcome, Platform } from './platform.ts'
import type { Redaction } from './redaction.ts'

/**
 * The platform, with secrets and card data taken out of what it says when it does not do what was asked: those words are
 * kept, shown and written into case files, and a platform may say back what it was told.
 */
export function discreet(platform: Platform, { body }: Redaction): Platform {
  const clean = <T>(outcome: Outcome<T>): Outcome<T> => {
    switch (outcome.kind) {
      case 'done':
        return outcome
      case 'refused': {
        const { code, words, subject } = outcome.refusal
        return { kind: 'refused', refusal: { ...outcome.refusal, code: body(code), words: body(words), subject: subject === null ? null : body(subject) } }
      }
      case 'not-done':
      case 'unknown':
        return { ...outcome, detail: body(outcome.detail) }
    }
  }
  return {
    get capabilities() {
      return platform.capabilities
    },
    checkCredentials: async () => clean(await platform.checkCredentials()),
    create: async (request) => clean(await platform.create(request)),
    findByReference: async (wanted) => clean(await platform.findByReference(wanted)),
    query: async (handle) => clean(await platform.query(handle)),
    changesSince: async (cursor) => clean(await platform.changesSince(cursor)),
    capture: async (act) => clean(await platform.capture(act)),
    void: async (act) => clean(await platform.void(act)),
    cancel: async (act) => clean(await platform.cancel(act)),
    refund: async (act) => clean(await platform.refund(act)),
    handOver: async (act) => clean(await platform.handOver(act)),
    payoutsSince: async (since) => clean(await platform.payoutsSince(since)),
    payoutLines: async (payoutReference, page) => clean(await platform.payoutLines(payoutReference, page)),
  }
}
