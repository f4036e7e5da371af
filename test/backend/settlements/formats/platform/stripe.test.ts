import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { stripeReader } from '../../../../../electron/backend/settlements/formats/platform/stripe.ts'
import { stripeLineType } from '../../../../../electron/backend/settlements/formats/platform/stripe-types.ts'
import { inspect, lines, saidOf, silent } from '../inspecting.ts'
import { eventsOf, linesIn, noticesIn, refusalIn } from '../reading.ts'
import { samplePath, samplesFolder, samplesOf, skipReason } from '../samples.ts'

const itemised = (...rows: readonly string[]): string => lines(
  'automatic_payout_id,automatic_payout_effective_at_utc,balance_transaction_id,created_utc,created,available_on_utc,currency,gross,fee,net,reporting_category,source_id,description,' +
    'customer_facing_amount,customer_facing_currency,charge_id,payment_intent_id,payment_method_type,payment_metadata[order_id],refund_metadata[order_id]',
  ...rows,
)
const charge = 'po_1,2026-11-05 00:00:00,txn_1,2026-11-02 23:30:00,2026-11-03 00:30:00,2026-11-04 00:00:00,eur,100.00,3.20,96.80,charge,ch_1,Chair,,,ch_1,pi_1,card,A1,'

describe('Stripe payout reconciliation, itemised', () => {
  it('is read by the columns that the merchant chose', async () => {
    const read = await inspect(itemised(charge))
    expect(saidOf(read)).toEqual(silent)
    expect(linesIn(read.events)).toMatchObject([{
      type: 'payment', typeText: 'charge', grossMinor: 10_000, feeMinor: 320, netMinor: 9680, currency: 'EUR', nativeId: 'txn_1', merchantReference: 'A1', platformReference: 'pi_1',
      parentReference: null, payoutReference: 'po_1', references: ['pi_1', 'ch_1'], occurredAt: Date.UTC(2026, 10, 2, 23, 30), occurredOn: '2026-11-03', availableOn: '2026-11-04',
      method: 'card', text: 'Chair', original: null, excluded: null, line: 2,
    }])
  })

  it('reads times without _utc in the zone of the shop', async () => {
    const text = itemised(charge).replace('created_utc,', 'created_x,')
    expect(linesIn(await eventsOf(stripeReader, text))[0]!.occurredAt).toBe(Date.UTC(2026, 10, 2, 23, 30))
  })

  it('ties refunds and disputes to their payment', async () => {
    const read = await inspect(itemised(
      'po_1,,txn_2,2026-11-02 10:00:00,,,eur,-20.00,0.00,-20.00,refund,re_1,,,,ch_1,pi_1,card,A1,R1',
      'po_1,,txn_3,2026-11-02 11:00:00,,,eur,-100.00,15.00,-115.00,dispute,dp_1,,,,ch_1,pi_1,card,A1,',
      'po_1,,txn_4,2026-11-02 12:00:00,,,eur,100.00,0.00,100.00,dispute_reversal,dp_1,,,,ch_1,pi_1,card,A1,',
    ))
    expect(linesIn(read.events)).toMatchObject([
      { type: 'refund', platformReference: 're_1', parentReference: 'pi_1', merchantReference: 'A1', references: ['R1', 'pi_1', 'ch_1', 're_1'] },
      { type: 'chargeback', netMinor: -11_500, platformReference: 'dp_1', parentReference: 'pi_1' },
      { type: 'chargeback_reversal' },
    ])
  })

  it('keeps what the customer paid in another currency, and currencies without decimals', async () => {
    const read = await inspect(itemised(
      'po_1,,txn_1,2026-11-02 10:00:00,,,jpy,1500,50,1450,charge,ch_1,,10.00,usd,ch_1,pi_1,card,A1,',
      'po_1,,txn_2,2026-11-02 10:00:00,,,eur,5.00,0.00,5.00,charge,ch_2,,5.00,EUR,ch_2,pi_2,card,A2,',
    ))
    expect(linesIn(read.events)).toMatchObject([{ currency: 'JPY', grossMinor: 1500, original: { minor: 1000, currency: 'USD', rate: null } }, { currency: 'EUR', original: null }])
    expect(read.report.accounts.map(({ currency, entries }) => [currency, entries])).toEqual([['JPY', 1], ['EUR', 1]])
  })

  it.each([
    ['net that is not gross minus fee', charge.replace('96.80', '96.81'), 'arithmetic'],
    ['no time', charge.replace('2026-11-02 23:30:00', ''), 'missing-date'],
    ['no amount', charge.replace('100.00', ''), 'missing-amount'],
    ['no currency', charge.replace('eur', ''), 'unknown-currency'],
    ['a cell too many', `${charge},x`, 'wrong-width'],
  ])('with %s in a row reports the row', async (_name, row, reason) => {
    expect(saidOf(await inspect(itemised(row, charge.replace('txn_1', 'txn_9'))))).toEqual({ ...silent, rowErrors: [reason] })
  })

  it('with a column twice is refused with its name', async () => {
    expect(refusalIn(await eventsOf(stripeReader, itemised(charge).replace('description', 'Net')))).toMatchObject({ reason: 'duplicate-header', line: 1, field: 'Net' })
  })

  it('without rows says so', async () => {
    expect(await eventsOf(stripeReader, itemised())).toEqual([{ kind: 'warning', code: 'no-rows', line: 1, detail: '' }])
  })
})

