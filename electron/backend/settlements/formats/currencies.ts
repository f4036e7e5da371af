import { currencyDecimals, isCurrencyCode, type CurrencyCode } from '../../../../shared/currency.ts'

/**
 * Currencies that no longer exist but still stand in statements that banks and shops keep, with their decimals.
 * Source: ISO 4217 list three (historic denominations), those of the last forty years.
 */
const withdrawn: Record<number, string> = {
  0: 'BEF BYR ESP GRD ITL LUF MGF PTE TPE TRL',
  2:
    'ADP AFA ATS AZM BGL BGN CSD CSK CUC CYP DEM EEK FIM FRF GHC HRD HRK IEP LTL LVL MRO MTL MZM NLG ROL RUR SDD SIT SKK ' +
    'SLL SRG STD TMM UAK VEB VEF XEU YUM ZMK ZWD ZWL ZWN ZWR',
}

const withdrawnDecimals = new Map<CurrencyCode, number>(
  Object.entries(withdrawn).flatMap(([decimals, codes]) => codes.split(' ').map((code): [string, number] => [code, Number(decimals)])),
)

/** The number of decimals of a currency, today's or a withdrawn one; null for a code that never was a currency. */
export const decimalsOf = (currency: CurrencyCode): number | null =>
  isCurrencyCode(currency) ? currencyDecimals(currency) : (withdrawnDecimals.get(currency) ?? null)

/** The code in its official spelling, or null when the text is not a currency. */
export function currencyFrom(text: string | null | undefined): CurrencyCode | null {
  const code = (text ?? '').trim().toUpperCase()
  return decimalsOf(code) === null ? null : code
}

/** A currency of today with as many decimals, by whose rules an amount of a withdrawn one is read. */
export function currencyToReadBy(currency: CurrencyCode): CurrencyCode {
  if (isCurrencyCode(currency)) return currency
  return withdrawnDecimals.get(currency) === 0 ? 'JPY' : 'EUR'
}
