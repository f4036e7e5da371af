import { createHash } from 'node:crypto'
import { KEY_LIFETIME_MS } from '../../terms.ts'
import { refuse } from '../acts/refusal.ts'
import type { Merchant } from '../books/merchants.ts'
import type { ChannelDatabase } from '../store/channel-file.ts'
import { answerJson, answerRefusal, type Answer } from './answer.ts'

const replayHeader = 'sandbox-replayed'

export interface Idempotency {
  /**
   * Runs an act once per key. The same request again gets the first answer, yes or no; another request with the key is
   * refused. Must run inside the act's transaction, so that there is never an act without its answer.
   */
  once(merchant: Merchant, request: { key: string; method: string; path: string; body: string }, at: number, act: () => Answer): Answer
}

export function createIdempotency(db: ChannelDatabase): Idempotency {
  const forget = db.prepare('DELETE FROM answers WHERE made_at <= ?')
  const find = db.prepare<[string, string], { fingerprint: string; status: number; body: string }>('SELECT fingerprint, status, body FROM answers WHERE merchant_id = ? AND key = ?')
  const keep = db.prepare('INSERT INTO answers (merchant_id, key, fingerprint, status, body, made_at) VALUES (?, ?, ?, ?, ?, ?)')
  return {
    once({ merchantId }, { key, method, path, body }, at, act) {
      if (!/^[\x21-\x7e]{1,100}$/.test(key)) {
        return answerRefusal(refuse('invalid_request', 'A request that changes something needs an Idempotency-Key of 1 to 100 characters.', 'idempotency-key').failure)
      }
      forget.run(at - KEY_LIFETIME_MS)
      const fingerprint = createHash('sha256').update(`${method} ${path}\n${body}`).digest('hex')
      const known = find.get(merchantId, key)
      if (known !== undefined && known.fingerprint !== fingerprint) return answerRefusal(refuse('key_reused', 'This key was used for another request.', key).failure)
      if (known !== undefined) return answerJson(known.status, JSON.parse(known.body), { [replayHeader]: 'true' })
      const answer = act()
      if ('json' in answer.body && isWorthKeeping(answer)) keep.run(merchantId, key, fingerprint, answer.status, JSON.stringify(answer.body.json), at)
      return answer
    },
  }
}

/** A request that could not be read was never an act: it may be corrected and sent with the same key. */
const isWorthKeeping = ({ status }: Answer): boolean => status !== 400
