import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { askPlain, backend } from '../backend-client.ts'
import { isWaitingForPayer } from '../counter/counter-store.ts'
import { sessionChanged, useSession } from '../queries/session.ts'
import { settingsQuery } from '../queries/shop.ts'

const lookEveryMs = 5_000
const signsOfLife = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Locks the console: the person is signed out, the sale at the counter stays as it is. */
export async function lockConsole(): Promise<void> {
  await askPlain(backend.session.signOut())
  await sessionChanged()
}

/** Locks after so many minutes without a touch, but not while a customer is paying. */
export function useIdleLock(): void {
  const { practice } = useSession()
  const { data: settings } = useQuery({ ...settingsQuery, enabled: !practice })
  const minutes = settings?.lockAfterMinutes ?? 0
  useEffect(() => {
    if (minutes === 0) return undefined
    let touchedAt = Date.now()
    const touch = (): void => {
      touchedAt = Date.now()
    }
    const timer = setInterval(() => {
      if (isWaitingForPayer()) touch()
      if (Date.now() - touchedAt >= minutes * 60_000) void lockConsole()
    }, lookEveryMs)
    for (const sign of signsOfLife) window.addEventListener(sign, touch, { passive: true })
    return () => {
      clearInterval(timer)
      for (const sign of signsOfLife) window.removeEventListener(sign, touch)
    }
  }, [minutes])
}
