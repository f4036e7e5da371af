import { implement, ORPCError } from '@orpc/server'
import { contract } from '../../../shared/contract/contract.ts'
import type { Role } from '../../../shared/role.ts'
import type { Actor } from '../audit/audit.service.ts'
import type { ClientSession } from './client-session.ts'

/** What a handler knows of who is asking. */
export interface CallContext {
  readonly session: ClientSession
}

/**
 * The one door in. Who may pass is written in the contract and asked here, once, for every procedure. Input and output
 * are parsed by the contract before and after.
 */
export const door = implement(contract)
  .$context<CallContext>()
  .use(({ context, procedure, next }) => {
    const { roles, practice } = procedure['~orpc'].meta
    const { session } = context
    if (session.isPractising && !practice) throw new ORPCError('FORBIDDEN', { message: 'not-in-practice' })
    if (roles !== 'anyone' && !mayPass(session.role, roles)) {
      throw new ORPCError(session.role === null ? 'UNAUTHORIZED' : 'FORBIDDEN', { message: session.role === null ? 'sign-in-first' : 'role-not-allowed' })
    }
    return next()
  })

export type Door = typeof door

const mayPass = (role: Role | null, roles: readonly Role[]): boolean => role !== null && roles.includes(role)

/** Who acts, for the books. Only for procedures that need somebody signed in. */
export function actorOf({ session }: CallContext): Actor {
  if (session.actor === null) throw new ORPCError('UNAUTHORIZED', { message: 'sign-in-first' })
  return session.actor
}
