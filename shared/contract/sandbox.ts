import { z } from 'zod'
import { AccountNotFound } from './accounts.ts'
import { books, Currency, Day, Money, resultOf, Ulid } from './values.ts'

const NotSandbox = z.object({ kind: z.literal('not-the-embedded-sandbox') })
const NoSuchFile = z.object({ kind: z.literal('no-such-file'), words: z.string() })
const OfferedFile = z.object({ name: z.string(), text: z.string() })
const Failure = z.discriminatedUnion('kind', [AccountNotFound, NotSandbox, NoSuchFile])

/** What the embedded sandbox and its bank offer for download, as a real platform's and a real bank's web pages would. */
export const sandbox = {
  settlementFiles: books
    .input(z.object({ accountId: Ulid }))
    .output(resultOf(z.array(z.object({ payoutId: z.string(), name: z.string(), businessDay: Day, arrivesOn: Day, amount: Money })), Failure)),
  settlementFile: books.input(z.object({ accountId: Ulid, payoutId: z.string().max(100) })).output(resultOf(OfferedFile, Failure)),
  bankStatement: books.input(z.object({ accountId: Ulid, from: Day, to: Day, currency: Currency })).output(resultOf(OfferedFile, Failure)),
}
