/** HTML that is safe to send: made by the `html` tag, which escapes everything that is put into it. */
export interface Html { readonly markup: string }

type Part = string | number | Html | null | readonly Html[]

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text becomes text, `Html` stays markup, a list of `Html` is joined, null is nothing. Attributes are written in double quotes. */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { markup: fixed.reduce((markup, piece, index) => markup + markupOf(parts[index - 1] ?? null) + piece) }
}

function markupOf(part: Part): string {
  if (part === null) return ''
  if (typeof part === 'string' || typeof part === 'number') return String(part).replace(/[&<>"']/g, (sign) => escapes[sign]!)
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('')
}
