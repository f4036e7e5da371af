const later = globalThis.setTimeout
let pageNumber = 0

/** A new page is opened: timers of those before it end with them, or they would go on asking for ports in the new one's window. */
export function startPageTimers(): (work: () => void, afterMs?: number) => NodeJS.Timeout {
  pageNumber += 1
  return (work, afterMs) => {
    const page = pageNumber
    return later(() => {
      if (page === pageNumber) work()
    }, afterMs)
  }
}
