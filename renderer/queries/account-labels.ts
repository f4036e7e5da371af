import { useQuery } from '@tanstack/react-query'
import { accountsQuery } from './accounts.ts'

/** What the shop calls an account, by its id. */
export function useAccountLabels(): (accountId: string) => string {
  const { data = [] } = useQuery(accountsQuery)
  return (accountId) => data.find((account) => account.accountId === accountId)?.label ?? ''
}
