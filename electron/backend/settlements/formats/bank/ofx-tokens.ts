import type { Limits } from '../limits.ts'
import { FileRefused } from '../refusal.ts'

/** What an OFX text is made of, SGML and XML alike. */
export interface OfxVisitor {
  open(name: string, line: number): void
  close(name: string, line: number): void
  /** An element with a text, closed or not. `raw` is the text as it stands in the file. */
  leaf(name: string, value: string, line: number, raw: string): void
}

/**
 * Aggregates that matter to us. Everything else is a leaf, whose closing tag SGML may leave out; an unknown aggregate is then
 * an empty leaf, and what is in it belongs to the aggregate around it, which harms nothing.
 */
const AGGREGATES = new Set([
  'OFX', 'SIGNONMSGSRSV1', 'SONRS', 'STATUS', 'FI', 'BANKMSGSRSV1', 'CREDITCARDMSGSRSV1', 'INVSTMTMSGSRSV1', 'STMTTRNRS', 'CCSTMTTRNRS',
  'INVSTMTTRNRS', 'STMTRS', 'CCSTMTRS', 'INVSTMTRS', 'BANKACCTFROM', 'CCACCTFROM', 'INVACCTFROM', 'BANKACCTTO', 'CCACCTTO', 'BANKTRANLIST',
  'BANKTRANLISTP', 'STMTTRN', 'STMTTRNP', 'LEDGERBAL', 'AVAILBAL', 'PAYEE', 'BALLIST', 'BAL', 'REWARDINFO', 'INVTRANLIST', 'INVBANKTRAN',
  'INVPOSLIST', 'INVBAL', 'INVOOLIST', 'INV401K', 'INV401KBAL', 'SECLISTMSGSRSV1', 'SECLIST', 'SIGNUPMSGSRSV1', 'ACCTINFOTRNRS', 'ACCTINFORS',
  'PROFMSGSRSV1', 'PROFTRNRS', 'PROFRS',
])
/** Aggregates by the standard that some banks write as leaves. */
const SOMETIMES_LEAF = new Set(['CURRENCY', 'ORIGCURRENCY', 'PAYEE', 'STATUS', 'BAL'])

/** Movements of securities, one aggregate each. Source: OFX 2.3, section 13.9.2. */
export const INVESTMENTS: ReadonlySet<string> = new Set([
  'BUYDEBT', 'BUYMF', 'BUYOPT', 'BUYOTHER', 'BUYSTOCK', 'CLOSUREOPT', 'INCOME', 'INVEXPENSE', 'JRNLFUND', 'JRNLSEC', 'MARGININTEREST',
  'REINVEST', 'RETOFCAP', 'SELLDEBT', 'SELLMF', 'SELLOPT', 'SELLOTHER', 'SELLSTOCK', 'SPLIT', 'TRANSFER',
])

const isAggregate = (name: string, text: string): boolean =>
  SOMETIMES_LEAF.has(name) ? text === '' : AGGREGATES.has(name) || INVESTMENTS.has(name)

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', quot: '"', apos: "'" }

/** Replaces the entities that OFX knows and numbered characters; any other `&` is an ampersand that nobody escaped. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:(amp|lt|gt|nbsp|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (whole, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return entities[name.toLowerCase()]!
    const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal)
    return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
  })
}

const lineEnds = (text: string): number => {
  let count = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) count += 1
  }
  return count
}

/** Where a piece of markup ends: the place of its last character, or -1 while the rest has not come. */
function markupEnd(text: string, start: number): number {
  if (text.startsWith('<!--', start)) return endOf(text, '-->', start)
  if (text.startsWith('<![CDATA[', start)) return endOf(text, ']]>', start)
  if (text.startsWith('<?', start)) return endOf(text, '?>', start)
  return text.indexOf('>', start)
}

function endOf(text: string, mark: string, start: number): number {
  const at = text.indexOf(mark, start)
  return at < 0 ? -1 : at + mark.length - 1
}

