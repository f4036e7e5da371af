import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { unionpayTotals } from '../../../../../electron/backend/settlements/formats/platform/unionpay-summary.ts'
import { unionpayZmReader } from '../../../../../electron/backend/settlements/formats/platform/unionpay-zm.ts'
import { inspect, saidOf, silent } from '../inspecting.ts'
import { eventsOf, linesIn, noticesIn } from '../reading.ts'

const widths = [3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21, 15, 1, 15, 32, 13, 13, 8, 32, 13, 13, 12, 2, 1, 32, 98]

/** A line with the given fields, by number; Chinese text takes two bytes a character. */
function line(fields: Readonly<Record<number, string>>): Uint8Array {
  return Buffer.concat(widths.flatMap((width, index) => {
    const text = iconv.encode(fields[index + 1] ?? '', 'gb18030')
    const field = Buffer.concat([text, Buffer.alloc(width - text.length, ' ')])
    return index === 0 ? [field] : [Buffer.from(' '), field]
  }))
}

const zm = (...rows: readonly Uint8Array[]): Uint8Array => Buffer.concat(rows.flatMap((row) => [row, Buffer.from('\r\n')]))
const sale = {
  1: 'S22', 4: '123456', 5: '1103112203', 7: '000000476800', 8: '5399', 10: '202611021122031906248', 12: '10078087', 13: '01', 16: 'D000000002861', 17: 'C000000473939', 20: '01', 22: '000201', 28: '777290058110048',
  31: '某某商店', 32: ' 000000000000', 35: 'memo',
}
const refund = { ...sale, 7: '000000010000', 10: '202611021222031906249', 12: 'R1', 16: ' 000000000000', 17: 'D000000010000', 20: '04', 27: '202611021122031906248', 41: '10078087' }
const shanghai = { options: { zone: 'Asia/Shanghai' } } as const

describe('UnionPay ZM', () => {
  it('is cut by bytes, Chinese names in the middle or not', async () => {
    const read = await inspect(zm(line(sale), line(refund)), shanghai)
    expect([saidOf(read), read.report]).toMatchObject([silent, { format: 'unionpay-zm', encoding: 'gb18030', accounts: [{ account: '777290058110048', currency: 'CNY', entries: 2 }] }])
    expect(linesIn(read.events)).toMatchObject([
      {
        type: 'payment', grossMinor: 476_800, feeMinor: 2861, netMinor: 473_939, nativeId: '202611021122031906248', merchantReference: '10078087', references: ['memo'], occurredAt: Date.UTC(2026, 10, 2, 3, 22, 3),
        occurredOn: '2026-11-02', line: 1,
      },
      { type: 'refund', grossMinor: -10_000, feeMinor: 0, netMinor: -10_000, merchantReference: 'R1', parentReference: '202611021122031906248', references: ['10078087', 'memo'], line: 2 },
    ])
    expect(linesIn(read.events)[0]!.raw).toContain('某某商店')
  })

  it.each([
    ['a line cut short', zm(line(sale), line(refund).subarray(0, 600)), ['wrong-width']],
    ['amounts that do not add up', zm(line({ ...sale, 17: 'C000000473938' })), ['arithmetic']],
    ['a sum without a direction', zm(line(sale), line({ ...sale, 16: ' 000000002861' })), ['missing-direction']],
    ['letters in an amount', zm(line(sale), line({ ...sale, 7: '0000000000x0' })), ['not-an-amount']],
    ['bytes that are no GBK', zm(line(sale), Buffer.concat([line(sale).subarray(0, 500), Buffer.from([0xff]), line(sale).subarray(501)])), ['unreadable']],
  ])('with %s reports the row', async (_name, bytes, rowErrors) => {
    expect(saidOf(await inspect(bytes, shanghai))).toMatchObject({ refused: null, rowErrors })
  })

  it('keeps types that nobody knows, with the direction of their settlement', async () => {
    expect(linesIn(await eventsOf(unionpayZmReader, zm(line({ ...sale, 20: '77' }))))).toMatchObject([{ type: 'unknown_type', typeText: '77', grossMinor: 476_800, netMinor: 473_939 }])
  })

  it('is not the file of errors, which is refused', async () => {
    const zmeWidths = [3, 11, 11, 6, 10, 19, 12, 4, 2, 2, 6, 10, 4, 12, 13, 13, 15, 15, 1, 12, 2, 135]
    const error = zmeWidths.map((width, index) => (index === 6 ? '000000000100' : 'x'.repeat(width))).join(' ')
    expect(saidOf(await inspect(error))).toMatchObject({ refused: 'unsupported' })
  })
})

describe('UnionPay day summary', () => {
  const report = (total: string) => iconv.encode(
    `                 商户清算汇总表\r\n商户代码: 777290058110048   收单机构: 00010000\r\n清算日期:20261102   生成日期:20261103\r\n交易类型   笔数  借记金额  贷记金额\r\n消费   1  0.00 4,768.00 28.61 0.00 0.00 4,739.39\r\n${total}\r\n`, 'gb18030',
  )

  it('tells what the bank will receive', async () => {
    const read = await inspect(report('总计   2  100.00 4,768.00 28.61 0.00 0.00 4,639.39'), shanghai)
    expect([saidOf(read), read.report.format, noticesIn(read.events)]).toMatchObject([silent, 'unionpay-summary', [{ minor: 463_939, currency: 'CNY', on: '2026-11-02', payoutReference: '777290058110048/2026-11-02' }]])
  })

  it('that does not add up or has no total is not believed', async () => {
    expect(saidOf(await inspect(report('总计   2  100.00 4,768.00 28.61 0.00 0.00 4,639.40')))).toMatchObject({ refused: 'truncated', rowErrors: ['arithmetic'] })
    expect(saidOf(await inspect(report('')))).toMatchObject({ refused: 'truncated' })
    expect([unionpayTotals('总计 1 2 3'), unionpayTotals('总计 1 0.00 5.00 1.00 0.00 0.00 4.00')]).toEqual([null, { count: 1, amountMinor: 500, feeMinor: 100, netMinor: 400 }])
  })
})
