import { z } from 'zod'
import { books, Currency, Day, Instant, Minor, PageSize, Ulid } from './values.ts'

const LedgerBalance = z.object({ ledgerAccount: z.string(), currency: Currency, minor: Minor })
const JournalEntryView = z.object({
  entryId: Ulid, at: Instant, businessDay: Day, kind: z.string(), subject: z.string(), text: z.string(), counters: Ulid.nullable(),
  postings: z.array(z.object({ ledgerAccount: z.string(), minor: Minor, currency: Currency })),
})

export const ledger = {
  balances: books.output(z.array(LedgerBalance)),
  journal: books
    .input(z.object({ from: Day, to: Day, before: Ulid.nullable(), limit: PageSize }))
    .output(z.object({ entries: z.array(JournalEntryView), next: Ulid.nullable() })),
}
