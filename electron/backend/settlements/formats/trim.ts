/** The text without the given characters at its end. A pattern with `$` would try every run of them: quadratic on hostile input. */
export function withoutEnd(text: string, characters: string): string {
  let end = text.length
  while (end > 0 && characters.includes(text[end - 1]!)) end -= 1
  return text.slice(0, end)
}
