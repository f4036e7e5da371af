import { describe, expect, test } from 'vitest'
import { amountInWords } from '../../../renderer/language/amount-in-words.ts'
import { money } from '../../../shared/money.ts'

describe('an amount in English words', () => {
  test.each([
    [0, 'EUR', 'zero and 00/100 euros'],
    [3850, 'EUR', 'thirty-eight and 50/100 euros'],
    [100_005, 'EUR', 'one thousand and 05/100 euros'],
    [11_111_111, 'EUR', 'one hundred eleven thousand one hundred eleven and 11/100 euros'],
    [100_000_000, 'EUR', 'one million and 00/100 euros'],
  ])('%i %s', (minor, currency, words) => {
    expect(amountInWords(money(minor, currency), 'en', 'euros')).toBe(words)
  })
  test('a currency without minor units has no fraction', () => {
    expect(amountInWords(money(3850, 'JPY'), 'en', 'yen')).toBe('three thousand eight hundred fifty yen')
  })
  test('three decimals are thousandths', () => {
    expect(amountInWords(money(1005, 'KWD'), 'en', 'dinars')).toBe('one and 005/1000 dinars')
  })
})

describe('an amount in the capital numerals of Chinese banking', () => {
  test.each([
    [0, '人民币零元整'], [5, '人民币伍分'], [50, '人民币伍角整'], [105, '人民币壹元零伍分'], [3850, '人民币叁拾捌元伍角整'], [3805, '人民币叁拾捌元零伍分'],
    [100_100, '人民币壹仟零壹元整'], [1_000_100, '人民币壹万零壹元整'], [10_001_000, '人民币壹拾万零壹拾元整'], [1_000_000_000_00, '人民币壹拾亿元整'],
    [1_234_567_890, '人民币壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整'],
  ])('%i', (minor, words) => {
    expect(amountInWords(money(minor, 'CNY'), 'zh-CN', '人民币')).toBe(words)
  })
  test('another currency stands in front', () => {
    expect(amountInWords(money(3850, 'EUR'), 'zh-CN', '欧元')).toBe('欧元叁拾捌元伍角整')
  })
  test('three decimals with a gap between them', () => {
    expect(amountInWords(money(1505, 'KWD'), 'zh-CN', '科威特第纳尔')).toBe('科威特第纳尔壹元伍角零伍厘')
  })
})
