/** A no of the API: thrown where it is found, answered with Stripe's envelope. */
export class Refused extends Error {
  readonly status: number
  readonly error: Readonly<Record<string, string>>

  constructor(status: number, error: { type?: string; code?: string; param?: string; message: string }) {
    super(error.message)
    this.status = status
    this.error = { type: 'invalid_request_error', ...error }
  }
}

export const missing = (what: string, id: string, param: string): Refused =>
  new Refused(404, { code: 'resource_missing', param, message: `No such ${what}: '${id}'` })

export function found<T>(things: ReadonlyMap<string, T>, what: string, id: string, param = 'id'): T {
  const thing = things.get(id)
  if (thing === undefined) throw missing(what, id, param)
  return thing
}
