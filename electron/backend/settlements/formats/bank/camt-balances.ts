import type { Day } from '../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { minorOf } from '../amounts.ts'
import { currencyFrom } from '../currencies.ts'
import { dayFromIso } from '../days.ts'
import type { Balance, ReadEvent } from '../reader.ts'
import { rowError, warning } from '../reports.ts'
import { find, textAt, type XmlNode } from '../xml.ts'

export interface CamtBalance extends Balance {
  /** OPBD, CLBD, PRCD, ITBD ... or the bank's own word. */
  readonly code: string
}

/** The day of a `Dt` that holds `Dt` or `DtTm`. A time is not moved to another zone: the bank means its own day. */
export function dayIn(node: XmlNode | undefined): Day | null {
  const written = textAt(node, 'Dt') ?? textAt(node, 'DtTm')
  return written === null ? null : dayFromIso(written)
}

/**
 * Reads a `Bal`. One with more decimals than its currency has is passed over with a warning: a rounded balance proves nothing,
 * and banks write computed ones with up to thirteen decimals.
 */
export function readBalance(node: XmlNode, report: (event: ReadEvent) => void): CamtBalance | null {
  const code = textAt(node, 'Tp/CdOrPrtry/Cd') ?? textAt(node, 'Tp/CdOrPrtry/Prtry') ?? ''
  const amount = find(node, 'Amt')
  const currency = currencyFrom(amount?.attributes['Ccy'])
  const written = amount?.text.trim() ?? ''
  const direction = textAt(node, 'CdtDbtInd')
  if (currency === null) {
    report(rowError('unknown-currency', node.line, 'Bal/Amt/@Ccy', amount?.attributes['Ccy'] ?? ''))
    return null
  }
  const minor = minorOf(written, currency)
  if (!minor.ok) {
    const isTooExact = minor.failure.kind === 'too-many-decimals'
    report(isTooExact ? warning('balance-too-exact', node.line, written) : rowError(minor.failure.kind, node.line, 'Bal/Amt', written))
    return null
  }
  if (direction !== 'CRDT' && direction !== 'DBIT') {
    report(rowError('missing-direction', node.line, 'Bal/CdtDbtInd', direction ?? ''))
    return null
  }
  return { code, minor: signed(minor.value, direction), currency, on: dayIn(find(node, 'Dt')) }
}

/** An unsigned amount with the sign of its indicator; never -0. */
export const signed = (minor: number, direction: 'CRDT' | 'DBIT'): number => (direction === 'DBIT' && minor !== 0 ? -minor : minor)

const booked = ({ minor, currency, on }: CamtBalance): Balance => ({ minor, currency, on })
const interim = ({ minor, currency, on }: CamtBalance): Balance => ({ minor, currency, on, intermediate: true })

/**
 * The opening and closing booked balance. Opening is OPBD, else the previous closing, else an interim one dated before the
 * first entry; closing is CLBD, else an interim one. Interim balances open and close the pages of a long statement. A single
 * one with nothing to hold it against says neither, so it is left out. A statement over several days may state each day's,
 * and one of an account in several currencies each currency's: the outermost days of its own currency count.
 */
export function openingAndClosing(
  balances: readonly CamtBalance[], currency: CurrencyCode, firstEntryOn: Day | null,
): { opening: Balance | null; closing: Balance | null } {
  const ofCode = (code: string): readonly CamtBalance[] => {
    const all = balances.filter((balance) => balance.code === code)
    const own = all.filter((balance) => balance.currency === currency)
    return byDay(own.length > 0 ? own : all)
  }
  const stated = ofCode('OPBD')[0] ?? ofCode('PRCD')[0]
  const last = ofCode('CLBD').at(-1)
  const interims = balances.filter(({ code }) => code === 'ITBD')
  const opening = stated === undefined ? openingInterim(interims, last !== undefined, firstEntryOn) : undefined
  const closing = last === undefined ? interims.findLast((balance) => balance !== opening) : undefined
  const isAnchored = stated !== undefined || opening !== undefined
  return {
    opening: stated !== undefined ? booked(stated) : opening !== undefined ? interim(opening) : null,
    closing: last !== undefined ? booked(last) : closing !== undefined && isAnchored ? interim(closing) : null,
  }
}

/** The earliest day first; of one day as they stand in the file. */
const byDay = (balances: readonly CamtBalance[]): readonly CamtBalance[] =>
  balances.toSorted((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : (a.on ?? '') > (b.on ?? '') ? 1 : 0))

function openingInterim(interims: readonly CamtBalance[], hasClosing: boolean, firstEntryOn: Day | null): CamtBalance | undefined {
  const [earliest, next] = byDay(interims)
  if (earliest === undefined) return undefined
  const isBefore = firstEntryOn !== null && earliest.on !== null && earliest.on < firstEntryOn
  return isBefore || hasClosing || next !== undefined ? earliest : undefined
}
