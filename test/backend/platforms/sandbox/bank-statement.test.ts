import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { escaped } from '../../../../electron/backend/platforms/sandbox/channel/bank/xml.ts'
import { DAY, done, openShop, START, type Shop } from './shop.ts'

interface Node { readonly name: string; readonly attributes: Record<string, string>; readonly children: Node[]; text: string }

/** The document as a tree; throws when it is not well-formed. */
function treeOf(xml: string): Node {
  const root: Node = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const parser = new SaxesParser()
  parser.on('error', (error) => { throw error })
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes, children: [], text: '' }
    open.at(-1)!.children.push(node)
    open.push(node)
  })
  parser.on('text', (text) => { open.at(-1)!.text += text })
  parser.on('closetag', () => void open.pop())
  parser.write(xml).close()
  return root
}

const all = (node: Node, path: string): Node[] => path.split('/').reduce<Node[]>((nodes, name) => nodes.flatMap(({ children }) => children.filter((child) => child.name === name)), [node])
const text = (node: Node, path: string): string => all(node, path)[0]?.text ?? ''
/** Cents, with the sign of the direction beside it. */
const signed = (node: Node): number => (text(node, 'CdtDbtInd') === 'DBIT' ? -1 : 1) * Number(text(node, 'Amt').replace('.', ''))

const statementsOf = async (shop: Shop, from: string, to: string, currency = 'EUR') => {
  const answer = await shop.call('GET', `/v1/bank-statement?from=${from}&to=${to}&currency=${currency}`)
  return { ...answer, statements: answer.status === 200 ? all(treeOf(answer.text), 'Document/BkToCstmrStmt/Stmt') : [] }
}

async function busyShop(merchant = {}) {
  const shop = await openShop({ merchant: { label: 'Tea & <Co>', ...merchant } })
  shop.controls.setSwitches(shop.credentials.keyId, { unrelatedEntries: true })
  for (let day = 0; day < 24; day += 1) {
    await shop.paid()
    shop.clock.move(DAY)
  }
  return shop
}

