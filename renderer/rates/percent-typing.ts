/** A typed per cent as thousandths of a per cent: "1.4" is 1400, "0,125" is 125. Null unless it is 0 to 100 with at most three decimals. */
export function ratePer100kOf(text: string): number | null {
  const found = /^(\d{1,3})(?:[.,](\d{0,3}))?$/u.exec(text.trim().replace(/\s*%$/u, ''))
  if (found === null) return null
  const rate = Number.parseInt(`${found[1]!}${(found[2] ?? '').padEnd(3, '0')}`, 10)
  return rate <= 100_000 ? rate : null
}

/** Thousandths of a per cent as text with the decimals that it has: 1400 is "1.4", 2900 "2.9", 125 "0.125". */
export function percentText(ratePer100k: number, point = '.'): string {
  const digits = String(ratePer100k).padStart(4, '0')
  const decimals = digits.slice(-3).replace(/0+$/u, '')
  return `${digits.slice(0, -3)}${decimals === '' ? '' : `${point}${decimals}`}`
}
