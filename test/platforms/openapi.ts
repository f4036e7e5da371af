import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { nestedForm } from './bracket-form.ts'
import type { RecordedExchange } from './fault-proxy.ts'
import { mapOf, toJsonSchema } from './openapi-schema.ts'

/** Where official descriptions of the platforms' interfaces lie; tests that need them are skipped without it. */
export const specsFolder = process.env['COUNTERFOIL_SPECS']

interface Parameter {
  readonly name: string
  readonly in: 'query' | 'header' | 'path' | 'cookie'
  readonly required?: boolean
  readonly schema?: unknown
}
type Content = Readonly<Record<string, { readonly schema?: unknown }>>
interface Operation {
  readonly parameters?: readonly (Parameter | Reference)[]
  readonly requestBody?: { readonly required?: boolean; readonly content: Content } | Reference
  readonly responses: Readonly<Record<string, { readonly content?: Content } | Reference>>
}
interface Reference { readonly $ref: string }
interface Document {
  readonly servers?: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>> & { readonly parameters?: readonly (Parameter | Reference)[] }>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

/** What an official description says of an exchange. An empty list: nothing against it. */
export interface Description {
  check(exchange: RecordedExchange): readonly string[]
}

/** The stored description of a platform's interface, from one or several OpenAPI 3.0 files in the folder. */
export const readDescription = (...files: readonly string[]): Description =>
  joined(files.map((file) => describedBy(JSON.parse(readFileSync(join(specsFolder!, file), 'utf8')) as Document)))

export function joined(descriptions: readonly ReturnType<typeof describedBy>[]): Description {
  return {
    check: (exchange) => {
      const own = descriptions.find((one) => one.knows(exchange))
      return own === undefined ? [`${exchange.method} ${pathOf(exchange)}: not described`] : own.check(exchange)
    },
  }
}

const COMPONENTS = 'components'

/** One document. Schemas are compiled when they are first needed: whole interfaces take minutes. */
export function describedBy(document: Document): Description & { knows(exchange: RecordedExchange): boolean } {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false, coerceTypes: false, logger: false })
  const forms = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false, coerceTypes: true, logger: false })
  const schemas = { $id: COMPONENTS, components: { schemas: { ...withheld(document), ...mapOf(document.components?.schemas ?? {}) } } }
  for (const one of [ajv, forms]) one.addSchema(schemas)
  const operations = operationsOf(document)
  const validators = new Map<unknown, ValidateFunction>()

  /** `from` is the object in the document, so that each is compiled once. */
  const errorsIn = (engine: Ajv, from: unknown, value: unknown): readonly string[] => {
    let validate = validators.get(from)
    if (validate === undefined) validators.set(from, (validate = engine.compile(anchored(toJsonSchema(from)))))
    return validate(value) ? [] : wordsOf(validate.errors ?? [])
  }
  const resolved = <T extends object>(value: T | Reference): T => ('$ref' in value ? (at(document, value.$ref) as T) : value)
  const find = ({ method, path }: RecordedExchange) => {
    const [pathname] = path.split('?')
    return operations.find((one) => one.method === method && one.pattern.test(pathname!))
  }

  function checkQuery(parameters: readonly Parameter[], exchange: RecordedExchange): readonly string[] {
    const given = nestedForm(new URL(exchange.path, 'http://x').searchParams)
    const known = parameters.filter((one) => one.in === 'query')
    const unknown = Object.keys(given).filter((name) => !known.some((one) => one.name === name)).map((name) => `?${name}: not described`)
    const missing = known.filter((one) => one.required === true && given[one.name] === undefined).map(({ name }) => `?${name}: missing`)
    const wrong = known.flatMap(({ name, schema }) => (given[name] === undefined ? [] : errorsIn(forms, schema ?? {}, given[name]).map((error) => `?${name}${error}`)))
    return [...unknown, ...missing, ...wrong]
  }

  function checkBody({ requestBody }: Operation, { requestBody: text, requestHeaders }: RecordedExchange): readonly string[] {
    if (requestBody === undefined) return text === '' ? [] : ['body: none is described']
    const { content, required } = resolved(requestBody)
    if (text === '') return required === true && !takesNothing(Object.values(content)[0]?.schema) ? ['body: missing'] : []
    const type = (requestHeaders['content-type'] ?? '').split(';')[0]!
    const media = content[type]
    if (media === undefined) return [`body: ${type} is not described`]
    const isForm = type === 'application/x-www-form-urlencoded'
    const value: unknown = isForm ? nestedForm(new URLSearchParams(text)) : JSON.parse(text)
    return errorsIn(isForm ? forms : ajv, media.schema ?? {}, value).map((error) => `body${error}`)
  }

  function checkAnswer({ responses }: Operation, { status, responseText }: RecordedExchange): readonly string[] {
    const response = responses[String(status)] ?? responses['default']
    if (response === undefined) return [`answer: status ${status} is not described`]
    const schema = resolved(response).content?.['application/json']?.schema
    if (schema === undefined || responseText === '') return []
    return errorsIn(ajv, schema, JSON.parse(responseText)).map((error) => `answer ${status}${error}`)
  }

  return {
    knows: (exchange) => find(exchange) !== undefined,
    check: (exchange) => {
      const { operation, template, shared } = find(exchange)!
      const parameters = [...shared, ...(operation.parameters ?? [])].map((one) => resolved(one))
      const headers = parameters.filter((one) => one.in === 'header' && one.required === true && exchange.requestHeaders[one.name.toLowerCase()] === undefined)
      const said = [...checkQuery(parameters, exchange), ...headers.map(({ name }) => `header ${name}: missing`), ...checkBody(operation, exchange), ...checkAnswer(operation, exchange)]
      return said.map((words) => `${exchange.method} ${template} ${words}`)
    },
  }
}

