/** One thing that was noted with an act; `before` where it replaced something. */
export interface Noted {
  readonly name: string
  readonly before: string | null
  readonly value: string
}

/** Everything noted with an act as lines of text. Of what was replaced only what differs. */
export function notedIn(detail: Readonly<Record<string, unknown>>): Noted[] {
  const { before, after, ...rest } = detail
  return [...plain(rest), ...changed(before, after)]
}

const plain = (values: object): Noted[] => Object.entries(flat(values)).map(([name, value]) => ({ name, before: null, value }))

function changed(before: unknown, after: unknown): Noted[] {
  const [old, fresh] = [flat(isObject(before) ? before : {}), flat(isObject(after) ? after : {})]
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    .filter((name) => old[name] !== fresh[name])
    // What the new picture leaves out has not been changed, unless nothing new was noted at all.
    .filter((name) => name in fresh || after === undefined)
    .map((name) => ({ name, before: old[name] ?? '', value: fresh[name] ?? '' }))
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

function flat(values: object, path = ''): Record<string, string> {
  const all: Record<string, string> = {}
  for (const [name, value] of Object.entries(values) as [string, unknown][]) {
    if (isObject(value) && !Array.isArray(value)) Object.assign(all, flat(value, `${path}${name}.`))
    else if (value !== null && value !== '') all[`${path}${name}`] = typeof value === 'string' ? value : JSON.stringify(value)
  }
  return all
}
