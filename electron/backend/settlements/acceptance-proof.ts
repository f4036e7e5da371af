import type { Balance, ControlTotal, ReadWarning, StatementEnd, StatementStart } from './formats/reader.ts'
import { warning } from './formats/reports.ts'
import { countedFor, exactSum, joined, type Tally } from './acceptance-tally.ts'

/** Something in a file that does not agree with itself. The owner sees it before anything is imported. */
export type Finding = { /** Place in the report's `accounts`; null for totals of the whole file. */ readonly statement: number | null } & (
  | {
      readonly kind: 'file_arithmetic'
      readonly openingMinor: number
      readonly movedMinor: number
      readonly closingMinor: number
      /** closing − (opening + moved) */
      readonly differenceMinor: number
      /** How many pages were joined for this. */
      readonly pages: number
    }
  | { readonly kind: 'control_total'; readonly what: ControlTotal['what']; readonly stated: number; readonly counted: number; readonly line: number }
  | { readonly kind: 'currency_flip'; readonly currencies: readonly string[] }
  | { readonly kind: 'mixed_currency'; readonly currency: string; readonly entries: number }
)

export type Proof = 'proved' | 'failed' | 'unproved'

/** A statement, or one page of it, that has been read to its end. */
export interface ReadStatement {
  readonly index: number
  readonly start: StatementStart
  readonly end: StatementEnd
  readonly tally: Tally
}

export interface Verdict {
  readonly findings: readonly Finding[]
  readonly warnings: readonly ReadWarning[]
  /** By place in the report's `accounts`. */
  readonly proofs: ReadonlyMap<number, Proof>
}

/** True when a statement is the next page of another: same account, same number, following page. */
export function continues(previous: ReadStatement, next: ReadStatement): boolean {
  const [a, b] = [previous.start, next.start]
  if (a.page === null || b.page !== a.page + 1) return false
  return a.sequence === null ? b.sequence === null && a.statementId !== null && a.statementId === b.statementId : a.sequence === b.sequence
}

function flipOf({ start, end }: ReadStatement): readonly string[] {
  const currencies = [start.currency, end.opening?.currency, end.closing?.currency].filter((currency) => currency !== undefined)
  return new Set(currencies).size > 1 ? currencies : []
}

/** closing − (opening + moved), or null where a balance is missing. */
function differenceOf(opening: Balance | null, moved: number, closing: Balance | null): number | null {
  return opening === null || closing === null ? null : exactSum(exactSum(closing.minor, -opening.minor), -moved)
}

function arithmeticFinding(pages: readonly ReadStatement[], movedMinor: number): Finding {
  const opening = pages[0]!.end.opening!.minor
  const closing = pages.at(-1)!.end.closing!.minor
  return {
    kind: 'file_arithmetic', statement: pages[0]!.index, openingMinor: opening, movedMinor, closingMinor: closing,
    differenceMinor: closing - opening - movedMinor, pages: pages.length,
  }
}

/** Proves opening + booked = closing, first over all pages together and, where that fails, page by page to show which one. */
function proveArithmetic(pages: readonly ReadStatement[]): { findings: readonly Finding[]; proofs: Map<number, Proof> } {
  const moved = pages.reduce((sum, { tally }) => exactSum(sum, tally.movedMinor), 0)
  const joined = differenceOf(pages[0]!.end.opening, moved, pages.at(-1)!.end.closing)
  if (joined === 0) return { findings: [], proofs: new Map(pages.map(({ index }) => [index, 'proved'])) }
  const differences = pages.map((page) => ({ page, difference: differenceOf(page.end.opening, page.tally.movedMinor, page.end.closing) }))
  const proofs = new Map(
    differences.map(({ page, difference }): [number, Proof] => [page.index, difference === null ? 'unproved' : difference === 0 ? 'proved' : 'failed']),
  )
  const failed = differences.filter(({ difference }) => difference !== null && difference !== 0)
  const findings = failed.map(({ page }) => arithmeticFinding([page], page.tally.movedMinor))
  if (joined === null || failed.length > 0) return { findings, proofs }
  // Each page adds up, but they do not hang together.
  return { findings: [arithmeticFinding(pages, moved)], proofs: new Map(pages.map(({ index }) => [index, 'failed'])) }
}

/** Totals that the file states and that do not come out. Banks state them for a page or for all pages, so either may agree. */
function controlFindings(controls: readonly ControlTotal[], page: Tally, whole: Tally, statement: number, isProved: boolean): Verdict {
  const findings: Finding[] = []
  const warnings: ReadWarning[] = []
  for (const total of controls) {
    const counted = page === whole ? countedFor(total, page) : [...countedFor(total, page), ...countedFor(total, whole)]
    if (counted.length === 0 || counted.includes(total.stated)) continue
    // Where the balances prove the sum, a total that contradicts it is the bank's mistake.
    const isWeak = total.weak === true || (isProved && total.counted === undefined)
    if (isWeak) warnings.push(controlWarning(total, counted[0]!))
    else findings.push({ kind: 'control_total', statement, what: total.what, stated: total.stated, counted: counted[0]!, line: total.line })
  }
  return { findings, warnings, proofs: new Map() }
}

export const controlWarning = ({ what, stated, line }: ControlTotal, counted: number): ReadWarning =>
  warning('control-total-differs', line, `${what} ${stated} ${counted}`)

function foreignFindings({ tally, index }: ReadStatement, isProved: boolean): Verdict {
  const findings: Finding[] = []
  const warnings: ReadWarning[] = []
  for (const [currency, { entries, isSummed }] of tally.foreign) {
    if (isProved && isSummed) warnings.push(warning('mixed-currency', null, `${entries} ${currency}`))
    else findings.push({ kind: 'mixed_currency', statement: index, currency, entries })
  }
  return { findings, warnings, proofs: new Map() }
}

/** A statement that ends at a page break goes on elsewhere, and what is there is not in the sums. */
function pageWarnings({ start, end }: ReadStatement): readonly ReadWarning[] {
  const isCut = start.purpose === 'statement' && end.closing?.intermediate === true
  return isCut ? [warning('page-missing', null, `${start.account} ${start.sequence ?? start.statementId ?? ''}`.trim())] : []
}

/** Judges the pages of one statement (one page, mostly). */
export function judge(pages: readonly ReadStatement[]): Verdict {
  const flips = pages.flatMap((page): Finding[] => {
    const currencies = flipOf(page)
    return currencies.length === 0 ? [] : [{ kind: 'currency_flip', statement: page.index, currencies }]
  })
  const arithmetic = flips.length > 0 ? { findings: flips, proofs: new Map(pages.map(({ index }): [number, Proof] => [index, 'failed'])) } : proveArithmetic(pages)
  const whole = joined(pages.map(({ tally }) => tally))
  const others = pages.flatMap((page) => {
    const isProved = arithmetic.proofs.get(page.index) === 'proved'
    return [controlFindings(page.end.controls, page.tally, whole, page.index, isProved), foreignFindings(page, isProved)]
  })
  return {
    findings: [...arithmetic.findings, ...others.flatMap(({ findings }) => findings)],
    warnings: [...pageWarnings(pages.at(-1)!), ...others.flatMap(({ warnings }) => warnings)],
    proofs: arithmetic.proofs,
  }
}
