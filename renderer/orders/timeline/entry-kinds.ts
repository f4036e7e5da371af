import type { TimelineEntry } from '../../../shared/contract/orders.ts'

/** Steps of the machinery between what people and platforms did. */
const technical: ReadonlySet<string> = new Set(['wished', 'sent', 'answered', 'not_done', 'asked', 'not_found', 'told', 'exchange', 'verdict'])

/** A wish is a person's act, except where another entry tells of it already. */
const toldElsewhere: ReadonlySet<unknown> = new Set(['create', 'refund', 'hand_over'])

export const isTechnical = ({ kind, facts }: TimelineEntry): boolean =>
  kind === 'wished' ? toldElsewhere.has(facts['call']) : technical.has(kind)

export type EntryTone = 'plain' | 'certain' | 'attention' | 'wrong' | 'unknown'

/** The colour of the knot: what changed how things stand. */
export function toneOfEntry({ kind, facts }: TimelineEntry): EntryTone {
  switch (kind) {
    case 'step':
      return facts['to'] === 'paid' ? 'certain' : facts['to'] === 'failed' ? 'wrong' : facts['to'] === 'authorized' ? 'attention' : 'plain'
    case 'refund':
      return facts['state'] === 'succeeded' ? 'certain' : facts['state'] === 'failed' || facts['state'] === 'refused' ? 'wrong' : 'plain'
    case 'attached':
    case 'accepted':
    case 'handed_over':
      return 'certain'
    case 'unknown':
      return 'unknown'
    case 'refused':
    case 'implausible':
      return 'wrong'
    case 'late_money':
    case 'dispute':
    case 'charged_despite':
    case 'told_late':
      return 'attention'
    default:
      return 'plain'
  }
}
