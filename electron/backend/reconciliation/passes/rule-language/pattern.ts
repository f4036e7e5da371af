import { assertNever, fail, ok, type Result } from '../../../../../shared/result.ts'
import { foldCase, isWordCharacter, parsePattern, type PatternNode, type PatternRefusal } from './pattern-parser.ts'

/** A pattern of a rule, ready to be looked for anywhere in a text, without regard to case. */
export interface Pattern {
  isIn(text: string): boolean
}

/** Steps after which a pattern is too large: repeats are written out. */
const maxSteps = 500

type Step =
  | { readonly kind: 'character'; readonly test: (character: string) => boolean }
  | { readonly kind: 'start' | 'end' | 'word-edge' | 'found' }
  | { readonly kind: 'fork'; readonly to: number[] }

/**
 * Makes a pattern that is matched by following all ways at once (Thompson, 1968): the time is the length of the text times
 * the size of the pattern, whatever an owner writes or a bank sends. The language is that of `parsePattern`.
 */
export function createPattern(source: string): Result<Pattern, PatternRefusal> {
  const parsed = parsePattern(source)
  if (!parsed.ok) return parsed
  const steps: Step[] = []
  if (!write(parsed.value, steps)) return fail({ kind: 'unsafe-pattern', why: 'too-many-repeats', at: 0 })
  steps.push({ kind: 'found' })
  return ok({ isIn: (text) => isIn(steps, text) })
}

/** Writes a node's steps behind those that are there; it ends by going on to the step after its last. False when it grows too large. */
function write(node: PatternNode, steps: Step[]): boolean {
  if (steps.length > maxSteps) return false
  switch (node.kind) {
    case 'sequence':
      return node.parts.every((part) => write(part, steps))
    case 'choice':
      return writeChoice(node.parts, steps)
    case 'repeat':
      return writeRepeat(node, steps)
    case 'character': case 'start': case 'end': case 'word-edge':
      steps.push(node)
      return true
    default:
      return assertNever(node)
  }
}

function writeChoice(parts: readonly PatternNode[], steps: Step[]): boolean {
  const fork: Step = { kind: 'fork', to: [] }
  steps.push(fork)
  const ends: { to: number[] }[] = []
  for (const part of parts) {
    fork.to.push(steps.length)
    if (!write(part, steps)) return false
    const end = { kind: 'fork' as const, to: [] }
    ends.push(end)
    steps.push(end)
  }
  for (const end of ends) end.to.push(steps.length)
  return true
}

function writeRepeat({ part, min, max }: { part: PatternNode; min: number; max: number }, steps: Step[]): boolean {
  for (let count = 0; count < min; count += 1) if (!write(part, steps)) return false
  const again = max === Infinity
  const exits: { to: number[] }[] = []
  for (let count = 0; count < (again ? 1 : max - min); count += 1) {
    const start = steps.length
    const exit = { kind: 'fork' as const, to: [start + 1] }
    exits.push(exit)
    steps.push(exit)
    if (!write(part, steps)) return false
    if (again) steps.push({ kind: 'fork', to: [start] })
  }
  for (const exit of exits) exit.to.push(steps.length)
  return true
}

function isIn(steps: readonly Step[], text: string): boolean {
  const characters = Array.from(text, foldCase)
  let ways = new Set<number>()
  for (let index = 0; index <= characters.length; index += 1) {
    if (follow(steps, 0, ways, characters, index)) return true
    const character = characters[index]
    const next = new Set<number>()
    for (const way of ways) {
      const step = steps[way]!
      if (character !== undefined && step.kind === 'character' && step.test(character) && follow(steps, way + 1, next, characters, index + 1)) return true
    }
    ways = next
  }
  return false
}

/** Adds a step and all that can be reached from it without a character. True when the pattern's end is among them. */
function follow(steps: readonly Step[], from: number, ways: Set<number>, characters: readonly string[], index: number): boolean {
  const open = [from]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (ways.has(at)) continue
    ways.add(at)
    const step = steps[at]!
    if (step.kind === 'found') return true
    if (step.kind === 'fork') open.push(...step.to)
    else if (step.kind !== 'character' && holds(step.kind, characters, index)) open.push(at + 1)
  }
  return false
}

function holds(edge: 'start' | 'end' | 'word-edge', characters: readonly string[], index: number): boolean {
  if (edge === 'start') return index === 0
  if (edge === 'end') return index === characters.length
  return isWordCharacter(characters[index - 1]) !== isWordCharacter(characters[index])
}
