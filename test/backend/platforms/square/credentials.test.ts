import { describe, expect, test } from 'vitest'
import type { Token } from '../../../simulators/square/square-simulator.ts'
import { openSquare } from './shop.ts'

const TOKEN = 'EAAAl-another-token-0002'
const everything = ['MERCHANT_PROFILE_READ', 'PAYMENTS_READ', 'PAYMENTS_WRITE', 'ORDERS_READ', 'ORDERS_WRITE', 'DISPUTES_READ', 'PAYOUTS_READ']

const openWith = async (token: Token, options: Parameters<typeof openSquare>[0] = {}) => {
  const shop = await openSquare({ ...options, account: { secrets: { accessToken: TOKEN }, ...options.account } })
  shop.square.tokens.set(TOKEN, token)
  return shop
}

describe('the check of a token', () => {
  test('tells merchant, environment and currency, and changes nothing', async () => {
    const { platform, said, square } = await openSquare({ locations: [{ currency: 'JPY' }] })
    expect(await platform.checkCredentials()).toEqual({
      kind: 'done', value: { merchant: 'Corner Café', environment: 'test', currency: 'JPY', missingPermissions: [], choices: [] },
    })
    expect(said.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v2/locations/LOC1', 'POST /oauth2/token/status'])
    expect(square.books.tables.links.size).toBe(0)
  })

  test('offers the active locations when none is chosen', async () => {
    const { platform } = await openSquare({ account: { settings: {} }, locations: [{}, { currency: 'CAD', name: 'Shop 2' }, { status: 'INACTIVE' }] })
    expect(await platform.checkCredentials()).toMatchObject({
      kind: 'done', value: { currency: null, choices: [{ setting: 'locationId', options: [{ value: 'LOC1', label: 'Shop 1 USD' }, { value: 'LOC2', label: 'Shop 2 CAD' }] }] },
    })
  })

  test('says that a location is not there, or not active', async () => {
    const elsewhere = await openSquare({ account: { settings: { locationId: 'LOC9' } } })
    expect(await elsewhere.platform.checkCredentials()).toMatchObject({ kind: 'refused', refusal: { reason: 'not-found' } })
    const closed = await openSquare({ locations: [{ status: 'INACTIVE' }] })
    expect(await closed.platform.checkCredentials()).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-state', subject: 'locationId' } })
  })

  test.each([true, false])('names the permissions that are missing, whether Square lists them or not (%s)', async (tellsTokenStatus) => {
    const scopes = everything.filter((scope) => scope !== 'PAYOUTS_READ' && scope !== 'DISPUTES_READ')
    const { platform } = await openWith({ scopes }, { tellsTokenStatus })
    expect(await platform.checkCredentials()).toMatchObject({ kind: 'done', value: { missingPermissions: ['DISPUTES_READ', 'PAYOUTS_READ'] } })
  })

  test('names permissions to write, where Square lists them', async () => {
    const { platform } = await openWith({ scopes: everything.filter((scope) => !scope.endsWith('_WRITE')) })
    expect(await platform.checkCredentials()).toMatchObject({ kind: 'done', value: { missingPermissions: ['PAYMENTS_WRITE', 'ORDERS_WRITE'] } })
  })

  test('names the permission without which nothing can be asked', async () => {
    const { platform } = await openWith({ scopes: ['PAYMENTS_READ'] })
    expect(await platform.checkCredentials()).toMatchObject({ kind: 'refused', refusal: { reason: 'missing-permission', subject: 'MERCHANT_PROFILE_READ' } })
  })

  test('says that a location cannot take cards', async () => {
    const { platform } = await openSquare({ locations: [{ capabilities: [] }] })
    expect(await platform.checkCredentials()).toMatchObject({ kind: 'done', value: { missingPermissions: ['CREDIT_CARD_PROCESSING'] } })
  })

  test.each<['test' | 'live', string, 'test' | 'live']>([['live', 'sandbox-sq0idb-x', 'test'], ['test', 'sq0idp-x', 'live']])('in a %s account tells a token of %s', async (environment, applicationId, subject) => {
    const { platform } = await openWith({ scopes: everything, applicationId }, { account: { environment } })
    expect(await platform.checkCredentials()).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-environment', subject } })
  })

  test('in a live account is done when the token is of production', async () => {
    const { platform } = await openWith({ scopes: everything, applicationId: 'sq0idp-x' }, { account: { environment: 'live' } })
    expect(await platform.checkCredentials()).toMatchObject({ kind: 'done', value: { environment: 'live' } })
  })

  test.each<['expired' | 'revoked', string, string]>([['expired', 'expired-credentials', 'ACCESS_TOKEN_EXPIRED'], ['revoked', 'bad-credentials', 'ACCESS_TOKEN_REVOKED']])('tells one that is %s', async (state, reason, code) => {
    const { platform } = await openWith({ scopes: everything, state })
    expect(await platform.checkCredentials()).toMatchObject({ kind: 'refused', refusal: { reason, code } })
  })

  test('that nobody knows says which tokens belong here', async () => {
    const { platform } = await openSquare({ account: { secrets: { accessToken: 'EAAAl-nobody' } } })
    expect(await platform.checkCredentials()).toMatchObject({ kind: 'refused', refusal: { reason: 'bad-credentials', words: expect.stringContaining('takes sandbox tokens only') as string } })
  })

  test.each(['', ' ', 'two words', 'line\nbreak', 'ключ'])('is not sent when it cannot be one: %j', async (accessToken) => {
    const { platform, said } = await openSquare({ account: { secrets: { accessToken } } })
    expect(await platform.checkCredentials()).toMatchObject({ kind: 'not-done', why: 'no-credentials' })
    expect(said).toEqual([])
  })
})

test('a permission that is missing for an act is named', async () => {
  const { platform, wish } = await openWith({ scopes: everything.filter((scope) => scope !== 'ORDERS_WRITE') })
  expect(await platform.create(wish())).toMatchObject({ kind: 'refused', refusal: { reason: 'missing-permission', code: 'INSUFFICIENT_SCOPES', subject: 'ORDERS_WRITE' } })
})
