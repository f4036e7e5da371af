/**
 * ISO 4217 currencies and the number of their decimals ("minor unit" in the standard).
 * Source: ISO 4217 list one, as maintained by SIX; funds codes and metals are left out because no shop is paid in them,
 * except CLF and UYW, the two with four decimals, which bank files of Chile and Uruguay contain.
 */
const codesByDecimals: Record<number, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC ' +
    'CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES ' +
    'KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR ' +
    'NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT ' +
    'TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

/**
 * Currencies that no longer exist but still stand in statements that banks and shops keep. Nothing can be charged in them.
 * Source: ISO 4217 list three (historic denominations), those of the last forty years.
 */
const withdrawnByDecimals: Record<number, string> = {
  0: 'BEF BYR ESP GRD ITL LUF MGF PTE TPE TRL',
  2:
    'ADP AFA ANG ATS AZM BGL BGN CSD CSK CUC CYP DEM EEK FIM FRF GHC HRD HRK IEP LTL LVL MRO MTL MZM NLG ROL RUR SDD SIT SKK ' +
    'SLL SRG STD TMM UAK VEB VEF XEU YUM ZMK ZWD ZWL ZWN ZWR',
}

/** A three-letter ISO 4217 code, upper case. */
export type CurrencyCode = string

const decimalsOf = (codes: Record<number, string>): [string, number][] =>
  Object.entries(codes).flatMap(([decimals, list]) => list.split(' ').map((code): [string, number] => [code, Number(decimals)]))

const today = new Map<CurrencyCode, number>(decimalsOf(codesByDecimals))
const everKnown = new Map<CurrencyCode, number>([...decimalsOf(withdrawnByDecimals), ...today])

/** A currency of today or a withdrawn one: something that a statement can be in. */
export const isCurrencyCode = (text: string): boolean => everKnown.has(text)

/** A currency of today: something that can be charged. */
export const isCurrentCurrency = (text: string): boolean => today.has(text)

/** The codes of today, sorted. */
export const currencyCodes: readonly CurrencyCode[] = [...today.keys()].toSorted()

/** How many decimals the currency has: 2 for EUR, 0 for JPY, 3 for KWD. Throws on a code that never was a currency. */
export function currencyDecimals(currency: CurrencyCode): number {
  const decimals = everKnown.get(currency)
  if (decimals === undefined) throw new RangeError(`not an ISO 4217 currency: ${currency}`)
  return decimals
}
