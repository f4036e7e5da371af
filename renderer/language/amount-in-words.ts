import { currencyDecimals } from '../../shared/currency.ts'
import type { Money } from '../../shared/money.ts'

/**
 * An amount as it is written out on a cheque, so that a slip of the decimals is seen before money leaves. English:
 * "thirty-eight and 50/100 euros". Chinese, in the capital numerals of banking: "欧元叁拾捌元伍角整".
 * The amount is not negative.
 */
export function amountInWords(amount: Money, language: 'en' | 'zh-CN', currencyName: string): string {
  const decimals = currencyDecimals(amount.currency)
  const unit = 10 ** decimals
  const whole = Math.floor(amount.minor / unit)
  const rest = amount.minor % unit
  return language === 'en' ? english(whole, rest, decimals, currencyName) : chinese(whole, rest, decimals, amount.currency === 'CNY' ? '人民币' : currencyName)
}

const small = [
  'zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen',
  'sixteen', 'seventeen', 'eighteen', 'nineteen',
]
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const scales = ['', ' thousand', ' million', ' billion', ' trillion', ' quadrillion']

function english(whole: number, rest: number, decimals: number, currencyName: string): string {
  const fraction = decimals === 0 ? '' : ` and ${String(rest).padStart(decimals, '0')}/${10 ** decimals}`
  return `${englishWhole(whole)}${fraction} ${currencyName}`
}

function englishWhole(value: number): string {
  if (value === 0) return small[0]!
  const groups: string[] = []
  for (let left = value, scale = 0; left > 0; left = Math.floor(left / 1_000), scale += 1) {
    if (left % 1_000 > 0) groups.unshift(`${englishHundreds(left % 1_000)}${scales[scale]!}`)
  }
  return groups.join(' ')
}

function englishHundreds(value: number): string {
  const below = value % 100
  const hundreds = value >= 100 ? `${small[Math.floor(value / 100)]!} hundred` : ''
  const rest = below < 20 ? (below === 0 ? '' : small[below]!) : `${tens[Math.floor(below / 10)]!}${below % 10 === 0 ? '' : `-${small[below % 10]!}`}`
  return [hundreds, rest].filter((words) => words !== '').join(' ')
}

const numerals = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖']
const myriads = ['', '万', '亿', '兆']
const parts = ['角', '分', '厘', '毫']

function chinese(whole: number, rest: number, decimals: number, currencyName: string): string {
  const digits = decimals === 0 ? '' : String(rest).padStart(decimals, '0')
  const head = whole === 0 && rest > 0 ? '' : `${chineseWhole(whole)}元`
  const fraction = chineseDigits(digits, parts, head !== '')
  const isWrittenToTheEnd = digits !== '' && !digits.endsWith('0')
  return `${currencyName}${head}${fraction}${isWrittenToTheEnd ? '' : '整'}`
}

/** A run of zeros between two written digits is read as one zero: 1.05 is 壹元零伍分. */
function chineseDigits(digits: string, names: readonly string[], isAfterSomething: boolean): string {
  let words = ''
  let isGap = false
  for (const [index, digit] of Array.from(digits).entries()) {
    if (digit !== '0') words += `${isGap && (words !== '' || isAfterSomething) ? '零' : ''}${numerals[Number(digit)]!}${names[index]!}`
    isGap = digit === '0'
  }
  return words
}

function chineseWhole(value: number): string {
  if (value === 0) return numerals[0]!
  const groups: string[] = []
  for (let left = value; left > 0; left = Math.floor(left / 10_000)) groups.unshift(String(left % 10_000).padStart(4, '0'))
  let words = ''
  let isGap = false
  for (const [index, group] of groups.entries()) {
    const written = chineseDigits(group, ['仟', '佰', '拾', ''], words !== '' || isGap)
    const isShort = group.startsWith('0')
    if (written !== '') {
      const joint = isGap && !isShort ? '零' : ''
      words += `${words === '' ? '' : joint}${words === '' ? written.replace(/^零/u, '') : written}${myriads[groups.length - 1 - index]!}`
    }
    isGap = group.endsWith('0')
  }
  return words
}
