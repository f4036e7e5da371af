/** What is going to happen, in the order of time; acts may write further acts into it. */
export interface Diary {
  at(moment: number, act: () => Promise<void> | void): void
  /** Takes the next act that is due by `until`; null when there is none. */
  next(until: number): { readonly at: number; readonly act: () => Promise<void> | void } | null
}

interface Entry {
  readonly at: number
  readonly seq: number
  readonly act: () => Promise<void> | void
}

export function createDiary(): Diary {
  /** A binary heap: the earliest first, of equals the one written first. */
  const heap: Entry[] = []
  let seq = 0
  const isBefore = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.seq < b.seq)
  const swap = (a: number, b: number): void => void ([heap[a], heap[b]] = [heap[b]!, heap[a]!])

  const sink = (): void => {
    for (let place = 0; ;) {
      const [left, right] = [2 * place + 1, 2 * place + 2]
      let least = place
      if (left < heap.length && isBefore(heap[left]!, heap[least]!)) least = left
      if (right < heap.length && isBefore(heap[right]!, heap[least]!)) least = right
      if (least === place) return
      swap(place, least)
      place = least
    }
  }

  return {
    at: (moment, act) => {
      heap.push({ at: moment, seq: (seq += 1), act })
      for (let place = heap.length - 1; place > 0;) {
        const parent = (place - 1) >> 1
        if (!isBefore(heap[place]!, heap[parent]!)) return
        swap(place, parent)
        place = parent
      }
    },
    next: (until) => {
      const first = heap[0]
      if (first === undefined || first.at > until) return null
      const last = heap.pop()!
      if (heap.length > 0) {
        heap[0] = last
        sink()
      }
      return first
    },
  }
}
