import { useEffect, useState } from 'react'

/** The backend's clock minus this page's. Countdowns follow the backend, because it decides what has expired. */
let offsetMs = 0

export const setBackendClock = (now: number): void => {
  offsetMs = now - Date.now()
}

/** The backend's time, UTC ms. */
export const backendNow = (): number => Date.now() + offsetMs

/** The backend's time, renewed every `stepMs`. Null stops the renewal. */
export function useNow(stepMs: number | null): number {
  const [now, setNow] = useState(backendNow)
  useEffect(() => {
    if (stepMs === null) return undefined
    const timer = setInterval(() => setNow(backendNow()), stepMs)
    return () => clearInterval(timer)
  }, [stepMs])
  return now
}
