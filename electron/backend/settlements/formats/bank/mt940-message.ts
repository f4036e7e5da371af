import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { currencyFrom } from '../currencies.ts'
import { hasControlCharacter } from '../lines.ts'
import type { Balance, ControlTotal, ReadEvent, ReadOptions, StatementStart } from '../reader.ts'
import { FileRefused } from '../refusal.ts'
import { rowError, warning } from '../reports.ts'
import { MESSAGE_END, type MtField } from './mt940-fields.ts'
import { createRowQueue } from './mt940-rows.ts'
import { totalsOfField, totalsOfInformation } from './mt940-totals.ts'
import { parseBalance } from './mt940-values.ts'

/** One message as far as it has been read. */
interface Message {
  reference: string | null
  account: string
  bank: string | null
  sequence: string | null
  page: number | null
  /** From `:34F:`, the only place where an MT942 names it. */
  statedCurrency: CurrencyCode | null
  isInterim: boolean
  currency: CurrencyCode | null
  isStarted: boolean
  opening: Balance | null
  closing: Balance | null
  hasClosing: boolean
  controls: ControlTotal[]
}

const newMessage = (reference: string | null): Message => ({
  reference, account: '', bank: null, sequence: null, page: null, statedCurrency: null, isInterim: false, currency: null,
  isStarted: false, opening: null, closing: null, hasClosing: false, controls: [],
})

/** "NL91ABNA0417164300EUR", "0800003200000001610722 EUR". */
const accountCurrency = (account: string): CurrencyCode | null => currencyFrom(/\d ?([A-Z]{3})$/.exec(account)?.[1])

/** Turns the fields of a file into events, one statement a message. */
export function createMessageReader(options: ReadOptions) {
  let events: ReadEvent[] = []
  let message: Message | null = null
  let sawStatement = false
  let lastLine = 1
  const rows = createRowQueue((row) => events.push(...row))

  function start(at: Message, line: number): CurrencyCode {
    at.currency ??= at.statedCurrency ?? accountCurrency(at.account) ?? options.currency ?? null
    if (at.currency === null) throw new FileRefused('currency-needed', 'the statement names no currency', { line })
    if (at.isStarted) return at.currency
    at.isStarted = true
    sawStatement = true
    const { account, bank, sequence, page, currency } = at
    const purpose: StatementStart['purpose'] = at.isInterim ? 'interim' : 'statement'
    events.push({ kind: 'statement', account, bank, currency, statementId: at.reference, sequence, page, purpose, from: null, to: null })
    return currency
  }

  function finish(line: number): void {
    if (message === null) return
    const { opening, closing, controls } = message
    if (message.account !== '' || message.isStarted) {
      start(message, line)
      rows.flush()
      // Without both balances nothing shows that all entries are there: the file may be cut off.
      if (!message.isInterim && opening === null) events.push(warning('opening-missing', line, message.reference ?? ''))
      if (!message.isInterim && closing === null) events.push(warning('closing-missing', line, message.reference ?? ''))
      events.push({ kind: 'statement-end', opening, closing, controls })
    }
    message = null
  }

  function readBalance(field: MtField, at: Message): void {
    const balance = parseBalance(field.lines[0]!)
    const name = `:${field.tag}:`
    if (balance.kind === 'fault') {
      events.push(rowError(balance.reason, field.line, name, balance.value))
      return
    }
    if (balance.oddity !== null) events.push(warning(balance.oddity, field.line, field.lines[0]!))
    const { minor, currency, on } = balance
    const stated: Balance = { minor, currency, on, ...(field.tag.endsWith('M') ? { intermediate: true } : {}) }
    if (field.tag.startsWith('60')) {
      at.opening = stated
      at.currency ??= currency
      start(at, field.line)
    } else {
      at.closing = stated
      at.currency ??= currency
    }
  }

  /** After the closing balance `:86:` speaks of the statement; banks put totals there. */
  function readInformation(field: MtField, at: Message): void {
    if (!at.hasClosing) rows.addInformation(field)
    else if (at.currency !== null) at.controls.push(...totalsOfInformation(field.lines.join(''), at.currency, field.line))
  }

  function readField(field: MtField): void {
    lastLine = field.line
    if (field.tag === MESSAGE_END) return finish(field.line)
    // A bank that leaves `:20:` out begins the next statement with the account or its opening balance.
    const beginsAnew = message?.hasClosing === true && /^(25P?|60[FM])$/.test(field.tag)
    if (message === null || field.tag === '20' || beginsAnew) {
      const reference = field.tag === '20' ? field.lines[0]!.trim() : (message?.reference ?? null)
      finish(field.line)
      message = newMessage(reference || null)
      rows.begin()
    }
    const isRow = field.tag === '61' || field.tag === '86'
    const fault = isRow ? undefined : field.lines.find(hasControlCharacter)
    if (fault !== undefined) events.push(rowError('control-character', field.line, `:${field.tag}:`, fault))
    else readTag(field, message)
  }

  function readTag(field: MtField, at: Message): void {
    const text = field.lines[0]!.trim()
    switch (field.tag) {
      case '25':
      case '25P':
        at.account = text
        at.bank = field.tag === '25P' ? (field.lines[1]?.trim() || null) : text.includes('/') ? text.slice(0, text.indexOf('/')) : null
        return
      case '28':
      case '28C': {
        const [number = '', page = ''] = text.split('/')
        at.sequence = number.trim() || null
        at.page = /^\d{1,6}$/.test(page.trim()) ? Number(page) : null
        return
      }
      case '34F':
      case '13':
      case '13D':
        at.isInterim = at.opening === null
        at.statedCurrency ??= field.tag === '34F' ? currencyFrom(text.slice(0, 3)) : null
        return
      case '60F':
      case '60M':
        return readBalance(field, at)
      case '62F':
      case '62M':
        at.hasClosing = true
        return readBalance(field, at)
      case '61':
        return rows.addEntry(field, start(at, field.line))
      case '86':
        return readInformation(field, at)
      case '90D':
      case '90C':
        at.isInterim ||= at.opening === null && !at.isStarted
        at.statedCurrency ??= currencyFrom(/^\d+([A-Z]{3})/.exec(text)?.[1])
        if (at.currency ?? at.statedCurrency) {
          at.controls.push(...totalsOfField(field.tag.endsWith('D') ? 'D' : 'C', text, (at.currency ?? at.statedCurrency)!, field.line))
        }
    }
  }

  const take = (): readonly ReadEvent[] => {
    const taken = events
    events = []
    return taken
  }
  return {
    read: (fields: readonly MtField[]): void => fields.forEach(readField),
    end: (): void => finish(lastLine),
    /** Events of the statements so far; the last entry waits for its `:86:`. */
    take,
    sawStatement: (): boolean => sawStatement,
  }
}
