import { z } from 'zod'
import { isCurrencyCode } from '../../../../shared/currency.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import type { Outcome, PlatformHttp } from '../platform.ts'
import { Id, listOf, Words } from './answer-values.ts'
import { done, notBegun, outcomeOf, type NotGood } from './outcomes.ts'

const Location = z.object({
  id: Id, name: Words, business_name: Words, status: Words, currency: z.string().refine(isCurrencyCode).nullish(), capabilities: z.array(z.string()).nullish().catch(null),
})
export type Location = z.infer<typeof Location>

const Locations = z.object({ locations: listOf(Location) })
const OneLocation = z.object({ location: Location }).transform(({ location }) => ({ locations: [location] }))

/** The location that was chosen, or all of them, as far as they are active. */
export async function activeLocations(http: PlatformHttp, locationId: string): Promise<Outcome<readonly Location[]>> {
  const [path, schema] = locationId === '' ? ['/v2/locations', Locations] as const : [`/v2/locations/${encodeURIComponent(locationId)}`, OneLocation] as const
  return outcomeOf(await http.send({ method: 'GET', path }), schema, ({ locations }): Result<readonly Location[], never> => ok(locations.filter(({ status }) => status !== 'INACTIVE')))
}

/** The chosen location; without a choice the only one there is, for then there is nothing to choose. */
export async function locationOf(http: PlatformHttp, chosenId: string): Promise<Outcome<string>> {
  if (chosenId !== '') return done(chosenId)
  const found = await activeLocations(http, '')
  if (found.kind !== 'done') return notBegun(found)
  const [only, ...others] = found.value
  return only === undefined || others.length > 0 ? noLocation : done(only.id)
}

const noLocation: NotGood = { kind: 'refused', refusal: { reason: 'invalid-request', code: 'not_sent', words: 'no location has been chosen', subject: 'locationId' } }
