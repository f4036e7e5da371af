import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodingFor, headOf, surveyFile } from '../../../../../electron/backend/settlements/formats/decode.ts'
import { memorySource } from '../../../../../electron/backend/settlements/formats/byte-source.ts'
import { limits } from '../../../../../electron/backend/settlements/formats/limits.ts'
import { platformReaders } from '../../../../../electron/backend/settlements/formats/platform/readers.ts'
import { readers } from '../../../../../electron/backend/settlements/formats/registry.ts'
import { inspect, saidOf, silent, type Inspected } from '../inspecting.ts'
import { linesIn } from '../reading.ts'
import { examples } from './examples.ts'

const asked = { options: { currency: 'USD', dateOrder: 'month-first', zone: 'Asia/Shanghai' } } as const

async function claimants(content: Uint8Array): Promise<readonly string[]> {
  const file = await surveyFile(memorySource('file', content), { limits })
  return readers.filter((reader) => reader.recognises(headOf(file, encodingFor(file, reader.encodingHabit)))).map(({ format }) => format)
}

/** All money that a file told of. */
const money = (read: Inspected) => linesIn(read.events).map(({ grossMinor, feeMinor, netMinor, currency, excluded }) => [grossMinor, feeMinor, netMinor, currency, excluded].join(' ')).toSorted()

/** One small accident: a byte lost, doubled or changed, a piece cut out, two pieces exchanged. */
const accident = fc.record({ kind: fc.constantFrom('lose', 'double', 'change', 'cut', 'exchange', 'end'), at: fc.double({ min: 0, max: 0.999, noNaN: true }), length: fc.integer({ min: 1, max: 60 }), byte: fc.constantFrom(...Buffer.from('0123456789.,;"-`\n\t a\0é')) })

function damaged(content: Uint8Array, { kind, at, length, byte }: { kind: string; at: number; length: number; byte: number }): Uint8Array {
  const bytes = Buffer.from(content)
  const place = Math.floor(at * bytes.length)
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)]
  switch (kind) {
    case 'lose':
      return Buffer.concat([before, after.subarray(1)])
    case 'double':
      return Buffer.concat([before, after.subarray(0, 1), after])
    case 'change':
      return Buffer.concat([before, Buffer.from([byte]), after.subarray(1)])
    case 'cut':
      return Buffer.concat([before, after.subarray(length)])
    case 'exchange':
      return Buffer.concat([before, after.subarray(length, length * 2), after.subarray(0, length), after.subarray(length * 2)])
    default:
      return before
  }
}

describe.each(examples)('a $format file', ({ format, content, isProved }) => {
  it('is recognised by its reader alone, and reads in silence', async () => {
    expect(await claimants(content)).toEqual([format])
    expect(saidOf(await inspect(content, asked))).toEqual(silent)
  })

  it('cut off or damaged anywhere crashes nothing, and where its totals prove it hides no money', async () => {
    const whole = money(await inspect(content, asked))
    await fc.assert(
      fc.asyncProperty(accident, async (what) => {
        const read = await inspect(damaged(content, what), asked)
        const said = saidOf(read)
        const isSilent = said.refused === null && said.rowErrors.length === 0 && said.findings.length === 0 && said.warnings.length === 0
        // A reference, a text or a date may change unseen; an amount, a currency or a missing row may not.
        expect(!isProved || !isSilent || money(read).join() === whole.join()).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})

describe('the examples', () => {
  it('are of every platform format', () => {
    const withoutMoney = new Set(['stripe-payments', 'stripe-summary', 'alipay-summary'])
    expect(examples.map(({ format }) => format)).toEqual(platformReaders.map(({ format }) => format).filter((format) => !withoutMoney.has(format)))
  })

  it('of noise are nobody\'s, and crash nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 3000 }), async (bytes) => {
        const read = await inspect(bytes, asked)
        expect(read.events.filter(({ kind }) => kind === 'line')).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})
