import { SaxesParser } from 'saxes'
import type { Limits } from './limits.ts'
import { FileRefused } from './refusal.ts'

/** An element with its text and children; what a reader asked for, never a whole document. */
export interface XmlNode {
  /** Without its prefix. */
  readonly name: string
  readonly line: number
  readonly attributes: Readonly<Record<string, string>>
  text: string
  readonly children: XmlNode[]
}

/** What a reader wants to see of a document while it streams past. */
export interface XmlVisitor {
  /** Called for each element outside collected ones. True: hand the element over as a whole when it closes. */
  open(name: string, line: number): boolean
  /** True for elements inside a collected one that are handed over by themselves and then forgotten, so that long lists cost nothing. */
  isPart(name: string): boolean
  /** Hands over an element: a collected one with its source text, or a part of one with what has been read of the whole. */
  node(node: XmlNode, from: { readonly raw: string } | { readonly within: XmlNode }): void
  /** An element outside collected ones closes. */
  close(name: string, line: number): void
}

/** More elements in one collected element are not an entry or a header but an attack. */
const MOST_NODES = 50_000
/** Source text of a collected element beyond this length is cut. */
const LONGEST_RAW = 32 * 1024
/** No opening tag of a format we read is longer. */
const TAG_LENGTH = 1024

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Document types and entities are refused before a parser sees them: nothing is expanded, nothing fetched. */
const FORBIDDEN = /<!(DOCTYPE|ENTITY)/i
const FORBIDDEN_LENGTH = '<!DOCTYPE'.length

export function createXmlReader(visitor: XmlVisitor, limits: Limits) {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false })
  const stack: XmlNode[] = []
  let depth = 0
  let nodes = 0
  let lastEventAt = 0
  let sawRoot = false
  /** The piece being read (with the end of the one before, where a tag may have begun), and its place in the document. */
  let window = ''
  let windowStart = 0
  let written = 0
  /** Where the collected element goes on in the window, and its source from earlier pieces. */
  let rawStart = 0
  let held = ''
  let tail = ''

  const seen = (): void => {
    lastEventAt = parser.position
  }

  // Five handlers and no more: with eight, V8 turns the parser into a slow object and reading takes five times as long.
  parser.on('error', (error) => {
    const reason = /unclosed|unexpected end/i.test(error.message) ? 'truncated' : 'malformed'
    throw new FileRefused(reason, error.message.replace(/^\d+:\d+: /, ''), { line: parser.line })
  })
  parser.on('opentag', (tag) => {
    seen()
    sawRoot = true
    depth += 1
    if (depth > limits.xmlDepth) throw new FileRefused('too-deep', `more than ${limits.xmlDepth} levels`, { line: parser.line })
    const name = localName(tag.name)
    if (stack.length === 0) {
      if (!visitor.open(name, parser.line)) return
      rawStart = windowStart + Math.max(0, window.lastIndexOf('<', parser.position - 1 - windowStart))
      held = ''
      nodes = 0
    }
    nodes += 1
    if (nodes > MOST_NODES) throw new FileRefused('too-large', `more than ${MOST_NODES} elements in one`, { line: parser.line, field: name })
    stack.push({ name, line: parser.line, attributes: tag.attributes, text: '', children: [] })
  })
  const addText = (text: string): void => {
    seen()
    const node = stack.at(-1)
    if (node !== undefined) node.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', (tag) => {
    seen()
    depth -= 1
    const node = stack.pop()
    if (node === undefined) visitor.close(localName(tag.name), parser.line)
    else if (stack.length === 0) visitor.node(node, { raw: rawText() })
    else if (visitor.isPart(node.name)) {
      nodes = stack.length
      visitor.node(node, { within: stack[0]! })
    } else stack.at(-1)!.children.push(node)
  })

  /** The element as the file has it, without the blanks that only indent it. */
  const rawText = (): string =>
    (held + window.slice(rawStart - windowStart, parser.position - windowStart)).slice(0, LONGEST_RAW).replace(/>\s+</g, '><')

  function slide(piece: string): void {
    if (stack.length === 0) {
      const overlap = window.slice(-TAG_LENGTH)
      window = overlap + piece
      windowStart = written - overlap.length
    } else {
      if (held.length < LONGEST_RAW) held += window.slice(rawStart - windowStart)
      window = piece
      windowStart = written
      rawStart = written
    }
    written += piece.length
  }

  return {
    write(text: string): void {
      // Some banks' files begin with an empty line, which XML forbids before its declaration.
      const piece = written === 0 ? text.trimStart() : text
      if (piece === '') return
      const from = tail + piece
      if (FORBIDDEN.test(from)) throw new FileRefused('doctype', 'document type declaration', { line: parser.line })
      tail = from.slice(-FORBIDDEN_LENGTH)
      slide(piece)
      parser.write(piece)
      if (written - lastEventAt > limits.fieldLength) {
        throw new FileRefused('too-large', `more than ${limits.fieldLength} characters in one element`, { line: parser.line })
      }
    },
    end(): void {
      if (!sawRoot) throw new FileRefused('malformed', 'no XML element')
      parser.close()
    },
  }
}

/** Paths taken apart. They are written in the readers, so there are few. */
const steps = new Map<string, readonly string[]>()

function stepsOf(path: string): readonly string[] {
  let names = steps.get(path)
  if (names === undefined) steps.set(path, (names = path.split('/')))
  return names
}

function child(node: XmlNode, name: string): XmlNode | undefined {
  for (const candidate of node.children) if (candidate.name === name) return candidate
  return undefined
}

/** The first child at a path of names: `find(entry, 'NtryDtls/Btch/NbOfTxs')`. */
export function find(node: XmlNode | undefined, path: string): XmlNode | undefined {
  let at = node
  for (const name of stepsOf(path)) {
    if (at === undefined) return undefined
    at = child(at, name)
  }
  return at
}

/** The trimmed text at a path; null where nothing stands or nothing is written. */
export function textAt(node: XmlNode | undefined, path: string): string | null {
  const text = find(node, path)?.text.trim()
  return text === undefined || text === '' ? null : text
}

/** All children of a name, in file order. */
export const all = (node: XmlNode | undefined, name: string): readonly XmlNode[] =>
  node?.children.filter((child) => child.name === name) ?? []
