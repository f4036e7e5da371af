import { pathOf } from '../../paths.ts'

/** What a trace can begin at, as the address names it. */
export const traceKinds = ['order', 'line', 'payout', 'bank-line'] as const
export type TraceKind = (typeof traceKinds)[number]

export const isTraceKind = (text: string): text is TraceKind => (traceKinds as readonly string[]).includes(text)

/** The address of "Where is the money?", from an order, a platform's line, a payout or a bank line. */
export const tracePath = (kind: TraceKind, id: string | number): string => pathOf('settlements', 'trace', kind, String(id))
