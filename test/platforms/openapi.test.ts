import { expect, test } from 'vitest'
import { nestedForm } from './bracket-form.ts'
import { describedBy, joined } from './openapi.ts'
import type { RecordedExchange } from './fault-proxy.ts'

const thing = {
  type: 'object', required: ['id'], properties: {
    id: { type: 'string', maxLength: 5 }, kind: { type: 'string', enum: ['a', 'b'] }, note: { type: 'string', nullable: true },
    inner: { anyOf: [{ $ref: '#/components/schemas/thing' }, { type: 'integer' }], nullable: true },
  },
}
const json = (schema: unknown) => ({ content: { 'application/json': { schema } } })
const description = joined([describedBy({
  servers: [{ url: 'https://api.example.com/base' }],
  paths: {
    '/things': {
      get: {
        parameters: [{ name: 'limit', in: 'query', required: true, schema: { type: 'integer', maximum: 100 } }, { name: 'created', in: 'query', schema: { type: 'object', properties: { gte: { type: 'integer' } } } }],
        responses: { 200: json({ type: 'array', items: { $ref: '#/components/schemas/thing' } }) },
      },
      post: {
        parameters: [{ name: 'Request-Id', in: 'header', required: true, schema: { type: 'string' } }],
        requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', additionalProperties: false, required: ['amount'], properties: { amount: { type: 'integer' }, lines: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } } } } } } },
        responses: { 200: json({ $ref: '#/components/schemas/thing' }), default: json({ type: 'object', required: ['error'] }) },
      },
    },
    '/things/{id}': { get: { responses: { 200: json({ $ref: '#/components/schemas/thing' }) } } },
    '/things/search': { get: { responses: { 200: json({ type: 'object' }) } } },
  },
  components: { schemas: { thing } },
} as never)])

const exchange = (changes: Partial<RecordedExchange>): RecordedExchange =>
  ({ method: 'GET', path: '/base/things/1', requestHeaders: {}, requestBody: '', status: 200, responseHeaders: {}, responseText: '{"id":"1"}', ...changes })
const form = (requestBody: string): Partial<RecordedExchange> =>
  ({ method: 'POST', path: '/base/things', requestBody, requestHeaders: { 'content-type': 'application/x-www-form-urlencoded', 'request-id': 'r' } })

test.each<[string, Partial<RecordedExchange>, string[]]>([
  ['all is well', {}, []],
  ['null where it may be', { responseText: '{"id":"1","note":null,"inner":null}' }, []],
  ['null where it may not be', { responseText: '{"id":null}' }, ['GET /things/{id} answer 200/id: must be string']],
  ['a wrong word', { responseText: '{"id":"1","kind":"c"}' }, ['GET /things/{id} answer 200/kind: must be equal to one of the allowed values (a b)']],
  ['too long, deep inside', { responseText: '{"id":"1","inner":{"id":"123456"}}' }, ['GET /things/{id} answer 200/inner/id: must NOT have more than 5 characters', 'GET /things/{id} answer 200/inner: must be integer', 'GET /things/{id} answer 200/inner: must be null', 'GET /things/{id} answer 200/inner: must match a schema in anyOf']],
  ['a literal path before a variable one', { path: '/base/things/search', responseText: '{}' }, []],
  ['a good query', { path: '/base/things?limit=3&created[gte]=5', responseText: '[]' }, []],
  ['a bad query', { path: '/base/things?limit=101&created[gte]=x&more=1', responseText: '[]' }, ['GET /things ?more: not described', 'GET /things ?limit: must be <= 100', 'GET /things ?created/gte: must be integer']],
  ['a missing parameter', { path: '/base/things', responseText: '[]' }, ['GET /things ?limit: missing']],
  ['a good form', form('amount=5&lines[0][name]=a'), []],
  ['a bad form', form('amount=5.5&extra=1'), ['POST /things body: must NOT have additional properties extra', 'POST /things body/amount: must be integer']],
  ['a missing body and header', { ...form(''), requestHeaders: {} }, ['POST /things header Request-Id: missing', 'POST /things body: missing']],
  ['an error that is described', { ...form('amount=5'), status: 400, responseText: '{"error":1}' }, []],
  ['a status that is not described', { status: 418 }, ['GET /things/{id} answer: status 418 is not described']],
  ['a path that is not described', { path: '/base/elsewhere?x=1' }, ['GET /base/elsewhere: not described']],
])('%s', (_name, changes, said) => {
  expect(description.check(exchange(changes)).toSorted()).toEqual(said.toSorted())
})

test('nested names become objects and lists', () => {
  expect(nestedForm(new URLSearchParams('a[b][0][c]=1&a[b][1][c]=2&d[]=x&d[]=y&e=&f[g]=3'))).toEqual({ a: { b: [{ c: '1' }, { c: '2' }] }, d: ['x', 'y'], e: '', f: { g: '3' } })
})
