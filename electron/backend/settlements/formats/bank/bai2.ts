import type { Day } from '../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { currencyFrom } from '../currencies.ts'
import { dayFromShort } from '../days.ts'
import { limits } from '../limits.ts'
import type { Balance, ControlTotal, DecodedFile, FormatReader, ReadEvent, ReadOptions, StatementStart } from '../reader.ts'
import { endingInRefusal, FileRefused } from '../refusal.ts'
import { rowError, warning } from '../reports.ts'
import { bai2Amount, detailEvent, summariesOf, totalsOf, type Bai2Summary } from './bai2-account.ts'
import { recordsOf, type Bai2Record } from './bai2-records.ts'

/** A file, group or account while it is open: what its trailer will have to agree with. */
interface Tally {
  controlMinor: number
  records: number
  children: number
}

interface OpenAccount extends Tally {
  readonly currency: CurrencyCode
  readonly summaries: readonly Bai2Summary[]
  hasDetails: boolean
  readonly controls: ControlTotal[]
}

interface OpenGroup extends Tally {
  readonly isSkipped: boolean
  readonly asOf: Day | null
  readonly currency: CurrencyCode | null
  readonly purpose: StatementStart['purpose']
}

const tally = (): Tally => ({ controlMinor: 0, records: 0, children: 0 })

/** Groups that hold no new movements by their status: deletions and tests. */
const skippedStatuses: Record<string, string> = { 2: 'deletion', 4: 'test' }

