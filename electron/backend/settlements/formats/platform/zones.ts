import { isTimeZone } from '../../../../../shared/business-day.ts'

/** Hours ahead of UTC of the abbreviations that platforms write. Where one is used twice (CST), the American meaning. */
const hoursByAbbreviation: ReadonlyMap<string, number> = new Map([
  ['UTC', 0], ['GMT', 0], ['WET', 0], ['BST', 1], ['WEST', 1], ['CET', 1], ['MEZ', 1], ['CEST', 2], ['MESZ', 2], ['EET', 2], ['EEST', 3],
  ['MSK', 3], ['PST', -8], ['PDT', -7], ['MST', -7], ['MDT', -6], ['CST', -6], ['CDT', -5], ['EST', -5], ['EDT', -4], ['AST', -4],
  ['ADT', -3], ['BRT', -3], ['HST', -10], ['AKST', -9], ['AKDT', -8], ['JST', 9], ['KST', 9], ['HKT', 8], ['SGT', 8], ['CCT', 8],
  ['AWST', 8], ['AEST', 10], ['AEDT', 11], ['NZST', 12], ['NZDT', 13],
])

/** A zone cell as an offset in minutes or an IANA name: "PDT", "GMT+08:00", "Europe/Berlin". Null when it is neither. */
export function readZone(text: string): { readonly offsetMinutes: number } | { readonly zone: string } | null {
  const hours = hoursByAbbreviation.get(text.toUpperCase())
  if (hours !== undefined) return { offsetMinutes: hours * 60 }
  const offset = /^(?:GMT|UTC)\s?([+-])(\d{1,2}):?(\d{2})?$/i.exec(text)
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
    return { offsetMinutes: offset[1] === '-' ? -minutes : minutes }
  }
  return text.includes('/') && isTimeZone(text) ? { zone: text } : null
}
