import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { accountsQuery } from '../../queries/accounts.ts'
import { useFormatName } from '../files/report-words.ts'
import { ChoiceQuestion } from './choice-question.tsx'
import { askingForAccount } from './import-item.ts'
import { answerFor, useImports } from './import-store.ts'

/** Whose settlement is it? Accounts at the platform that writes such files come first: its name begins the format's. */
export function AccountQuestion({ itemId, format }: { readonly itemId: string; readonly format: string }) {
  const { t } = useTranslation('settlements')
  const formatName = useFormatName()
  const { data: accounts = [] } = useQuery(accountsQuery)
  const items = useImports((state) => state.items)
  const asking = askingForAccount(items, format)
  const answer = (accountId: string): void => {
    for (const { itemId } of askingForAccount(items, format)) answerFor(itemId, { accountId })
  }
  // Asked once, where the first of them stands.
  if (asking[0]?.itemId !== itemId) return null
  const open = accounts.filter(({ isClosed }) => !isClosed)
  const isLikely = (platform: string): boolean => format === platform || format.startsWith(`${platform}-`)
  const likely = open.filter(({ platform }) => isLikely(platform))
  const others = open.filter(({ platform }) => !isLikely(platform))
  return (
    <ChoiceQuestion
      words={t('question.account', { count: asking.length, format: formatName(format) })}
      choices={[
        ...likely.map(({ accountId, label }) => ({ label, hint: t('question.accountLikely'), choose: () => answer(accountId) })),
        ...others.map(({ accountId, label }) => ({ label, hint: null, choose: () => answer(accountId) })),
      ]}
    />
  )
}
