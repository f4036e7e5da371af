/** A schema of an OpenAPI 3.0 document: JSON Schema with dialect words of its own. */
export type Schema = Readonly<Record<string, unknown>>

const listsOfSchemas = ['allOf', 'anyOf', 'oneOf'] as const
const mapsOfSchemas = ['properties', 'patternProperties'] as const
/** Words that mean the same in both dialects; the others (examples, titles, discriminators, x-…) prove nothing. */
const kept = new Set([
  'type', 'required', 'enum', 'pattern', 'minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties', 'minimum', 'maximum',
])

/**
 * The schema in JSON Schema's own words, references as they are. OpenAPI 3.0.3, section 4.7.24: `nullable` adds null to the
 * types, and siblings of `$ref` are ignored. Files that a document refers to by URL are not fetched: anything goes there.
 */
export function toJsonSchema(schema: unknown): Schema | boolean {
  if (typeof schema === 'boolean') return schema
  const { $ref: reference, nullable, ...rest } = schema as Schema
  if (typeof reference === 'string') return reference.startsWith('#') ? { $ref: reference } : {}
  const plain: Record<string, unknown> = {}
  for (const [word, value] of Object.entries(rest)) if (kept.has(word) && isSound(word, value)) plain[word] = value
  for (const word of listsOfSchemas) if (Array.isArray(rest[word])) plain[word] = rest[word].map(toJsonSchema)
  for (const word of mapsOfSchemas) if (isMap(rest[word])) plain[word] = mapOf(rest[word])
  for (const word of ['items', 'not', 'additionalProperties'] as const) if (rest[word] !== undefined) plain[word] = toJsonSchema(rest[word])
  return nullable === true ? { anyOf: [plain, { type: 'null' }] } : plain
}

export const mapOf = (schemas: Readonly<Record<string, unknown>>): Record<string, Schema | boolean> =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, toJsonSchema(schema)]))

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Some published patterns are of another dialect of regular expressions. */
function isSound(word: string, value: unknown): boolean {
  if (word !== 'pattern') return true
  try {
    return new RegExp(String(value)) instanceof RegExp
  } catch {
    return false
  }
}
