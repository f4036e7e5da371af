import type { WireRequest } from './wire.ts'

/** Looks at what the shop sends: one wish has one key and one wording, however often and from whichever process it is sent. */
export interface KeyWatch {
  note(request: WireRequest): void
  readonly problems: readonly string[]
}

export function watchKeys(): KeyWatch {
  const wordings = new Map<string, string>()
  const keys = new Map<string, string>()
  const problems: string[] = []
  /** What the request is a wish for, in the shop's own names. */
  const subjectOf = ({ path, body }: WireRequest): string | null => {
    const { merchant_reference: reference, refund_reference: refund } = JSON.parse(body === '' ? '{}' : body) as Record<string, string | undefined>
    if (path === '/v1/payments') return `create ${reference}`
    return refund === undefined ? null : `refund ${refund}`
  }
  return {
    note: (request) => {
      if (request.method !== 'POST') return
      const key = String(request.headers['idempotency-key'])
      const wording = `${request.path} ${request.body}`
      if (wordings.get(key) !== undefined && wordings.get(key) !== wording) problems.push(`key ${key} was used for ${wordings.get(key)} and for ${wording}`)
      wordings.set(key, wording)
      const subject = subjectOf(request)
      if (subject === null) return
      if (keys.get(subject) !== undefined && keys.get(subject) !== key) problems.push(`${subject} was sent with two keys`)
      keys.set(subject, key)
    },
    problems,
  }
}
