import { z } from 'zod'
import { Name, owner, resultOf, Ulid } from './values.ts'
import { Person, PersonNotFound, Pin, Role } from './session.ts'

const NameTaken = z.object({ kind: z.literal('name-taken'), name: z.string() })
const LastOwner = z.object({ kind: z.literal('last-owner') })

export const people = {
  list: owner.output(z.array(Person.extend({ hasLeft: z.boolean() }))),
  add: owner.input(z.object({ name: Name, role: Role, pin: Pin })).output(resultOf(Person, NameTaken)),
  changePin: owner.input(z.object({ personId: Ulid, pin: Pin })).output(resultOf(z.null(), PersonNotFound)),
  changeRole: owner
    .input(z.object({ personId: Ulid, role: Role }))
    .output(resultOf(Person, z.discriminatedUnion('kind', [PersonNotFound, LastOwner]))),
  /** They can no longer sign in; what they did stays theirs. */
  leave: owner
    .input(z.object({ personId: Ulid }))
    .output(resultOf(z.null(), z.discriminatedUnion('kind', [PersonNotFound, LastOwner]))),
}
