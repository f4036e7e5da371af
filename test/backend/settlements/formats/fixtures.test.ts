import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { amountsOf, inspect, saidOf, silent, type Request } from './inspecting.ts'

const fixture = (name: string): Buffer => readFileSync(new URL(`../../../fixtures/statements/${name}`, import.meta.url))
const request: Request = { options: { currency: 'USD' } }

const files: readonly (readonly [name: string, amounts: readonly number[], isProved: boolean])[] = [
  ['pages-and-reversals.sta', [12550, -2550, -1200, 8000, -800], true],
  ['batch-and-charges.camt.xml', [10000, -2500, -250], true],
  ['group.bai', [10000, -1250], true],
  ['two-accounts.ofx', [12550, -2550, -100], false],
  ['splits.qif', [-7525, 12550], false],
]

describe.each(files)('%s', (name, amounts, isProved) => {
  it('is read as it was written', async () => {
    const file = await inspect(fixture(name), request)
    expect([saidOf(file), amountsOf(file)]).toEqual([silent, amounts])
    expect(file.report.accounts.every(({ proof }) => proof === (isProved ? 'proved' : 'unproved'))).toBe(true)
  })

  const whole = fixture(name)
  const net = amounts.reduce((sum, minor) => sum + minor, 0)
  const damages: readonly (readonly [string, (at: number) => Buffer])[] = [
    ['a missing byte', (at) => Buffer.concat([whole.subarray(0, at), whole.subarray(at + 1)])],
    ['a nine', (at) => Buffer.concat([whole.subarray(0, at), Buffer.from('9'), whole.subarray(at + 1)])],
    ['a NUL', (at) => Buffer.concat([whole.subarray(0, at), Buffer.from([0]), whole.subarray(at + 1)])],
    ['its end', (at) => whole.subarray(0, at)],
  ]

  it.each(damages)('with %s anywhere crashes nowhere and hides no money', async (_name, damaged) => {
    const hidden: number[] = []
    for (let at = 0; at < whole.length; at += 3) {
      const file = await inspect(damaged(at), request)
      const moved = amountsOf(file).reduce((sum, minor) => sum + minor, 0)
      const { refused, rowErrors, findings, warnings } = saidOf(file)
      if (isProved && moved !== net && refused === null && [...rowErrors, ...findings, ...warnings].length === 0) hidden.push(at)
    }
    expect(hidden).toEqual([])
  })
})
