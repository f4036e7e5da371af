import type { HostAbilities, SessionState } from '../../../shared/contract/session.ts'
import type { Clock } from '../host.ts'
import type { PeopleService } from '../people/people.service.ts'
import type { ShopService } from '../shop/shop.service.ts'
import type { Changes } from '../changes.ts'
import { ok } from '../../../shared/result.ts'
import { actorOf, type CallContext, type Door } from './door.ts'

export interface SessionHandlerParts {
  readonly shop: ShopService
  readonly people: PeopleService
  readonly clock: Clock
  readonly changes: Changes
  readonly abilities: HostAbilities
  readonly version: string
}

export function sessionHandlers(door: Door, parts: SessionHandlerParts) {
  const { shop, people, clock, abilities, version, changes } = parts

  const stateFor = ({ session }: CallContext): SessionState => {
    const person = session.personId === null ? null : people.find(session.personId)
    const found = shop.find()
    return {
      shop: found,
      people: people.list().filter(({ hasLeft }) => !hasLeft).map(({ personId, name }) => ({ personId, name })),
      person,
      host: { ...abilities, localFiles: session.hasLocalFiles },
      version,
      now: clock.now(),
      businessDay: found === null ? null : shop.dayOf(clock.now()),
      practice: session.isPractising,
    }
  }

  return {
    state: door.session.state.handler(({ context }) => stateFor(context)),
    firstRun: door.session.firstRun.handler(async ({ input, context }) => {
      const founder = { id: 'system', name: input.ownerName }
      const opened = shop.open({ name: input.shopName, currency: input.currency, zone: input.zone, cutoffHour: input.cutoffHour }, founder)
      if (!opened.ok) return opened
      const owner = await people.add({ name: input.ownerName, role: 'owner', pin: input.ownerPin }, founder)
      if (!owner.ok) throw new Error('a new shop has nobody whose name could be taken')
      context.session.signIn(owner.value)
      changes.announce('session')
      return ok(owner.value)
    }),
    signIn: door.session.signIn.handler(async ({ input, context }) => {
      const result = await people.signIn(input.personId, input.pin)
      if (result.ok) {
        context.session.signIn(result.value)
        // Other windows of the same browser have the same session.
        changes.announce('session')
      }
      return result
    }),
    signOut: door.session.signOut.handler(({ context }) => {
      context.session.signOut()
      changes.announce('session')
      return null
    }),
    practise: door.session.practise.handler(({ input, context }) => {
      actorOf(context)
      context.session.practise(input.on)
      changes.announce('session')
      return null
    }),
  }
}

export function peopleHandlers(door: Door, { people, changes }: { people: PeopleService; changes: Changes }) {
  const told = <T>(value: T): T => {
    changes.announce('people')
    return value
  }
  return {
    list: door.people.list.handler(() => people.list()),
    add: door.people.add.handler(async ({ input, context }) => told(await people.add(input, actorOf(context)))),
    changePin: door.people.changePin.handler(({ input, context }) => people.changePin(input.personId, input.pin, actorOf(context))),
    changeRole: door.people.changeRole.handler(({ input, context }) => told(people.changeRole(input.personId, input.role, actorOf(context)))),
    leave: door.people.leave.handler(({ input, context }) => told(people.leave(input.personId, actorOf(context)))),
  }
}

