/** Counts the work of a pass in its own units and says when to stop, so that no input can hold a run up. */
export interface Work {
  /** Units spent so far; never more than the limit. */
  readonly used: number
  /** True when the units could be had and nobody has asked to stop; once false, always false. */
  spend(units: number): boolean
}

/** Units between two looks at `shouldStop`. */
const unitsBetweenLooks = 1024

/** @param limit units that may be spent */
export function createWork(limit: number, shouldStop: () => boolean = () => false): Work {
  let used = 0
  let nextLook = 0
  let hasStopped = false
  return {
    get used() {
      return used
    },
    spend: (units) => {
      if (hasStopped) return false
      if (used >= nextLook) {
        nextLook = used + unitsBetweenLooks
        hasStopped = shouldStop()
      }
      if (used + units > limit) hasStopped = true
      if (!hasStopped) used += units
      return !hasStopped
    },
  }
}
