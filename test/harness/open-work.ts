import type { OpenBankLine, OpenPayout, Proposal } from '../../shared/contract/reconciliation.ts'
import type { TestShop } from './shop.ts'

type Client = Pick<TestShop['client'], 'reconciliation'>

export async function openProposals({ reconciliation }: Client): Promise<Proposal[]> {
  const { rows } = await reconciliation.worklist({ after: null, limit: 200 })
  return rows.flatMap((row) => (row.kind === 'proposal' ? [row.proposal] : []))
}

/** Open bank lines, those that proposals are about too; at most 100. */
export const openBankLines = async ({ reconciliation }: Client, currency = 'EUR'): Promise<OpenBankLine[]> =>
  (await reconciliation.candidates({ currency, minor: 0, day: null, also: [] })).lines

export const openPayouts = async ({ reconciliation }: Client): Promise<OpenPayout[]> => (await reconciliation.openPayouts({ accountId: null, after: null, limit: 200 })).payouts
