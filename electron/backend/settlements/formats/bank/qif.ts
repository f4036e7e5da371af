import { decimalsOf } from '../currencies.ts'
import { limits } from '../limits.ts'
import type { Balance, DecodedFile, FormatReader, ReadEvent, ReadOptions } from '../reader.ts'
import { endingInRefusal, FileRefused } from '../refusal.ts'
import { warning } from '../reports.ts'
import { dateOrderOf, decimalOf, noEvidence, qifDay, seeAmount, seeDate, type QifEvidence } from './qif-conventions.ts'
import { qifAmount, recordEvents, type QifConventions, type QifRecord } from './qif-entry.ts'
import { itemsOf, sectionOf, valueOf, type QifSection } from './qif-records.ts'

/** First reading: dates and amounts of the whole file decide how it is written. */
async function evidenceOf(source: DecodedFile, options: ReadOptions): Promise<QifEvidence> {
  const evidence = noEvidence()
  let section: QifSection = 'other'
  for await (const items of itemsOf(source.text(), options.limits ?? limits)) {
    for (const item of items) {
      if (item.kind === 'header') {
        if (/^!option:mdy/i.test(item.text)) evidence.monthFirst = true
        section = sectionOf(item.text) ?? section
      } else if (section === 'entries') {
        for (const { code, value, line } of item.fields) {
          if (code === 'D') seeDate(evidence, value, line)
          if (code === 'T' || code === 'U' || code === '$') seeAmount(evidence, value, line)
        }
      }
    }
  }
  return evidence
}

function conventionsFrom(evidence: QifEvidence, options: ReadOptions): QifConventions {
  const { currency } = options
  if (currency === undefined) throw new FileRefused('currency-needed', 'QIF names no currency')
  const decimals = decimalsOf(currency)
  if (decimals === null) throw new FileRefused('currency-needed', currency)
  const dateOrder = dateOrderOf(evidence, options)
  if (dateOrder === null) {
    throw new FileRefused('date-order-needed', evidence.openDate?.value ?? 'dates of both orders', { line: evidence.openDate?.line ?? null, field: 'D' })
  }
  const decimal = decimalOf(evidence, options, decimals)
  if (decimal === null) {
    throw new FileRefused('decimal-needed', evidence.openAmount?.value ?? 'amounts with both decimal signs', { line: evidence.openAmount?.line ?? null, field: 'T' })
  }
  return { currency, dateOrder, decimal }
}

/**
 * Quicken begins a list with the balance at its start, written as a record; `L` then holds the account's own name, which also
 * shows such a record in other languages: nobody pays himself from one account into the same.
 */
function openingBalance({ fields }: QifRecord, account: string, conventions: QifConventions): Balance | null {
  const isOwn = account !== '' && (valueOf(fields, 'L') ?? '').toLowerCase() === `[${account.toLowerCase()}]`
  if (!isOwn && !/^opening balance$/i.test(valueOf(fields, 'P') ?? '')) return null
  const minor = qifAmount(valueOf(fields, 'T') ?? valueOf(fields, 'U') ?? '', conventions)
  if (!minor.ok) return null
  return { minor: minor.value, currency: conventions.currency, on: qifDay(valueOf(fields, 'D') ?? '', conventions.dateOrder) }
}

/** Second reading: a statement for each list of entries. */
function createQifSections(conventions: QifConventions) {
  let section: QifSection = 'other'
  let account = ''
  let open: { isStarted: boolean; opening: Balance | null } | null = null
  let skippedInvestments = 0
  let sawStatement = false

  function start(name: string): ReadEvent[] {
    if (open === null || open.isStarted) return []
    open.isStarted = true
    return [{
      kind: 'statement', account: name, bank: null, currency: conventions.currency, statementId: null, sequence: null, page: null,
      purpose: 'statement', from: null, to: null,
    }]
  }

  function finish(): ReadEvent[] {
    if (open === null) return []
    const events: ReadEvent[] = [...start(account), { kind: 'statement-end', opening: open.opening, closing: null, controls: [] }]
    open = null
    return events
  }

  return {
    header(text: string): ReadEvent[] {
      const next = sectionOf(text)
      if (next === null) return []
      const events = finish()
      section = next
      if (next === 'entries') {
        open = { isStarted: false, opening: null }
        sawStatement = true
      }
      return events
    },
    record(record: QifRecord): readonly ReadEvent[] {
      if (section === 'account') account = valueOf(record.fields, 'N') ?? ''
      if (section === 'investment') skippedInvestments += 1
      if (section !== 'entries' || open === null) return []
      const opening = open.isStarted ? null : openingBalance(record, account, conventions)
      if (opening === null) return [...start(account), ...recordEvents(record, conventions)]
      open.opening = opening
      const own = /^\[(.+)\]$/.exec(valueOf(record.fields, 'L') ?? '')?.[1]
      return start(account || (own ?? ''))
    },
    end(): ReadEvent[] {
      const events = finish()
      if (!sawStatement) throw new FileRefused('no-statement', skippedInvestments > 0 ? 'only investments' : 'no list of entries')
      return skippedInvestments === 0 ? events : [...events, warning('investment-lines-skipped', null, String(skippedInvestments))]
    },
  }
}

async function* readSections(source: DecodedFile, options: ReadOptions): AsyncGenerator<readonly ReadEvent[]> {
  const sections = createQifSections(conventionsFrom(await evidenceOf(source, options), options))
  for await (const items of itemsOf(source.text(), options.limits ?? limits)) {
    yield items.flatMap((item) => (item.kind === 'header' ? sections.header(item.text) : sections.record(item)))
  }
  yield sections.end()
}

/**
 * Quicken Interchange Format: lines of one letter and a value. It names no currency, no order of dates and no decimal sign, so
 * the file is read twice: first to decide, for the whole of it, what it means.
 */
export const qif: FormatReader = {
  format: 'qif',
  side: 'statement',
  // Some programs put remarks above the first header.
  recognises: ({ text }) => /^(?:\s{0,200}#[^\r\n]{0,400}[\r\n]){0,20}\s{0,200}!(type:|account\b|option:|clear:)/i.test(text),
  read: (source, options) => endingInRefusal(readSections(source, options)),
}
