import { describe, expect, test } from 'vitest'
import { translations } from '../../../renderer/language/translations.ts'

type Words = { readonly [key: string]: string | Words }

const flat = (words: Words, path: string): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}.${key}`, value] as [string, string]] : flat(value, `${path}.${key}`)))

/** Sentences, so that "Do not charge again." is read as a whole. */
const sentences = (text: string): string[] => text.split(/(?<=[.!?;:。！？；：])\s*/u)

// What invites to a second act while the outcome of the first is not known.
const invitations = {
  en: { invites: /\b(?:try|retry|repeat|resend|charge|refund|pay|send|capture) (?:it |this )?(?:once more|again)\b|\bretry\b/iu, forbids: /\b(?:do not|don’t|never|nothing|not be|cannot|instead of|before|until)\b/iu },
  'zh-CN': { invites: /重试|再试|请重新(?:收款|付款|退款|发送)|再(?:收|付|退)一次/u, forbids: /不要|请勿|切勿|勿|不会|不能|未/u },
} as const

const isAboutUnknown = ([path, text]: [string, string], language: keyof typeof invitations): boolean =>
  /unknown|noAnswer|disconnected/iu.test(path) || (language === 'en' ? /outcome|not (?:been )?answered|no answer/iu : /结果未知|结果不明|没有(?:回应|答复)|未回应/u).test(text)

describe.each(['en', 'zh-CN'] as const)('%s', (language) => {
  const { invites, forbids } = invitations[language]
  const all = Object.entries(translations[language]).flatMap(([name, words]) => flat(words as Words, name))

  test('there are words about unknown outcomes', () => {
    expect(all.filter((one) => isAboutUnknown(one, language)).length).toBeGreaterThan(5)
  })

  test('no text says to do a money act again while its outcome is unknown', () => {
    const wrong = all.filter((one) => isAboutUnknown(one, language)).flatMap(([path, text]) =>
      sentences(text).filter((sentence) => invites.test(sentence) && !forbids.test(sentence)).map((sentence) => `${path}: ${sentence}`))
    expect(wrong).toEqual([])
  })
})
