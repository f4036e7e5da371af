import { describe, expect, test } from 'vitest'
import { translations } from '../../../renderer/language/translations.ts'

type Words = { readonly [key: string]: string | Words }

const flat = (words: Words, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flat(value, `${path}${key}.`)))

/** Plural forms are forms of one key, and languages have different ones. */
const withoutPlural = (key: string): string => key.replace(/_(?:zero|one|two|few|many|other)$/u, '')
const keysOf = (words: Words): string[] => [...new Set(flat(words).map(([key]) => withoutPlural(key)))].toSorted()
const placeholders = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/gu)].map(([, name]) => name!).toSorted()
/** The text of each key; of plurals the form for many. */
const textsOf = (words: Words): Map<string, string> =>
  new Map(flat(words).filter(([key]) => key === withoutPlural(key) || key.endsWith('_other')).map(([key, text]) => [withoutPlural(key), text]))

const names = Object.keys(translations.en) as (keyof typeof translations.en)[]

describe.each(names)('%s', (name) => {
  const { en, 'zh-CN': zh } = translations
  test('both languages have the same keys', () => {
    expect(keysOf(zh[name])).toEqual(keysOf(en[name]))
  })
  test('both languages use the same placeholders', () => {
    const chinese = textsOf(zh[name])
    for (const [key, text] of textsOf(en[name])) expect([key, placeholders(chinese.get(key) ?? '')]).toEqual([key, placeholders(text)])
  })
  test('nothing is left empty', () => {
    expect([...flat(en[name]), ...flat(zh[name])].filter(([, text]) => text.trim() === '')).toEqual([])
  })
  test('every plural has the form that English and Chinese fall back to', () => {
    const lacking = [en[name] as Words, zh[name] as Words].flatMap((words) => {
      const keys = new Set(flat(words).map(([key]) => key))
      return [...keys].filter((key) => key !== withoutPlural(key) && !keys.has(`${withoutPlural(key)}_other`))
    })
    expect(lacking).toEqual([])
  })
  test('Chinese is written in Chinese', () => {
    const allowed = /^(?:\{\{\w+\}\}|[\s\d:，,%]|PIN|QR)+$/u
    expect(flat(zh[name]).filter(([, text]) => !/\p{Script=Han}/u.test(text) && !allowed.test(text))).toEqual([])
  })
})

test('no text tells anybody to try a money act again', () => {
  const all = Object.values(translations).flatMap((words) => flat(words as unknown as Words))
  expect(all.filter(([, text]) => /try again|retry|重试|再试一次/iu.test(text))).toEqual([])
})
