import type { CurrencyCode } from '../../../../../shared/currency.ts'
import type { ReadEvent } from '../reader.ts'
import { entryEvents, type MtRow } from './mt940-entry.ts'
import type { MtField } from './mt940-fields.ts'

interface WaitingRow {
  readonly entry: MtField
  readonly currency: CurrencyCode
  /** `:86:` fields that stand above and below the `:61:`. */
  readonly above: readonly MtField[]
  readonly below: MtField[]
}

/** A message that begins with `:86:` is kept until its end to see to which side its `:86:` belong; this many at most. */
const MOST_KEPT = 10_000

/**
 * Brings each `:61:` together with its `:86:`. It stands below; in a few banks' files above. If the first `:86:` stands above
 * and none stands below the last `:61:`, all of them stand above.
 */
export function createRowQueue(emit: (events: readonly ReadEvent[]) => void) {
  let waiting: WaitingRow[] = []
  let above: MtField[] = []
  let keeps = false

  const emitRow = (row: MtRow, currency: CurrencyCode): void => emit(entryEvents(row, currency))

  function emitBelow(): void {
    for (const { entry, currency, above: leading, below } of waiting) emitRow({ entry, information: [...leading, ...below] }, currency)
    waiting = []
    keeps = false
  }

  function emitAbove(): void {
    waiting.forEach(({ entry, currency, above: own }, index) => {
      const information = index === 0 ? own : waiting[index - 1]!.below
      emitRow({ entry, information }, currency)
    })
    waiting = []
  }

  return {
    begin(): void {
      waiting = []
      above = []
      keeps = false
    },
    addInformation(field: MtField): void {
      const last = waiting.at(-1)
      if (last === undefined) {
        above.push(field)
        keeps = true
      } else last.below.push(field)
    },
    addEntry(entry: MtField, currency: CurrencyCode): void {
      if (!keeps || waiting.length >= MOST_KEPT) emitBelow()
      waiting.push({ entry, currency, above, below: [] })
      above = []
    },
    flush(): void {
      if (keeps && waiting.length > 1 && waiting.at(-1)!.below.length === 0) emitAbove()
      else emitBelow()
    },
  }
}
