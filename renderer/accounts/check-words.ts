import { translations } from '../language/translations.ts'

type RefusalKey = keyof (typeof translations)['en']['accounts']['refused']

/** What an adapter notes as the code when it refused by itself, before anything was sent. Its words are in English and said here. */
export const notSent = 'not_sent'

/** The words for a reason that a check can meet; the others have words in common. */
export const refusalKey = (reason: string, code: string): RefusalKey =>
  reason === 'bad-credentials' && code === notSent ? 'wrong-kind' : (reason in translations.en.accounts.refused ? (reason as RefusalKey) : 'other')

export type NoAnswerAdvice = 'network' | 'wait' | 'clock' | 'keys' | 'address'

const advice: Readonly<Record<string, NoAnswerAdvice>> = {
  unreachable: 'network', 'connection-lost': 'network', timeout: 'network',
  'rate-limited': 'wait', 'circuit-open': 'wait', busy: 'wait', 'server-error': 'wait',
  'clock-skew': 'clock', 'no-credentials': 'keys',
  'malformed-answer': 'address', 'too-large-answer': 'address', 'bad-signature': 'address', 'implausible-answer': 'address',
}

/** Whether what was noted came from outside; of the rest everything has been said in words. */
export const hasDetail = (why: string): boolean => !['circuit-open', 'clock-skew', 'no-credentials', 'rate-limited'].includes(why)

/** What to do when no usable answer came. */
export const noAnswerAdvice = (why: string): NoAnswerAdvice => advice[why] ?? 'wait'
