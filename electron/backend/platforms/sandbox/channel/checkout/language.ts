import { words, type Words } from './words.ts'

export type Language = 'en' | 'zh'

/** The customer's choice on the page, else the browser's, else what the shop asked for. */
export function languageOf(chosen: string | null, acceptLanguage: string, shopLocale: string): Language {
  return named(chosen ?? '') ?? accepted(acceptLanguage) ?? named(shopLocale) ?? 'en'
}

export const wordsOf = (language: Language): Words => words[language]

const named = (text: string): Language | null => (/^(en|zh)(?:-|$)/i.exec(text)?.[1]?.toLowerCase() ?? null) as Language | null

/** Accept-Language: tags with weights, best first; the order counts among equals. */
function accepted(header: string): Language | null {
  const wanted = header.slice(0, 500).split(',').map((item) => {
    const [tag = '', ...parameters] = item.trim().split(';')
    const weight = Number(/^\s*q=([\d.]+)$/.exec(parameters.join(';'))?.[1] ?? '1')
    return { tag, weight }
  })
  return wanted.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight).map(({ tag }) => named(tag)).find((language) => language !== null) ?? null
}
