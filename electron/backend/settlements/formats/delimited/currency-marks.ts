import { isCurrencyCode, type CurrencyCode } from '../../../../../shared/currency.ts'

/** Signs and words of currencies that stand beside amounts; longest first. */
export const CURRENCY_MARKS = [
  'R$', 'US$', 'HK$', 'NT$', 'A$', 'C$', 'S$', 'zł', 'Kč', 'kr.', 'kr', 'Ft', 'Fr.', 'Rs.', 'Rs', 'lei',
  'лв.', 'лв', 'руб.', 'RM', '元', '円', '원', '€', '$', '£', '¥', '₹',
  '₩', '₽', '₺', '₫', '฿', '₱', '₪', '₴',
]

/** The currency that a sign or code beside an amount stands for, when it can be one only ("$" and "kr" cannot). */
export function currencyOfMark(mark: string): CurrencyCode | null {
  const code = mark.toUpperCase()
  if (isCurrencyCode(code)) return code
  return MARKED.get(mark) ?? null
}

const MARKED: ReadonlyMap<string, CurrencyCode> = new Map([
  ['€', 'EUR'], ['£', 'GBP'], ['₹', 'INR'], ['₩', 'KRW'], ['₽', 'RUB'], ['₺', 'TRY'], ['₫', 'VND'], ['฿', 'THB'], ['₱', 'PHP'],
  ['₪', 'ILS'], ['₴', 'UAH'], ['R$', 'BRL'], ['US$', 'USD'], ['HK$', 'HKD'], ['NT$', 'TWD'], ['A$', 'AUD'], ['C$', 'CAD'],
  ['S$', 'SGD'], ['zł', 'PLN'], ['Kč', 'CZK'], ['Ft', 'HUF'], ['Fr.', 'CHF'], ['lei', 'RON'], ['лв', 'BGN'], ['лв.', 'BGN'],
  ['руб.', 'RUB'], ['元', 'CNY'], ['円', 'JPY'], ['원', 'KRW'], ['RM', 'MYR'],
])

/** Names of currencies that stand where others write the code. */
const NAMED: ReadonlyMap<string, CurrencyCode> = new Map([
  ['人民币', 'CNY'], ['美元', 'USD'], ['港币', 'HKD'], ['港元', 'HKD'], ['欧元', 'EUR'], ['英镑', 'GBP'], ['日元', 'JPY'], ['euro', 'EUR'],
  ['euros', 'EUR'], ['eur.', 'EUR'],
])

/** The currency that a cell of a currency column names, by code, sign or word; null when it is none. */
export const currencyOfCell = (text: string): CurrencyCode | null => currencyOfMark(text) ?? NAMED.get(text.toLowerCase()) ?? null
