import type { AcceptanceReport } from '../../../../electron/backend/settlements/acceptance.ts'
import { memorySource } from '../../../../electron/backend/settlements/formats/byte-source.ts'
import type { BankEntry, ReadEvent, ReadOptions, StatementStart } from '../../../../electron/backend/settlements/formats/reader.ts'
import { inspectFile, type InspectOptions } from '../../../../electron/backend/settlements/inspect-file.ts'

/** A file as it was inspected, with the events that an importer would have stored. */
export interface Inspected {
  readonly report: AcceptanceReport
  readonly events: readonly ReadEvent[]
  readonly entries: readonly BankEntry[]
  readonly statements: readonly StatementStart[]
}

export type Request = Partial<Omit<InspectOptions, 'options'>> & { readonly options?: Partial<ReadOptions> }

/** Inspects a file that holds these bytes, or this text in UTF-8. */
export async function inspect(content: string | Uint8Array, { options, ...request }: Request = {}): Promise<Inspected> {
  const events: ReadEvent[] = []
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const [file] = await inspectFile(memorySource('file', bytes), {
    ...request,
    options: { zone: 'Europe/Berlin', ...options },
    onEvents: (batch) => {
      events.push(...batch)
    },
  })
  return {
    report: file!.report,
    events,
    entries: events.filter((event) => event.kind === 'entry'),
    statements: events.filter((event) => event.kind === 'statement'),
  }
}

/** The amounts of the booked entries, in file order. */
export const amountsOf = ({ entries }: Inspected): readonly number[] => entries.filter(({ status }) => status === 'booked').map(({ minor }) => minor)

/** What a report says in a few words: reasons of row errors, kinds of findings, codes of warnings, the refusal. */
export const saidOf = ({ report }: Inspected) => ({
  refused: report.refused?.reason ?? null,
  rowErrors: report.rowErrors.map(({ reason }) => reason),
  findings: report.findings.map(({ kind }) => kind),
  warnings: report.warnings.map(({ code }) => code),
})

export const silent = { refused: null, rowErrors: [], findings: [], warnings: [] }

export const lines = (...texts: readonly string[]): string => texts.join('\r\n') + '\r\n'
