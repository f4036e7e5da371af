import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { minorOf } from '../amounts.ts'
import { currencyFrom } from '../currencies.ts'
import type { BankEntry, BankEntryDetail, ReadEvent } from '../reader.ts'
import { rowError, warning } from '../reports.ts'
import { all, find, textAt, type XmlNode } from '../xml.ts'
import { chargesIn, originalAmount, partAmount } from './camt-amounts.ts'
import { dayIn, signed } from './camt-balances.ts'
import { counterparty, transactionReferences, transactionText } from './camt-parties.ts'
import { parseInformation } from './mt940-information.ts'
import { referenceOrNull, referencesFrom } from './references.ts'

/** `Sts` is a text up to version 06 and holds a code since. */
const statusText = (entry: XmlNode): string => textAt(entry, 'Sts/Cd') ?? textAt(entry, 'Sts/Prtry') ?? textAt(entry, 'Sts') ?? 'BOOK'

const statuses: Record<string, BankEntry['status']> = { BOOK: 'booked', PDNG: 'pending', FUTR: 'pending', INFO: 'info' }

function typeCode(entry: XmlNode, only: XmlNode | undefined): string | null {
  const code = find(entry, 'BkTxCd') ?? find(only, 'BkTxCd')
  const domain = [textAt(code, 'Domn/Cd'), textAt(code, 'Domn/Fmly/Cd'), textAt(code, 'Domn/Fmly/SubFmlyCd')].filter((part) => part !== null)
  return domain.length > 0 ? domain.join('/') : textAt(code, 'Prtry/Cd')
}

/** What banks add in words; some German ones put the sub-fields of MT940 there. */
const addedText = (entry: XmlNode): string => {
  const added = textAt(entry, 'AddtlNtryInf')
  return added === null ? '' : parseInformation([[added]]).text
}

/** The amount, currency and direction of an entry, or what is wrong with them. */
function movementOf(entry: XmlNode) {
  const amount = find(entry, 'Amt')
  const written = amount?.text.trim() ?? ''
  const currency = currencyFrom(amount?.attributes['Ccy'])
  if (written === '') return rowError('missing-amount', entry.line, 'Ntry/Amt', '')
  if (currency === null) return rowError('unknown-currency', amount!.line, 'Ntry/Amt/@Ccy', amount?.attributes['Ccy'] ?? '')
  const minor = minorOf(written, currency)
  if (!minor.ok) return rowError(minor.failure.kind, amount!.line, 'Ntry/Amt', written)
  // The schema has no negative amounts; a sign beside an indicator can mean either direction.
  if (minor.value < 0) return rowError('not-an-amount', amount!.line, 'Ntry/Amt', written)
  const direction = textAt(entry, 'CdtDbtInd')
  if (direction !== 'CRDT' && direction !== 'DBIT') return rowError('missing-direction', entry.line, 'Ntry/CdtDbtInd', direction ?? '')
  return { kind: 'movement' as const, minor: signed(minor.value, direction), currency, direction }
}

/** A date that is written must be a date; one that is left out is the bank's choice. */
function dateFault(entry: XmlNode, name: 'BookgDt' | 'ValDt'): ReadEvent | null {
  const node = find(entry, name)
  const written = textAt(node, 'Dt') ?? textAt(node, 'DtTm')
  return written === null || dayIn(node) !== null ? null : rowError('not-a-date', node!.line, `Ntry/${name}`, written)
}

/** One part of a batch as the entry keeps it. `entry` is read as far as its amount and direction. */
export function readPart(part: XmlNode, entry: XmlNode): BankEntryDetail {
  const amount = partAmount(part, entryCurrency(entry))
  const direction = textAt(part, 'CdtDbtInd') ?? textAt(entry, 'CdtDbtInd')
  return {
    minor: amount === null ? null : signed(amount.minor, direction === 'DBIT' ? 'DBIT' : 'CRDT'),
    currency: amount?.currency ?? null,
    references: transactionReferences(part),
    text: transactionText(part),
    counterpartyName: counterparty(part, direction !== 'DBIT').name,
  }
}

/** Parts explain the entry. Where all of them carry an amount of its currency and the sum differs, somebody should know. */
function partsWarning(parts: readonly BankEntryDetail[], minor: number, currency: string, line: number): ReadEvent[] {
  if (parts.length === 0 || parts.some((part) => part.minor === null || part.currency !== currency)) return []
  const sum = parts.reduce((total, part) => total + part.minor!, 0)
  return sum === minor ? [] : [warning('batch-sum-differs', line, `${sum} ${minor} ${currency}`)]
}

/**
 * Reads a `Ntry`. `parts` are its transaction details in file order; `only` is the details element when there is just one, and
 * then speaks for the entry. `RvslInd` names the kind and does not turn the direction: the balances prove it.
 */
export function readEntry(entry: XmlNode, parts: readonly BankEntryDetail[], only: XmlNode | undefined, raw: string): readonly ReadEvent[] {
  const movement = movementOf(entry)
  if (movement.kind === 'row-error') return [movement]
  const fault = dateFault(entry, 'BookgDt') ?? dateFault(entry, 'ValDt')
  if (fault !== null) return [fault]
  const { minor, currency, direction } = movement
  const status = statusText(entry)
  const side = only === undefined ? { name: null, account: null } : counterparty(only, direction === 'CRDT')
  const batches = all(entry, 'NtryDtls').map((details) => find(details, 'Btch'))
  const bankReference = textAt(entry, 'AcctSvcrRef') ?? textAt(only, 'Refs/AcctSvcrRef')
  const read: BankEntry = {
    kind: 'entry',
    minor,
    currency,
    bookedOn: dayIn(find(entry, 'BookgDt')),
    valueOn: dayIn(find(entry, 'ValDt')),
    status: statuses[status] ?? 'info',
    nativeId: referenceOrNull(bankReference),
    references: referencesFrom([
      ...(only === undefined ? [] : transactionReferences(only)),
      ...batches.flatMap((batch) => [textAt(batch, 'PmtInfId'), textAt(batch, 'MsgId')]),
      textAt(entry, 'AddtlInfInd/MsgId'),
      bankReference,
      textAt(entry, 'NtryRef'),
    ]),
    text: (only === undefined ? '' : transactionText(only)) || addedText(entry),
    counterpartyName: side.name,
    counterpartyAccount: side.account,
    typeCode: typeCode(entry, only),
    original: originalAmount(entry, currency) ?? (only === undefined ? null : originalAmount(only, currency)),
    chargesMinor: chargesIn(entry, currency) ?? (only === undefined ? null : chargesIn(only, currency)),
    isReversal: textAt(entry, 'RvslInd') === 'true' || textAt(entry, 'RvslInd') === '1',
    details: parts,
    line: entry.line,
    raw,
  }
  const unknown = statuses[status] === undefined ? [warning('unknown-status', entry.line, status)] : []
  return [...unknown, ...partsWarning(parts, minor, currency, entry.line), read]
}

/** The currency of an entry's amount, for statements that name none themselves. */
export const entryCurrency = (entry: XmlNode): CurrencyCode | null => currencyFrom(find(entry, 'Amt')?.attributes['Ccy'])
