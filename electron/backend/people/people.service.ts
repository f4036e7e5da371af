import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Role } from '../../../shared/role.ts'
import type { Actor, AuditService } from '../audit/audit.service.ts'
import type { Clock } from '../host.ts'
import type { Database } from '../store/database.ts'
import type { InTransaction } from '../store/store.ts'
import { hashPin, isPin, waitAfterWrongPinsMs } from './pins.ts'

export interface Person {
  readonly personId: string
  readonly name: string
  readonly role: Role
}

type PersonNotFound = { readonly kind: 'person-not-found' }
type NameTaken = { readonly kind: 'name-taken'; readonly name: string }
type LastOwner = { readonly kind: 'last-owner' }
type SignInFailure =
  | PersonNotFound
  | { readonly kind: 'wrong-pin'; readonly waitMs: number }
  | { readonly kind: 'pin-blocked'; readonly waitMs: number }

interface PersonRow {
  person_id: string
  name: string
  role: Role
  pin_salt: Buffer
  pin_hash: Buffer
  wrong_pins: number
  blocked_until: number
  left_at: number | null
}

export interface PeopleParts {
  readonly db: Database
  readonly inTransaction: InTransaction
  readonly clock: Clock
  readonly newId: () => string
  readonly audit: AuditService
}

export type PeopleService = ReturnType<typeof createPeopleService>

export function createPeopleService({ db, inTransaction, clock, newId, audit }: PeopleParts) {
  const columns = 'person_id, name, role, pin_salt, pin_hash, wrong_pins, blocked_until, left_at'
  const selectAll = db.prepare<[], PersonRow>(`SELECT ${columns} FROM people ORDER BY created_at, person_id`)
  const selectOne = db.prepare<[string], PersonRow>(`SELECT ${columns} FROM people WHERE person_id = ?`)
  const insert = db.prepare(
    'INSERT INTO people (person_id, name, role, pin_salt, pin_hash, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const updatePin = db.prepare('UPDATE people SET pin_salt = ?, pin_hash = ?, wrong_pins = 0, blocked_until = 0 WHERE person_id = ?')
  const updateRole = db.prepare('UPDATE people SET role = ? WHERE person_id = ?')
  const updateLeft = db.prepare('UPDATE people SET left_at = ? WHERE person_id = ?')
  const updateTries = db.prepare('UPDATE people SET wrong_pins = ?, blocked_until = ? WHERE person_id = ?')

  const personOf = (row: PersonRow): Person => ({ personId: row.person_id, name: row.name, role: row.role })
  const findPresent = (personId: string): PersonRow | null => {
    const row = selectOne.get(personId)
    return row === undefined || row.left_at !== null ? null : row
  }
  const isLastOwner = (row: PersonRow): boolean =>
    row.role === 'owner' && selectAll.all().filter((other) => other.role === 'owner' && other.left_at === null).length === 1

  return {
    list: (): (Person & { hasLeft: boolean })[] => selectAll.all().map((row) => ({ ...personOf(row), hasLeft: row.left_at !== null })),

    find: (personId: string): Person | null => {
      const row = findPresent(personId)
      return row === null ? null : personOf(row)
    },

    add: async (wish: { name: string; role: Role; pin: string }, by: Actor): Promise<Result<Person, NameTaken>> => {
      const { salt, hash } = await hashPin(wish.pin)
      return inTransaction(() => {
        if (selectAll.all().some((row) => row.name === wish.name)) return fail({ kind: 'name-taken', name: wish.name })
        const person: Person = { personId: newId(), name: wish.name, role: wish.role }
        insert.run(person.personId, person.name, person.role, salt, hash, clock.now())
        audit.note(by, 'people.add', person.personId, { name: person.name, role: person.role })
        return ok(person)
      })
    },

    changePin: async (personId: string, pin: string, by: Actor): Promise<Result<null, PersonNotFound>> => {
      const { salt, hash } = await hashPin(pin)
      return inTransaction(() => {
        if (findPresent(personId) === null) return fail({ kind: 'person-not-found' })
        updatePin.run(salt, hash, personId)
        audit.note(by, 'people.change-pin', personId)
        return ok(null)
      })
    },

    changeRole: (personId: string, role: Role, by: Actor): Result<Person, PersonNotFound | LastOwner> =>
      inTransaction(() => {
        const row = findPresent(personId)
        if (row === null) return fail({ kind: 'person-not-found' })
        if (role !== 'owner' && isLastOwner(row)) return fail({ kind: 'last-owner' })
        updateRole.run(role, personId)
        audit.note(by, 'people.change-role', personId, { from: row.role, to: role })
        return ok({ ...personOf(row), role })
      }),

    leave: (personId: string, by: Actor): Result<null, PersonNotFound | LastOwner> =>
      inTransaction(() => {
        const row = findPresent(personId)
        if (row === null) return fail({ kind: 'person-not-found' })
        if (isLastOwner(row)) return fail({ kind: 'last-owner' })
        updateLeft.run(clock.now(), personId)
        audit.note(by, 'people.leave', personId, { name: row.name })
        return ok(null)
      }),

    /** Wrong PINs make the next try wait longer and longer; a try during the wait is not even compared. */
    signIn: async (personId: string, pin: string): Promise<Result<Person, SignInFailure>> => {
      const row = findPresent(personId)
      if (row === null) return fail({ kind: 'person-not-found' })
      const waitMs = row.blocked_until - clock.now()
      if (waitMs > 0) return fail({ kind: 'pin-blocked', waitMs })
      const actor: Actor = { id: row.person_id, name: row.name }
      if (await isPin(pin, { salt: row.pin_salt, hash: row.pin_hash })) {
        inTransaction(() => {
          updateTries.run(0, 0, personId)
          audit.note(actor, 'people.sign-in', personId)
        })
        return ok(personOf(row))
      }
      return inTransaction(() => {
        // Read again: tries that ran side by side must each count.
        const wrongPins = (selectOne.get(personId)?.wrong_pins ?? 0) + 1
        const wait = waitAfterWrongPinsMs(wrongPins)
        updateTries.run(wrongPins, clock.now() + wait, personId)
        audit.note(actor, 'people.wrong-pin', personId, { wrongPins })
        return fail({ kind: 'wrong-pin', waitMs: wait })
      })
    },
  }
}
