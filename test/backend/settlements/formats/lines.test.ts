import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from '../../../../electron/backend/settlements/formats/limits.ts'
import { hasControlCharacter, linesOf } from '../../../../electron/backend/settlements/formats/lines.ts'
import { FileRefused } from '../../../../electron/backend/settlements/formats/refusal.ts'

async function* pieces(...texts: readonly string[]): AsyncGenerator<string> {
  yield* texts
}

async function numbered(text: AsyncIterable<string>, allowed = limits): Promise<readonly [number, string][]> {
  const found: [number, string][] = []
  for await (const { first, lines } of linesOf(text, allowed)) lines.forEach((line, index) => found.push([first + index, line]))
  return found
}

describe('lines', () => {
  it('end with CRLF, LF or bare CR, mixed in one file', async () => {
    expect(await numbered(pieces('a\r\nb\nc\rd'))).toEqual([[1, 'a'], [2, 'b'], [3, 'c'], [4, 'd']])
  })

  it('are counted physically, empty ones too', async () => {
    expect(await numbered(pieces('a\n\n\r\nb\n'))).toEqual([[1, 'a'], [2, ''], [3, ''], [4, 'b']])
  })

  it('are the same when a CRLF falls between two pieces', async () => {
    expect(await numbered(pieces('a\r', '\nb\r', 'c\r'))).toEqual([[1, 'a'], [2, 'b'], [3, 'c']])
  })

  it('are the same however the text is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('x', '\r', '\n', 'yy'), { maxLength: 20 }), async (parts) => {
        expect(await numbered(pieces(...parts))).toEqual(await numbered(pieces(parts.join(''))))
      }),
      { numRuns: 300 },
    )
  })

  it('past the limit refuse the file', async () => {
    const allowed = { ...limits, fieldLength: 10 }
    await expect(numbered(pieces('12345', '678901'), allowed)).rejects.toBeInstanceOf(FileRefused)
    await expect(numbered(pieces('short\n12345678901\nshort'), allowed)).rejects.toBeInstanceOf(FileRefused)
    expect(await numbered(pieces('1234567890\n'), allowed)).toEqual([[1, '1234567890']])
  })

  it('with NUL, escape or delete are told from honest ones', () => {
    expect(['a\u0000b', '\u001b[31m', 'x\u007f'].map(hasControlCharacter)).toEqual([true, true, true])
    expect(['a\tb', 'Müller …', '支付', 'MÃ\u009cLLER'].map(hasControlCharacter)).toEqual([false, false, false, false])
  })
})
