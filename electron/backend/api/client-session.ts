import type { Role } from '../../../shared/role.ts'
import type { Actor } from '../audit/audit.service.ts'
import type { Person } from '../people/people.service.ts'

/** A client's standing with the backend. Belongs to the connection, or to the cookie behind it; never to a message. */
export interface ClientSession {
  readonly actor: Actor | null
  readonly role: Role | null
  readonly personId: string | null
  readonly isPractising: boolean
  /** True for the command line and the desktop window: files may be named by path. */
  readonly hasLocalFiles: boolean
  signIn(person: Person): void
  signOut(): void
  practise(on: boolean): void
}

export interface SessionOptions {
  readonly hasLocalFiles: boolean
  /** Asked at every call: a person who has left or changed role is so at once. */
  readonly findPerson: (personId: string) => Person | null
}

/** A session in which people sign in with their PIN. */
export function createPersonSession({ hasLocalFiles, findPerson }: SessionOptions): ClientSession {
  let personId: string | null = null
  let isPractising = false
  const person = (): Person | null => (personId === null ? null : findPerson(personId))
  return {
    get actor() {
      const found = person()
      return found === null ? null : { id: found.personId, name: found.name }
    },
    get role() {
      return person()?.role ?? null
    },
    get personId() {
      return person()?.personId ?? null
    },
    get isPractising() {
      return isPractising
    },
    hasLocalFiles,
    signIn: (who) => {
      personId = who.personId
    },
    signOut: () => {
      personId = null
      isPractising = false
    },
    practise: (on) => {
      isPractising = on
    },
  }
}

/** The command line acts with the owner's role as the operating-system user, and is recorded so. */
export function createOperatorSession(userName: string): ClientSession {
  let isPractising = false
  return {
    actor: { id: `os:${userName}`, name: userName },
    role: 'owner',
    personId: null,
    get isPractising() {
      return isPractising
    },
    hasLocalFiles: true,
    signIn: () => undefined,
    signOut: () => undefined,
    practise: (on) => {
      isPractising = on
    },
  }
}