/** Paths with the fewest variables first, so that "/refunds/search" is not taken for "/refunds/{id}". */
function operationsOf({ paths, servers }: Document) {
  // PayPal's reporting file names its base path in the server and again in each path.
  const base = new URL(servers?.[0]?.url ?? 'http://x', 'http://x').pathname.replace(/\/$/, '')
  return Object.entries(paths)
    .flatMap(([template, { parameters: shared = [], ...methods }]) => Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(), template, operation, shared,
      pattern: new RegExp(`^(?:${escaped(base)})?${escaped(template).replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
    })))
    .toSorted((a, b) => a.template.split('{').length - b.template.split('{').length)
}

const escaped = (path: string): string => path.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)

/** Schemas that are referred to and not published (Square's betas): anything goes there. */
function withheld(document: Document): Record<string, true> {
  const names = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!)
  return Object.fromEntries(names.map((name) => [name, true]))
}

/** Local references point into the document that was added as a whole. */
function anchored(schema: unknown): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${COMPONENTS}#/`)) as object
}

const at = (document: unknown, reference: string): unknown =>
  reference.slice(2).split('/').reduce<unknown>((value, step) => (value as Record<string, unknown>)[step.replaceAll('~1', '/')], document)

/** Forms without any field are marked as required in some descriptions. */
const takesNothing = (schema: unknown): boolean => JSON.stringify((schema as { required?: unknown } | undefined)?.required ?? []) === '[]'

const pathOf = ({ path }: RecordedExchange): string => path.split('?')[0]!

const wordsOf = (errors: readonly ErrorObject[]): readonly string[] => [...new Set(errors.map(({ instancePath, message, params }) => {
  const facts = 'additionalProperty' in params ? ` ${String(params['additionalProperty'])}` : 'allowedValues' in params ? ` (${(params['allowedValues'] as unknown[]).slice(0, 12).join(' ')})` : ''
  return `${instancePath.replaceAll(/\/\d+(?=\/|$)/g, '/*')}: ${message}${facts}`
}))]
