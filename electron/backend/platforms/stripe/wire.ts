import type { z } from 'zod'
import type { HttpOutcome, Outcome, PlatformHttp } from '../platform.ts'
import { encoded, type Form } from './form.ts'
import { refusalOf, type Doing } from './refusals.ts'
import { MOST_PAGES, PAGE_SIZE } from './terms.ts'

/** A believable answer with the circumstances that its reading needs. */
export interface Told<A> {
  readonly answer: A
  /** The answer as it came, for the record. */
  readonly raw: unknown
  /** Stripe's clock when it answered, UTC ms: the time of the picture, because objects tell when they were made and not when they changed. */
  readonly at: number
  /** The stored answer to an earlier request with the same key: a picture of then, not of now. */
  readonly isReplay: boolean
}

export interface Wire {
  get<A>(path: string, query: Form, schema: z.ZodType<A>): Promise<Outcome<Told<A>>>
  post<A>(path: string, form: Form, idempotencyKey: string | null, schema: z.ZodType<A>, doing: Doing): Promise<Outcome<Told<A>>>
  /** All items of a list, whatever its pages. */
  all<A extends { id: string }>(path: string, query: Form, schema: z.ZodType<Page<A>>): Promise<Outcome<Told<readonly A[]>>>
}

interface Page<A> {
  readonly data: readonly A[]
  readonly has_more: boolean
}

export type NotDone = Exclude<Outcome<never>, { kind: 'done' }>

export const done = <T>(value: T): Outcome<T> => ({ kind: 'done', value })
export const unbelievable = (detail: string): NotDone => ({ kind: 'unknown', why: 'implausible-answer', detail: detail.slice(0, 300) })

export function createWire(http: PlatformHttp): Wire {
  const get: Wire['get'] = async (path, query, schema) => toldOf(await http.send({ method: 'GET', path: withQuery(path, query) }), schema, 'looking')
  return {
    get,
    post: async (path, form, idempotencyKey, schema, doing) =>
      toldOf(await http.send({ method: 'POST', path, headers: idempotencyKey === null ? {} : { 'idempotency-key': idempotencyKey }, form: encoded(form) }), schema, doing),
    async all<A extends { id: string }>(path: string, query: Form, schema: z.ZodType<Page<A>>): Promise<Outcome<Told<readonly A[]>>> {
      const items: A[] = []
      let after: string | undefined
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const told = await get(path, { ...query, limit: PAGE_SIZE, starting_after: after }, schema)
        if (told.kind !== 'done') return told
        const { data, has_more } = told.value.answer
        items.push(...data)
        after = data.at(-1)?.id
        if (!has_more || after === undefined) return done({ ...told.value, answer: items })
      }
      return unbelievable(`${path}: a list that does not end`)
    },
  }
}

/** A path with an id in it, which comes from an answer or a handle. */
export const pathTo = (collection: string, id: string, act = ''): string => `/v1/${collection}/${encodeURIComponent(id)}${act}`

const withQuery = (path: string, query: Form): string => {
  const text = encoded(query).toString()
  return text === '' ? path : `${path}?${text}`
}

function toldOf<A>(http: HttpOutcome, schema: z.ZodType<A>, doing: Doing): Outcome<Told<A>> {
  if (http.kind === 'not-sent') return { kind: 'not-done', why: http.why, retryAt: http.retryAt, detail: http.detail }
  if (http.kind === 'no-answer') return { kind: 'unknown', why: http.why, detail: http.detail }
  if (http.status >= 400) return refusalOf(http, doing)
  const parsed = schema.safeParse(http.body)
  if (!parsed.success) return unbelievable(issuesOf(parsed.error))
  return done({ answer: parsed.data, raw: http.body, at: http.serverAt ?? http.receivedAt, isReplay: http.headers['idempotent-replayed'] === 'true' })
}

const issuesOf = ({ issues }: z.core.$ZodError): string => issues.slice(0, 3).map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
