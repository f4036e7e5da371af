import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { minorOf } from '../amounts.ts'
import { currencyFrom } from '../currencies.ts'
import { all, find, textAt, type XmlNode } from '../xml.ts'

interface Amount {
  readonly minor: number
  readonly currency: CurrencyCode
}

/** An `Amt` with its currency; null when it is missing or cannot be read exactly. Not for the entry's own amount. */
function amountIn(node: XmlNode | undefined): Amount | null {
  const currency = currencyFrom(node?.attributes['Ccy'])
  if (node === undefined || currency === null) return null
  const minor = minorOf(node.text, currency)
  return minor.ok ? { minor: minor.value, currency } : null
}

/** What a part of a batch moved, unsigned: its own amount (version 03 on) or `TxAmt`, else what was instructed in the account's currency. */
export function partAmount(details: XmlNode, accountCurrency: CurrencyCode | null): Amount | null {
  const instructed = amountIn(find(details, 'AmtDtls/InstdAmt/Amt'))
  return (
    amountIn(find(details, 'Amt')) ??
    amountIn(find(details, 'AmtDtls/TxAmt/Amt')) ??
    (instructed?.currency === accountCurrency ? instructed : null)
  )
}

/** The amount in the other side's currency with the rate, when the entry was converted. */
export function originalAmount(node: XmlNode, accountCurrency: CurrencyCode): { minor: number; currency: CurrencyCode; rate: string | null } | null {
  for (const kind of ['InstdAmt', 'TxAmt', 'CntrValAmt']) {
    const stated = find(node, `AmtDtls/${kind}`)
    const amount = amountIn(find(stated, 'Amt'))
    if (amount === null || amount.currency === accountCurrency) continue
    const rate = ['InstdAmt', 'TxAmt', 'CntrValAmt'].map((place) => textAt(node, `AmtDtls/${place}/CcyXchg/XchgRate`)).find((text) => text !== null)
    return { ...amount, rate: rate ?? null }
  }
  return null
}

/** Charges in the entry's currency, plus is a cost: each `Chrgs` has an amount up to version 03, records below it since 04. */
export function chargesIn(node: XmlNode, currency: CurrencyCode): number | null {
  const stated = all(node, 'Chrgs').flatMap((charges) => {
    const records = all(charges, 'Rcrd')
    return records.length > 0 ? records : [charges]
  })
  let sum: number | null = null
  for (const charge of stated) {
    const amount = amountIn(find(charge, 'Amt')) ?? amountIn(find(charge, 'TtlChrgsAndTaxAmt'))
    if (amount === null || amount.currency !== currency) continue
    sum = (sum ?? 0) + (textAt(charge, 'CdtDbtInd') === 'CRDT' ? -amount.minor : amount.minor)
  }
  return sum
}
