/** A form or query with nested names as an object: `a[b][0][c]=1&d[]=x` is `{a: {b: [{c: '1'}]}, d: ['x']}`. All values are text. */
export function nestedForm(form: URLSearchParams): Record<string, unknown> {
  const root: Node = new Map()
  for (const [name, value] of form) {
    const steps = [name.split('[')[0]!, ...[...name.matchAll(/\[([^\]]*)\]/g)].map(([, step]) => step!)]
    put(root, steps, value)
  }
  return plainObject(root)
}

type Node = Map<string, Node | string>

function put(node: Node, [step = '', ...rest]: readonly string[], value: string): void {
  const key = step === '' ? String(node.size) : step
  if (rest.length === 0) return void node.set(key, value)
  const next = node.get(key)
  const inner: Node = next instanceof Map ? next : new Map()
  node.set(key, inner)
  put(inner, rest, value)
}

const plain = (value: Node | string): unknown => {
  if (typeof value === 'string') return value
  const isList = [...value.keys()].every((key, index) => key === String(index))
  return isList ? [...value.values()].map(plain) : plainObject(value)
}

const plainObject = (node: Node): Record<string, unknown> => Object.fromEntries([...node].map(([key, value]) => [key, plain(value)]))
