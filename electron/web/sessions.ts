import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { ClientSession } from '../backend/api/client-session.ts'

/** Browser sessions: a one-time code from the terminal becomes a cookie; the cookie leads to a session kept here. */
export interface BrowserSessions {
  /** The code that is valid now. */
  code(): string
  /** The cookie for a right code, which is spent by it; null for a wrong one. */
  redeem(code: string): string | null
  /** The session behind a Cookie header, or null. */
  find(cookieHeader: string | undefined): ClientSession | null
}

export function createBrowserSessions(cookieName: string, newSession: () => ClientSession, onNewCode: (code: string) => void): BrowserSessions {
  const sessions = new Map<string, ClientSession>()
  let code = randomBytes(16).toString('base64url')

  return {
    code: () => code,
    redeem: (offered) => {
      if (!isSame(offered, code)) return null
      code = randomBytes(16).toString('base64url')
      onNewCode(code)
      const token = randomBytes(32).toString('base64url')
      sessions.set(token, newSession())
      return `${cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`
    },
    find: (cookieHeader) => {
      const token = cookieHeader
        ?.split(';')
        .map((part) => part.trim())
        .find((part) => part.startsWith(`${cookieName}=`))
        ?.slice(cookieName.length + 1)
      return token === undefined ? null : (sessions.get(token) ?? null)
    },
  }
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