/** Before this many characters after `<` it cannot be told what the markup is. */
const LONGEST_OPENER = '<![CDATA['.length

/** Reads OFX as it streams in. DOCTYPE and ENTITY are refused; nothing is expanded but the five entities. */
export function createOfxTokenizer(visitor: OfxVisitor, limits: Limits) {
  let rest = ''
  let line = 1
  let open: { name: string; line: number } | null = null
  let raw = ''

  /** Says what the last opening tag was, now that its text is known. */
  function settle(closing: string | null): boolean {
    if (open === null) return false
    const { name, line: at } = open
    const value = decodeEntities(raw).trim()
    const aggregate = isAggregate(name, value)
    if (aggregate) visitor.open(name, at)
    else visitor.leaf(name, value, at, raw.trim())
    open = null
    raw = ''
    return !aggregate && closing === name
  }

  function addText(part: string): void {
    if (open === null) return
    raw += part
    if (raw.length > limits.fieldLength) {
      throw new FileRefused('too-large', `more than ${limits.fieldLength} characters in one element`, { line: open.line, field: open.name })
    }
  }

  function readMarkup(markup: string): void {
    if (markup.startsWith('<!--') || markup.startsWith('<?')) return
    if (markup.startsWith('<![CDATA[')) return addText(markup.slice(9, -3).replaceAll('&', '&amp;'))
    const match = /^<(\/?)\s*([A-Za-z_][\w.-]{0,60})\s*(\/?)[^<>]*>$/.exec(markup)
    if (match === null) return addText(markup)
    const name = match[2]!.toUpperCase()
    if (match[1] === '/') {
      if (!settle(name)) visitor.close(name, line)
      return
    }
    settle(null)
    open = { name, line }
    if (match[3] === '/' || markup.endsWith('/>')) {
      const aggregate = isAggregate(name, '')
      settle(name)
      if (aggregate) visitor.close(name, line)
    }
  }

  /** Takes in what is complete in `rest`; a character that begins no markup is text. */
  function consume(isLast: boolean): void {
    let at = 0
    for (;;) {
      const start = rest.indexOf('<', at)
      if (start < 0) {
        // A CR at the end may be half of a CRLF, and is then one end of line, not two.
        const end = rest.endsWith('\r') && !isLast ? rest.length - 1 : rest.length
        take(at, end, false)
        at = Math.max(at, end)
        break
      }
      take(at, start, false)
      at = start
      if (!isLast && rest.length - start < LONGEST_OPENER) break
      if (/^<!(DOCTYPE|ENTITY)/i.test(rest.slice(start, start + LONGEST_OPENER))) {
        throw new FileRefused('doctype', 'document type declaration', { line })
      }
      const isMarkup = /[A-Za-z_/!?]/.test(rest[start + 1] ?? '')
      const end = isMarkup ? markupEnd(rest, start) : start
      if (end < 0) {
        if (isLast) take(start, rest.length, false)
        at = isLast ? rest.length : start
        break
      }
      // Free text may hold a lone `<`; the tag after it must not be swallowed with it.
      const isLone = isMarkup && /[A-Za-z_/]/.test(rest[start + 1]!) && rest.slice(start + 1, end).includes('<')
      take(start, isLone ? start + 1 : end + 1, isMarkup && !isLone)
      at = isLone ? start + 1 : end + 1
    }
    rest = rest.slice(at)
    if (rest.length > limits.fieldLength) throw new FileRefused('too-large', `more than ${limits.fieldLength} characters in one tag`, { line })
  }

  function take(from: number, to: number, isMarkup: boolean): void {
    if (to <= from) return
    const part = rest.slice(from, to)
    if (isMarkup) readMarkup(part)
    else addText(part)
    line += lineEnds(part)
  }

  return {
    write(piece: string): void {
      rest += piece
      consume(false)
    },
    end(): void {
      consume(true)
      settle(null)
    },
    line: (): number => line,
  }
}
