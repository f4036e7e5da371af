import type { LinePicture } from '../books/pictures.ts'
import type { Fault } from '../faults.ts'
import { instantFrom, instantText } from '../../signature.ts'

/** Lines as a faulty channel tells them, and the lines that its control totals are made of. */
export function spoilLines(lines: readonly LinePicture[], faults: readonly Fault[]): { readonly lines: readonly LinePicture[]; readonly totalled: readonly LinePicture[] } {
  let [spoiled, totalled] = [lines, lines]
  for (const fault of faults) {
    if (fault.kind !== 'wrong-settlement-line' && fault.kind !== 'missing-settlement-line') continue
    const victim = spoiled.find(({ type }) => type === 'payment') ?? spoiled[0]
    spoiled = fault.kind === 'missing-settlement-line' ? spoiled.filter((line) => line !== victim) : spoiled.map((line) => (line === victim ? moved(line, fault.byMinor) : line))
    if (fault.restated) totalled = spoiled
  }
  return { lines: spoiled, totalled }
}

const moved = (line: LinePicture, byMinor: number): LinePicture => ({ ...line, gross_minor: line.gross_minor + byMinor, net_minor: line.net_minor + byMinor })

/** A JSON answer as a faulty channel tells it. The answer is signed afterwards: its content lies, its sender is right. */
export function spoilJson(json: unknown, faults: readonly Fault[], now: number): unknown {
  return faults.reduce((spoiled, fault) => spoiledBy(fault, spoiled, now), json)
}

/** Faults of other kinds leave the content alone. */
function spoiledBy(fault: Fault, json: unknown, now: number): unknown {
  if (fault.kind === 'feed-duplicate') return withFeed(json, (payments) => payments.flatMap((payment) => [payment, payment]))
  if (fault.kind === 'feed-reorder') return withFeed(json, (payments) => payments.toReversed())
  if (fault.kind === 'feed-hold-back') return heldBack(json, now - fault.ms)
  if (fault.kind === 'future-dated') return everywhere(json, (name, value) => (typeof value === 'string' && name.endsWith('_at') ? later(value, fault.byMs) : value))
  if (fault.kind === 'negative-amount') return everywhere(json, (name, value) => (typeof value === 'number' && name === 'minor' ? -Math.abs(value) : value))
  return fault.kind === 'wrong-currency' ? everywhere(json, (name, value) => (name === 'currency' ? fault.currency : value)) : json
}

interface Feed {
  readonly payments: readonly { readonly updated_at: string; readonly seq: number }[]
  readonly cursor: string
}

const isFeed = (json: unknown): json is Feed => typeof json === 'object' && json !== null && 'payments' in json && 'cursor' in json

const withFeed = (json: unknown, change: (payments: Feed['payments']) => Feed['payments']): unknown => (isFeed(json) ? { ...json, payments: change(json.payments) } : json)

/** Ends the page before the first change that is too young, and lets the cursor stay there. */
function heldBack(json: unknown, until: number): unknown {
  if (!isFeed(json)) return json
  const complete = instantText(until)
  const first = json.payments.find(({ updated_at }) => updated_at > complete)
  if (first === undefined) return json
  const payments = json.payments.filter(({ seq }) => seq < first.seq)
  const channel = json.cursor.slice(0, json.cursor.lastIndexOf('.'))
  return { ...json, payments, cursor: `${channel}.${first.seq - 1}`, more: false, complete_until: complete }
}

const later = (text: string, byMs: number): string => {
  const at = instantFrom(text)
  return at === null ? text : instantText(at + byMs)
}

function everywhere(json: unknown, change: (name: string, value: unknown) => unknown): unknown {
  if (Array.isArray(json)) return json.map((value: unknown) => everywhere(value, change))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, change(name, everywhere(value, change))]))
}
