/** The simulation's time: what happens next, and nothing in between. */
export interface Timeline {
  /** UTC ms. */
  readonly now: () => number
  /** Puts an act at an instant; acts of the same instant happen in the order in which they were put there. */
  at(instant: number, act: () => unknown): void
  after(ms: number, act: () => unknown): void
  /** For the people of the simulation. */
  sleep(ms: number): Promise<void>
  nextAt(): number | null
  moveTo(instant: number): void
  /** Takes the next act out; `nextAt` must not be null. */
  take(): () => unknown
}

interface Entry {
  readonly at: number
  readonly no: number
  readonly act: () => unknown
}

export function createTimeline(start: number): Timeline {
  let now = start
  let count = 0
  const heap: Entry[] = []

  const isBefore = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.no < b.no)
  const swap = (a: number, b: number): void => {
    const held = heap[a]!
    heap[a] = heap[b]!
    heap[b] = held
  }
  const rise = (from: number): void => {
    for (let place = from; place > 0; ) {
      const parent = (place - 1) >> 1
      if (!isBefore(heap[place]!, heap[parent]!)) return
      swap(place, parent)
      place = parent
    }
  }
  const sink = (): void => {
    for (let place = 0; ; ) {
      const [left, right] = [2 * place + 1, 2 * place + 2]
      let least = place
      if (left < heap.length && isBefore(heap[left]!, heap[least]!)) least = left
      if (right < heap.length && isBefore(heap[right]!, heap[least]!)) least = right
      if (least === place) return
      swap(place, least)
      place = least
    }
  }

  const at = (instant: number, act: () => unknown): void => {
    heap.push({ at: Math.max(instant, now), no: (count += 1), act })
    rise(heap.length - 1)
  }
  return {
    now: () => now,
    at,
    after: (ms, act) => at(now + ms, act),
    sleep: (ms) => new Promise((resolve) => at(now + Math.max(0, Math.round(ms)), resolve)),
    nextAt: () => heap[0]?.at ?? null,
    moveTo: (instant) => {
      now = Math.max(now, instant)
    },
    take: () => {
      const [first] = heap
      const last = heap.pop()!
      if (heap.length > 0) {
        heap[0] = last
        sink()
      }
      return first!.act
    },
  }
}
