import { z } from 'zod'
import { roles } from '../role.ts'
import { anyone, Currency, Name, resultOf, Ulid } from './values.ts'

export const Role = z.enum(roles)
/** Four to twelve digits. */
export const Pin = z.string().regex(/^\d{4,12}$/u)

export const Person = z.object({ personId: Ulid, name: z.string(), role: Role })
export type Person = z.infer<typeof Person>

export const Zone = z.string().min(1).max(64)
export const CutoffHour = z.number().int().min(0).max(23)

export const Shop = z.object({
  name: z.string(),
  currency: Currency,
  zone: Zone,
  cutoffHour: CutoffHour,
})
export type Shop = z.infer<typeof Shop>

/** What this host can do, so that the page offers nothing that is not there. */
export const HostAbilities = z.object({
  kind: z.enum(['desktop', 'web', 'cli', 'test']),
  /** Files may be named by path on this machine. */
  localFiles: z.boolean(),
  secretsKind: z.enum(['keychain', 'passphrase', 'key-file', 'memory']),
})
export type HostAbilities = z.infer<typeof HostAbilities>

export const SessionState = z.object({
  shop: Shop.nullable(),
  /** Names to choose from; nobody's role is told before signing in. */
  people: z.array(z.object({ personId: Ulid, name: z.string() })),
  person: Person.nullable(),
  host: HostAbilities,
  version: z.string(),
  /** The backend's clock, so that countdowns follow it and not the page's. */
  now: z.number().int(),
  businessDay: z.string().nullable(),
  practice: z.boolean(),
})
export type SessionState = z.infer<typeof SessionState>

const FirstRun = z.object({
  shopName: Name,
  currency: Currency,
  zone: Zone,
  cutoffHour: CutoffHour,
  ownerName: Name,
  ownerPin: Pin,
})
export type FirstRun = z.infer<typeof FirstRun>

export const AlreadySetUp = z.object({ kind: z.literal('already-set-up') })
export const UnknownZone = z.object({ kind: z.literal('unknown-zone'), zone: z.string() })
const WrongPin = z.object({ kind: z.literal('wrong-pin'), waitMs: z.number().int() })
const PinBlocked = z.object({ kind: z.literal('pin-blocked'), waitMs: z.number().int() })
export const PersonNotFound = z.object({ kind: z.literal('person-not-found') })

export const session = {
  state: anyone.output(SessionState),
  /** Opens the shop: writes its name, days and owner, and signs the owner in. Works once. */
  firstRun: anyone.input(FirstRun).output(resultOf(Person, z.discriminatedUnion('kind', [AlreadySetUp, UnknownZone]))),
  signIn: anyone
    .input(z.object({ personId: Ulid, pin: Pin }))
    .output(resultOf(Person, z.discriminatedUnion('kind', [WrongPin, PinBlocked, PersonNotFound]))),
  signOut: anyone.output(z.null()),
  /** Enters or leaves practice: the same screens on a store of their own, with nothing but the sandbox behind them. */
  practise: anyone.input(z.object({ on: z.boolean() })).output(z.null()),
}