/** Follows the records and keeps the books that the trailers are checked against. */
function createBai2Reader() {
  let file: (Tally & { isClosed: boolean }) | null = null
  let group: OpenGroup | null = null
  let account: OpenAccount | null = null
  let sawStatement = false

  const balance = (code: string, open: OpenAccount): Balance | null => {
    const stated = open.summaries.find((summary) => summary.code === code)
    return stated === undefined ? null : { minor: stated.minor, currency: open.currency, on: group?.asOf ?? null }
  }

  function openGroup(record: Bai2Record): readonly ReadEvent[] {
    const [, , status = '', date = '', , currency = '', modifier = ''] = record.fields.map((field) => field.trim())
    const skipped = skippedStatuses[status]
    const asOf = dayFromShort(date)
    group = {
      ...tally(),
      isSkipped: skipped !== undefined,
      asOf,
      currency: currencyFrom(currency),
      purpose: modifier === '1' || modifier === '3' ? 'interim' : 'statement',
    }
    const said: ReadEvent[] = []
    if (skipped !== undefined) said.push(warning('group-skipped', record.line, skipped))
    if (status === '3') said.push(warning('correction', record.line, 'group'))
    if (asOf === null) said.push(rowError('not-a-date', record.line, '02', date))
    return said
  }

  function openAccount(record: Bai2Record): readonly ReadEvent[] {
    if (group === null) throw new FileRefused('malformed', 'account outside a group', { line: record.line })
    const [number = '', stated = ''] = record.fields.map((field) => field.trim())
    const currency = stated === '' ? (group.currency ?? 'USD') : currencyFrom(stated)
    if (currency === null) throw new FileRefused('currency-needed', stated, { line: record.line, field: '03' })
    const { summaries, errors } = summariesOf(record)
    account = { ...tally(), currency, summaries, hasDetails: false, controls: [] }
    account.controlMinor = summaries.reduce((sum, { minor }) => sum + minor, 0)
    if (group.isSkipped) return []
    sawStatement = true
    const { asOf, purpose } = group
    return [
      { kind: 'statement', account: number, bank: null, currency, statementId: null, sequence: null, page: null, purpose, from: asOf, to: asOf },
      ...errors,
    ]
  }

  function readDetail(record: Bai2Record): readonly ReadEvent[] {
    if (account === null) throw new FileRefused('malformed', 'detail outside an account', { line: record.line })
    const { event, controlMinor } = detailEvent(record, account.currency, group?.asOf ?? null)
    account.controlMinor += controlMinor
    account.hasDetails = true
    if (group?.isSkipped === true) return []
    return [...record.codeless.map((line) => warning('line-without-code', line, '16')), event]
  }

  /** A trailer whose total cannot be read proves nothing, which has to be said; where there are no amounts it had nothing to say. */
  function trailerErrors({ code, fields, line }: Bai2Record, { controlMinor }: Tally): readonly ReadEvent[] {
    const control = fields[0]?.trim() ?? ''
    if (control === '' && controlMinor === 0) return [warning('control-total-missing', line, code)]
    return bai2Amount(control) === null ? [rowError(control === '' ? 'missing-amount' : 'not-an-amount', line, code, control)] : []
  }

  /** Compares a trailer's own control total and counts with what was counted. */
  function trailerControls({ fields, line }: Bai2Record, counted: Tally, childrenAt: number | null): ControlTotal[] {
    const [control = '', ...counts] = fields.map((field) => field.trim())
    const stated = bai2Amount(control)
    const records = counts.at(childrenAt === null ? 0 : 1) ?? ''
    const children = childrenAt === null ? '' : (counts[childrenAt] ?? '')
    return [
      ...(stated === null ? [] : [{ what: 'control-sum' as const, stated, counted: counted.controlMinor, line }]),
      ...(/^\d{1,9}$/.test(children) ? [{ what: 'statement-count' as const, stated: Number(children), counted: counted.children, line }] : []),
      ...(/^\d{1,9}$/.test(records) ? [{ what: 'record-count' as const, stated: Number(records), counted: counted.records, line, weak: true }] : []),
    ]
  }

  function closeAccount(record: Bai2Record): readonly ReadEvent[] {
    if (account === null || group === null) throw new FileRefused('malformed', 'trailer without an account', { line: record.line })
    const open = account
    const controls = [...trailerControls(record, open, null), ...totalsOf(open.summaries, open.hasDetails)]
    group.controlMinor += open.controlMinor
    group.children += 1
    account = null
    if (group.isSkipped) return []
    return [...trailerErrors(record, open), { kind: 'statement-end', opening: balance('010', open), closing: balance('015', open), controls }]
  }

  function closeGroup(record: Bai2Record): readonly ReadEvent[] {
    if (group === null || file === null || account !== null) throw new FileRefused('malformed', 'group trailer out of place', { line: record.line })
    const controls = trailerControls(record, group, 0)
    file.controlMinor += group.controlMinor
    file.children += 1
    const errors = trailerErrors(record, group)
    group = null
    return [...errors, { kind: 'controls', controls }]
  }

  function closeFile(record: Bai2Record): readonly ReadEvent[] {
    if (file === null || group !== null) throw new FileRefused('malformed', 'file trailer out of place', { line: record.line })
    const controls = trailerControls(record, file, 0)
    file.isClosed = true
    return [...trailerErrors(record, file), { kind: 'controls', controls }]
  }

  /** A record counts for everything that is open around it, itself included. */
  function count(record: Bai2Record): void {
    for (const open of [file, group, account]) if (open !== null) open.records += record.starts.length
  }

  function dispatch(record: Bai2Record): readonly ReadEvent[] {
    switch (record.code) {
      case '02':
        return openGroup(record)
      case '03':
        return openAccount(record)
      case '16':
        return readDetail(record)
      case '49':
        return closeAccount(record)
      case '98':
        return closeGroup(record)
      case '99':
        return closeFile(record)
      default:
        file = { ...tally(), isClosed: false }
        return []
    }
  }

  return {
    read(record: Bai2Record): readonly ReadEvent[] {
      if (file?.isClosed === true && record.code !== '01') throw new FileRefused('malformed', 'records after the file trailer', { line: record.line })
      const isOpener = record.code === '01' || record.code === '02' || record.code === '03'
      if (!isOpener) count(record)
      const events = dispatch(record)
      if (isOpener) count(record)
      return events
    },
    end(): void {
      if (file?.isClosed !== true) throw new FileRefused('truncated', 'the file trailer is missing')
      if (!sawStatement) throw new FileRefused('no-statement', 'no account in the file')
    },
  }
}

async function* readAccounts(source: DecodedFile, options: ReadOptions): AsyncGenerator<readonly ReadEvent[]> {
  const reader = createBai2Reader()
  for await (const records of recordsOf(source.text(), options.limits ?? limits)) {
    const events: ReadEvent[] = []
    try {
      for (const record of records) events.push(...reader.read(record))
    } catch (error) {
      // What was read before the fault is shown with the refusal.
      yield events
      throw error
    }
    yield events
  }
  reader.end()
}

/**
 * BAI2, the cash management report of American banks: file, groups (a bank and a day), accounts, details. Every level ends
 * with a trailer whose totals are checked.
 * Source: BAI cash management balance reporting specifications, version 2.
 */
export const bai2: FormatReader = {
  format: 'bai2',
  side: 'statement',
  recognises: ({ text }) => /^\s{0,200}01,[^\r\n]{0,200}/.test(text) && /(^|[\r\n/])\s{0,20}02,[^\r\n,]{0,40},[^\r\n,]{0,40},[1-4]?,\d{6},/.test(text),
  read: (source, options) => endingInRefusal(readAccounts(source, options)),
}