describe('Stripe balance export', () => {
  it('is read by its own names', async () => {
    const text = lines(
      '\uFEFFid,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description,Customer Facing Amount,Customer Facing Currency,Transfer,Transfer Date (UTC),order_id (metadata)',
      'txn_1,charge,ch_1,"1,250.00",36.55,"1,213.45",usd,2026-11-02 10:20,2026-11-04 00:00,"Chair, oak",,,po_9,2026-11-05 00:00,A1',
      'txn_2,adjustment,dp_1,-10.00,15.00,-25.00,usd,2026-11-02 10:20,2026-11-04 00:00,Chargeback withdrawal,,,,,',
      'txn_3,payout,po_9,-1188.45,0.00,-1188.45,usd,2026-11-04 10:20,2026-11-05 00:00,STRIPE PAYOUT,,,,,',
      'txn_4,something_new,x_1,1.00,0.00,1.00,usd,2026-11-04 10:20,2026-11-05 00:00,,,,,,',
    )
    const read = await inspect(text)
    expect(saidOf(read)).toEqual(silent)
    expect(linesIn(read.events)).toMatchObject([
      { type: 'payment', grossMinor: 125_000, feeMinor: 3655, payoutReference: 'po_9', merchantReference: 'A1', availableOn: '2026-11-04' },
      { type: 'chargeback', payoutReference: null },
      { type: 'payout', netMinor: -118_845, payoutReference: 'po_9' },
      { type: 'unknown_type', typeText: 'something_new' },
    ])
  })
})

describe('Stripe payouts report', () => {
  it('tells payouts with what the bank will show', async () => {
    const events = await eventsOf(stripeReader, lines(
      'payout_id,effective_at_utc,effective_at,currency,balance_transaction_id,gross,fee,net,reporting_category,description,payout_expected_arrival_date,payout_status,trace_id,trace_id_status',
      'po_1,2026-11-05 00:00:00,2026-11-05 01:00:00,eur,txn_1,-97.10,0.00,-97.10,payout,STRIPE PAYOUT,2026-11-06,paid,TRACE1,supported',
    ))
    expect(linesIn(events)).toMatchObject([{ type: 'payout', netMinor: -9710, payoutReference: 'po_1', nativeId: 'txn_1' }])
    expect(noticesIn(events)).toMatchObject([{ payoutReference: 'po_1', minor: 9710, on: '2026-11-06', status: 'paid', bankReferences: ['TRACE1', 'po_1'] }])
  })
})

describe('Stripe lists of the Dashboard', () => {
  it('of payouts tell them with their day at the bank', async () => {
    const read = await inspect(lines('id,Amount,Created (UTC),Currency,Arrival Date (UTC),Source Type,Status,Type,Method,Description', 'po_1,97.10,2026-11-04 10:00,eur,2026-11-06 00:00,card,paid,bank_account,standard,STRIPE PAYOUT', 'po_2,-5.00,2026-11-05 10:00,eur,,card,paid,bank_account,standard,'))
    expect([read.report.format, saidOf(read).rowErrors]).toEqual(['stripe-payouts', ['missing-date']])
    expect(noticesIn(read.events)).toMatchObject([{ payoutReference: 'po_1', minor: 9710, currency: 'EUR', on: '2026-11-06', status: 'paid', bankReferences: ['po_1'] }])
  })

  it('of payments, and summaries, are refused with what to fetch instead', async () => {
    expect(saidOf(await inspect(lines('id,Created date (UTC),Amount,Amount Refunded,Currency,Fee,Status', 'ch_1,2026-11-04 10:00,5.00,0.00,eur,0.30,Paid')))).toMatchObject({ refused: 'unsupported' })
    expect(saidOf(await inspect(lines('category,description,net_amount,currency', 'charge,Charges,5.00,eur')))).toMatchObject({ refused: 'unsupported' })
  })
})

describe('Stripe categories', () => {
  it.each([
    ['charge', 1, null, 'payment'], ['payment_refund', -1, null, 'refund'], ['stripe_fee', -1, null, 'fee'], ['network_cost', -1, null, 'fee'], ['dispute', -1, null, 'chargeback'],
    ['payout_reversal', 1, null, 'payout_return'], ['risk_reserved_funds', -1, null, 'reserve_hold'], ['risk_reserved_funds', 1, null, 'reserve_release'], ['adjustment', -1, 'du_1', 'chargeback'],
    ['adjustment', 1, 'dp_1', 'chargeback_reversal'], ['adjustment', -1, 'ch_1', 'adjustment'], ['partial_capture_reversal', -1, null, 'adjustment'], ['Payout', -1, null, 'payout'], ['tax', -1, null, 'tax'],
    ['constructor', 1, null, 'unknown_type'], ['', 1, null, 'unknown_type'],
  ] as const)('%s of %d from %s is %s', (category, net, source, type) => {
    expect(stripeLineType(category, net, source)).toBe(type)
  })
})

describe.skipIf(samplesFolder === undefined)(`sample files${samplesFolder === undefined ? ` (${skipReason})` : ''}`, () => {
  it('of a payout come out as expected', async () => {
    const { file } = samplesOf('stripe')[0]!
    const read = await inspect(readFileSync(samplePath(file)))
    expect(saidOf(read)).toEqual(silent)
    // Gross 464.99, fee 16.08, net 448.91 without the payout row of -448.91.
    expect(read.report).toMatchObject({ format: 'stripe', accounts: [{ currency: 'USD', entries: 6, creditsMinor: 49_916, debitsMinor: 5025 }] })
    const paid = linesIn(read.events).filter(({ type }) => type !== 'payout')
    expect([paid.reduce((sum, { grossMinor }) => sum + grossMinor, 0), paid.reduce((sum, { feeMinor }) => sum + feeMinor, 0)]).toEqual([46_499, 1608])
  })
})
