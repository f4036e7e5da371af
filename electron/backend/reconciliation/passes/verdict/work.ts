/** Counts the work of a pass in its own units and says when to stop, so that no input can hold a run up. */
export interface Work {
  /** Units spent so far. */
  readonly used: number
  /** True while the budget lasts and nobody has asked to stop; once false, always false. */
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
      used += units
      if (!hasStopped && used >= nextLook) {
        hasStopped = shouldStop()
        nextLook = used + unitsBetweenLooks
      }
      if (used > limit) hasStopped = true
      return !hasStopped
    },
  }
}
