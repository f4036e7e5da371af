import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Match } from '../../../shared/contract/reconciliation.ts'
import { money } from '../../../shared/money.ts'
import { Amount } from '../../components/amount.tsx'
import { Empty, Loaded } from '../../components/page-states.tsx'
import { neighbour } from '../../components/neighbour.ts'
import { RowList } from '../../components/row-list.tsx'
import { onlyCurrency } from '../../components/sums.ts'
import { useFormat } from '../../language/format.ts'
import { pathOf } from '../../paths.ts'
import { matchListQuery } from '../../queries/reconciliation.ts'
import { useShortcuts } from '../../stores/shortcuts.ts'
import { isLink, isPass } from '../evidence/pass-words.ts'
import { useDeciderWords } from './decider-words.ts'
import { MatchPanel } from './match-panel.tsx'
import styles from './match-list.module.css'

/** What has been matched, newest first, by whom and how, and the one that is looked at. */
export function MatchList({ matchNo }: { readonly matchNo: number | null }) {
  const { t } = useTranslation('reconciliation')
  const format = useFormat()
  const deciderOf = useDeciderWords()
  const [, goTo] = useLocation()
  const answer = useInfiniteQuery({ ...matchListQuery, placeholderData: keepPreviousData })
  const matches = answer.data?.pages.flatMap((page) => page.matches) ?? []
  const show = (id: string | null): void => goTo(id === null ? pathOf('reconciliation', 'matches') : pathOf('reconciliation', 'matches', id), { replace: matchNo !== null || id === null })
  const ids = matches.map((match) => String(match.matchNo))
  const walk = (step: number): void => {
    const next = neighbour(ids, matchNo === null ? null : String(matchNo), step)
    if (next !== null) show(next)
  }
  useShortcuts([
    { keys: 'j', label: t('keys.next'), run: () => walk(1) },
    { keys: 'k', label: t('keys.previous'), run: () => walk(-1) },
    { keys: 'escape', label: t('keys.close'), run: () => show(null) },
  ])
  const currency = onlyCurrency(matches)
  const chosen = matches.find((match) => match.matchNo === matchNo)
  return (
    <div className={styles.split} data-open={matchNo !== null || undefined}>
      <Loaded answer={{ ...answer, data: answer.data === undefined ? undefined : matches }} rows={10}>
        {(found: readonly Match[]) => (found.length === 0 ? <Empty title={t('matches.none')}>{t('matches.noneWhat')}</Empty> : (
          <RowList
            label={t('matches.label')} rows={found} idOf={(match) => String(match.matchNo)} chosenId={matchNo === null ? null : String(matchNo)} onChoose={show} layout={styles.columns ?? ''}
            onEnd={() => {
              if (answer.hasNextPage && !answer.isFetchingNextPage) void answer.fetchNextPage()
            }}
            head={
              <>
                <span>{t('matches.at')}</span>
                <span>{t('matches.what')}</span>
                <span>{t('matches.how')}</span>
                <span className={styles.wide}>{t('matches.by')}</span>
                <span className={styles.end}>{currency === null ? t('matches.amount') : t('open.amountIn', { currency })}</span>
              </>
            }
            renderCells={(match: Match) => (
              <>
                <span className={styles.quiet}>{format.dateTime(match.decidedAt)}</span>
                <span data-undone={match.isUndone || undefined} className={styles.what}>{isLink(match.link) ? t(`link.${match.link}`) : match.link}</span>
                <span>{match.isUndone ? t('matches.undone') : isPass(match.pass) ? t(`pass.${match.pass}`) : match.pass}</span>
                <span className={`${styles.wide} ${styles.quiet}`}>{deciderOf(match.decidedBy)}</span>
                <span className={styles.end}>{match.bulkCount > 0 ? t('matches.bulk', { count: match.bulkCount }) : <MatchAmount match={match} isBare={currency !== null} />}</span>
              </>
            )}
          />
        ))}
      </Loaded>
      {matchNo !== null && answer.data !== undefined && <MatchPanel key={matchNo} match={chosen ?? null} onClose={() => show(null)} />}
    </div>
  )
}

/** What the right side of the match has: the bank, the platform. */
function MatchAmount({ match: { allocations, currency }, isBare }: { readonly match: Match; readonly isBare: boolean }) {
  const sides = ['bank_line', 'payout', 'settlement_line', 'payment'] as const
  const side = sides.find((one) => allocations.some((allocation) => allocation.side === one))
  const sum = allocations.filter((allocation) => allocation.side === side).reduce((total, { minor }) => total + minor, 0)
  return currency === null ? null : <Amount amount={money(sum, currency)} currency={isBare ? 'none' : 'code'} />
}
