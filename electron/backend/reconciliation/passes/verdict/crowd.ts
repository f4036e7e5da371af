import type { Ambiguity, Link, Pass, Side } from '../matching.ts'

/** From this many equal amounts on, pairing says nothing. */
export const crowdSize = 200

/** Candidates that an ambiguity lists; the rest is only said to be there. */
export const listedCandidates = 20

export const ambiguity = (link: Link, pass: Pass, side: Side, subject: string, candidates: readonly string[]): Ambiguity => ({
  link, pass, side, subject, candidates: candidates.slice(0, listedCandidates), more: candidates.length > listedCandidates,
})

/** Everybody in a crowd of equals is unclear, and that is said without comparing anybody with anybody. */
export function crowdAmbiguities(link: Link, pass: Pass, left: { side: Side; subjects: readonly string[] }, right: { side: Side; subjects: readonly string[] }): Ambiguity[] {
  const about = (mine: typeof left, theirs: typeof left): Ambiguity[] => {
    const candidates = theirs.subjects.slice(0, listedCandidates)
    return mine.subjects.map((subject) => ({ link, pass, side: mine.side, subject, candidates, more: theirs.subjects.length > candidates.length }))
  }
  return [...about(left, right), ...about(right, left)]
}