describe('the bank statement', () => {
  test('shows a payout on the day it arrives, under the payout’s own reference', async () => {
    const shop = await openShop()
    await shop.paid()
    shop.clock.move(3 * DAY)
    const [payout] = done(await shop.platform.payoutsSince(0))
    const { statements } = await statementsOf(shop, '2026-10-15', '2026-10-15')
    const entry = all(statements[0]!, 'Ntry')[0]!
    expect([statements.length, signed(entry), text(entry, 'Sts/Cd'), text(entry, 'BookgDt/Dt'), text(entry, 'ValDt/Dt')]).toEqual([1, 9_680, 'BOOK', '2026-10-15', '2026-10-15'])
    const details = all(entry, 'NtryDtls/TxDtls')[0]!
    expect(payout!.bankReferences).toContain(text(details, 'Refs/EndToEndId'))
    expect(text(details, 'RmtInf/Ustrd')).toBe(`SANDBOX PAYOUT ${text(details, 'Refs/EndToEndId')}`)
    expect(text(details, 'RltdPties/Dbtr/Pty/Nm')).toBe('Sandbox Payments')
    expect(all(entry, 'Amt')[0]?.attributes).toEqual({ Ccy: 'EUR' })
  })

  test.each(['EUR', 'JPY', 'KWD'])('in %s the balances add up, and each day begins where the day before ended', async (currency) => {
    const shop = await busyShop({ currencies: [currency] })
    const { statements } = await statementsOf(shop, '2026-10-01', '2026-12-01', currency)
    expect(statements.length).toBe(18)
    let balance: number | null = null
    for (const statement of statements) {
      const [opening, closing] = all(statement, 'Bal').map(signed)
      const entries = all(statement, 'Ntry').map(signed)
      expect(opening! + entries.reduce((sum, one) => sum + one, 0)).toBe(closing)
      expect(balance ?? opening).toBe(opening)
      balance = closing!
      const summary = all(statement, 'TxsSummry')[0]!
      expect(Number(text(summary, 'TtlNtries/NbOfNtries'))).toBe(entries.length)
      expect(signed(all(summary, 'TtlNtries/TtlNetNtry')[0]!)).toBe(closing! - opening!)
      expect(Number(text(summary, 'TtlCdtNtries/NbOfNtries')) + Number(text(summary, 'TtlDbtNtries/NbOfNtries'))).toBe(entries.length)
    }
  })

  test('it is well-formed whatever the names are, and its references are unique', async () => {
    const shop = await busyShop()
    const { statements, text: xml } = await statementsOf(shop, '2026-10-14', '2026-11-05')
    expect(xml).toContain('<Nm>Tea &amp; &lt;Co&gt;</Nm>')
    const references = statements.flatMap((statement) => all(statement, 'Ntry').map((entry) => text(entry, 'AcctSvcrRef')))
    expect(references.length).toBeGreaterThan(20)
    expect(new Set(references).size).toBe(references.length)
    expect(statements.map((statement) => text(statement, 'Id'))).toHaveLength(new Set(statements.map((statement) => text(statement, 'Id'))).size)
  })

  test('the account number has right check digits', async () => {
    const shop = await busyShop()
    const { statements } = await statementsOf(shop, '2026-10-14', '2026-10-16')
    const iban = text(statements[0]!, 'Acct/Id/IBAN')
    const digits = (iban.slice(4) + iban.slice(0, 4)).replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
    expect([iban.length, BigInt(digits) % 97n]).toEqual([22, 1n])
  })

  test('asking for more days repeats the earlier statements word for word', async () => {
    const shop = await busyShop()
    const short = (await statementsOf(shop, '2026-10-19', '2026-10-20')).text
    const long = (await statementsOf(shop, '2026-10-14', '2026-10-30')).text
    const bodies = (xml: string) => xml.replaceAll(/<CreDtTm>.*?<\/CreDtTm>/g, '').match(/<Stmt>.*?<\/Stmt>/gs) ?? []
    expect(bodies(long)).toEqual(expect.arrayContaining(bodies(short)))
  })

  test('a returned payout is booked twice and sent back once', async () => {
    const shop = await openShop()
    shop.controls.setSwitches(shop.credentials.keyId, { payoutMishap: 'returned' })
    await shop.paid()
    shop.clock.move(7 * DAY)
    const { statements } = await statementsOf(shop, '2026-10-14', '2026-10-20')
    const entries = statements.flatMap((statement) => all(statement, 'Ntry'))
    expect(entries.map((entry) => [signed(entry), text(entry, 'RvslInd'), text(entry, 'BkTxCd/Domn/Fmly/Cd')])).toEqual([[9_680, '', 'RCDT'], [-9_680, 'true', 'RCDT'], [9_680, '', 'RCDT']])
    expect(new Set(entries.map((entry) => text(entry, 'NtryDtls/TxDtls/Refs/EndToEndId'))).size).toBe(1)
  })

  test('a negative payout is a debit', async () => {
    const shop = await openShop()
    shop.controls.setSwitches(shop.credentials.keyId, { negativePayout: true })
    const paid = await shop.paid()
    shop.controls.openDispute(shop.credentials.keyId, { payment: paid.platformReference, reason: 'x' })
    shop.clock.move(3 * DAY)
    const { statements } = await statementsOf(shop, '2026-10-15', '2026-10-15')
    expect(all(statements[0]!, 'Ntry').map(signed)).toEqual([9_680 - 10_000 - 1_500])
  })

  test('without the switch there is nothing but payouts', async () => {
    const shop = await openShop()
    await shop.paid()
    shop.clock.move(60 * DAY)
    const { statements } = await statementsOf(shop, '2026-10-14', '2026-12-10')
    expect(statements.flatMap((statement) => all(statement, 'Ntry'))).toHaveLength(1)
  })

  test('unrelated entries stay on old statements when they are switched off', async () => {
    const shop = await busyShop()
    const before = (await statementsOf(shop, '2026-10-14', '2026-11-05')).statements.flatMap((statement) => all(statement, 'Ntry')).length
    shop.controls.setSwitches(shop.credentials.keyId, { unrelatedEntries: false })
    shop.clock.move(30 * DAY)
    expect((await statementsOf(shop, '2026-10-14', '2026-11-05')).statements.flatMap((statement) => all(statement, 'Ntry'))).toHaveLength(before)
  })

  test.each([
    ['the day is not over', '2026-10-14', '2026-10-14', 'EUR', 404, 'not_found'], ['a weekend has none', '2026-10-17', '2026-10-18', 'EUR', 404, 'not_found'],
    ['that is no day', '2026-02-30', '2026-10-14', 'EUR', 400, 'invalid_request'], ['the span is backwards', '2026-10-15', '2026-10-14', 'EUR', 400, 'invalid_request'],
    ['there is no such account', '2026-10-12', '2026-10-14', 'USD', 422, 'currency_not_supported'],
  ])('no statement when %s', async (_name, from, to, currency, status, code) => {
    const shop = await openShop()
    shop.clock.to(code === 'not_found' && from !== '2026-10-14' ? START + 9 * DAY : START)
    expect(await statementsOf(shop, from, to, currency)).toMatchObject({ status, body: { error: { code } } })
  })
})

test('text that XML cannot hold is left out', () => {
  expect(escaped('a\u0000b\u001Fc\uD800d\uFFFEe<&>"\u{1F375}')).toBe('abcde&lt;&amp;&gt;&quot;\u{1F375}')
})
