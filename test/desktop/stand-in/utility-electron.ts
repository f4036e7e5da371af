import { appendFileSync } from 'node:fs'
import type * as Electron from 'electron'

/** What `electron` is inside a utility process, as far as it is used. */
export const net: Pick<Electron.Net, 'fetch'> = {
  // Electron's fetch knows no answer to a redirect that is not followed: it fails.
  fetch: async (input, init) => {
    const record = process.env['COUNTERFOIL_STAND_IN_FETCHES']
    if (record !== undefined) appendFileSync(record, `${Date.now()}\n`)
    const answer = await fetch(input, init)
    if (init?.redirect === 'manual' && answer.status >= 300 && answer.status < 400 && answer.status !== 304) throw new Error('Redirect was cancelled')
    return answer
  },
}
