import { EventEmitter } from 'node:events'

/** An emitter whose events and values are declared; `events-as-declared.ts` holds the declarations to Electron's own. */
export class Teller<Events extends { [Name in keyof Events]: readonly unknown[] }> extends EventEmitter {
  /** Returns false when somebody prevented the event's default. */
  tell<Name extends keyof Events & string>(name: Name, ...values: Events[Name]): boolean {
    this.emit(name, ...values)
    const [event] = values
    return !(event instanceof PreventableEvent && event.defaultPrevented)
  }
}

/** The part of Electron's event object that listeners use. */
export class PreventableEvent {
  defaultPrevented = false
  preventDefault(): void {
    this.defaultPrevented = true
  }
}

/** An event that carries values beside the method, as navigation events do. */
export const preventableWith = <Values extends object>(values: Values): PreventableEvent & Values => Object.assign(new PreventableEvent(), values)
