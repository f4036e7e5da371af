/** An answer of the simulator. */
export interface Reply {
  readonly status: number
  readonly body: unknown
}

export const ok = (body: unknown): Reply => ({ status: 200, body })

/** A no in Square's envelope. */
export const no = (status: number, category: string, code: string, detail: string, field?: string): Reply =>
  ({ status, body: { errors: [{ category, code, detail, ...(field === undefined ? {} : { field }) }] } })

export const badRequest = (code: string, detail: string, field?: string): Reply => no(400, 'INVALID_REQUEST_ERROR', code, detail, field)
export const notFound = (what: string): Reply => no(404, 'INVALID_REQUEST_ERROR', 'NOT_FOUND', `${what} not found.`)
