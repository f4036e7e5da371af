/** The month that lies so many after (or, negative, before) "2026-11". */
export function monthAfter(month: string, steps: number): string {
  const [year, of] = month.split('-').map((part) => Number.parseInt(part, 10)) as [number, number]
  const count = year * 12 + of - 1 + steps
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`
}

export const isMonth = (text: string | null): text is string => text !== null && /^\d{4}-(?:0[1-9]|1[0-2])$/u.test(text)
