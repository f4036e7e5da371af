import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearchParams } from 'wouter'
import { ask, backend } from '../../backend-client.ts'
import { Empty, Loaded } from '../../components/page-states.tsx'
import { neighbour } from '../../components/neighbour.ts'
import { pathOf } from '../../paths.ts'
import { worklistCountsQuery, worklistQuery, workRowQuery } from '../../queries/reconciliation.ts'
import { useShortcuts } from '../../stores/shortcuts.ts'
import { AsideDialog } from './aside-dialog.tsx'
import { HandMatchPanel } from './hand-match-panel.tsx'
import { OpenList } from './open-list.tsx'
import { openRow, wantedItem, type OpenRow } from './open-rows.ts'
import { OpenPickedBar } from './open-picked-bar.tsx'
import { type Told, ToldNotice } from './told-notice.tsx'
import { ProposalPanel } from './proposal-panel.tsx'
import styles from './workbench.module.css'

/** Left what is open, right the proposal or the candidates for the one that is chosen. Two keys a line: accept, next. */
export function Workbench() {
  const { t } = useTranslation('reconciliation')
  const [, goTo] = useLocation()
  const [query] = useSearchParams()
  const answer = useInfiniteQuery(worklistQuery)
  const { data: counts } = useQuery(worklistCountsQuery)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [isByHand, setByHand] = useState(false)
  const [aside, setAside] = useState<readonly string[] | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const [isDoing, setDoing] = useState(false)

  const rows = answer.data?.pages.flatMap((page) => page.rows).map(openRow) ?? []
  const ids = rows.map(({ id }) => id)
  const wanted = query.get('item')
  // A link may name an item of a proposal, or one further down than what is loaded.
  const elsewhere = wanted === null || ids.includes(wanted) ? null : wantedItem(wanted)
  const { data: linked } = useQuery({ ...workRowQuery(elsewhere ?? { side: 'payout', subject: '' }), enabled: elsewhere !== null })
  const chosen = rows.find(({ id }) => id === wanted) ?? (elsewhere === null ? rows[0] : linked?.ok === true ? openRow(linked.value) : linked === undefined ? undefined : rows[0]) ?? null
  const chosenId = chosen?.id ?? null

  const choose = (id: string | null): void => {
    setByHand(false)
    goTo(id === null ? pathOf('reconciliation') : `${pathOf('reconciliation')}?item=${encodeURIComponent(id)}`, { replace: true })
  }
  const walk = (step: number): void => choose(neighbour(ids, chosenId, step))
  const pick = (some: readonly string[], isPicked: boolean): void =>
    setPicked((before) => new Set(isPicked ? [...before, ...some] : [...before].filter((id) => !some.includes(id))))
  /** After a decision the next line is looked at, without a key. */
  const goOn = (gone: readonly string[]): void => {
    const at = Math.max(0, ids.indexOf(chosenId ?? ''))
    const next = [...ids.slice(at), ...ids.slice(0, at).toReversed()].find((id) => !gone.includes(id))
    pick(gone, false)
    choose(next ?? null)
  }

  const decide = async (act: 'accept' | 'decline', some: readonly OpenRow[]): Promise<void> => {
    const decided = some.flatMap((row) => (row.kind === 'proposal' ? [row] : []))
    if (decided.length === 0 || isDoing) return
    setDoing(true)
    const proposalIds = decided.map(({ proposal }) => proposal.proposalId)
    const answer = act === 'accept' ? await ask(backend.reconciliation.acceptProposals({ proposalIds })) : await ask(backend.reconciliation.declineProposals({ proposalIds }))
    setDoing(false)
    if (!answer.ok) return setTold({ kind: 'objection', failure: answer.failure })
    setTold({ kind: act === 'accept' ? 'accepted' : 'declined', count: proposalIds.length })
    goOn(decided.map(({ id }) => id))
  }
  const chosenRow = chosen === null ? [] : [chosen]
  const setAsideChosen = (): void => {
    if (chosen?.kind === 'bank_line') setAside([chosen.id])
  }
  useShortcuts([
    { keys: 'a', label: t('keys.accept'), run: () => void decide('accept', chosenRow) },
    { keys: 'j', label: t('keys.next'), run: () => walk(1) },
    { keys: 'k', label: t('keys.previous'), run: () => walk(-1) },
    { keys: 'd', label: t('keys.decline'), run: () => void decide('decline', chosenRow) },
    { keys: 'm', label: t('keys.byHand'), run: () => setByHand(true) },
    { keys: 'e', label: t('keys.aside'), run: setAsideChosen },
    { keys: 'x', label: t('keys.pick'), run: () => chosenId !== null && chosen?.kind !== 'payout' && pick([chosenId], !picked.has(chosenId)) },
  ])

  if (answer.data !== undefined && rows.length === 0) {
    return (
      <>
        {told !== null && <ToldNotice told={told} onClose={() => setTold(null)} />}
        <Empty title={t('open.none')} action={<Button component={Link} href={pathOf('exceptions')}>{t('open.exceptions')}</Button>}>{t('open.noneWhat')}</Empty>
      </>
    )
  }
  const pickedRows = rows.filter(({ id }) => picked.has(id))
  return (
    <>
      {told !== null && <ToldNotice told={told} onClose={() => setTold(null)} />}
      <div className={styles.bench}>
        <Loaded answer={{ ...answer, data: answer.data === undefined || counts === undefined ? undefined : { rows, counts } }} rows={10}>
          {(found) => (
            <OpenList
              rows={found.rows} counts={{ proposal: found.counts.proposals, bank_line: found.counts.bankLines, payout: found.counts.payouts }} chosenId={chosenId} onChoose={choose}
              picked={picked} onPick={pick} onEnter={() => void decide('accept', chosenRow)}
              onEnd={() => {
                if (answer.hasNextPage && !answer.isFetchingNextPage) void answer.fetchNextPage()
              }}
            />
          )}
        </Loaded>
        {chosen?.kind === 'proposal' && !isByHand && (
          <ProposalPanel
            key={chosen.id} proposal={chosen.proposal} isDoing={isDoing} onAccept={() => void decide('accept', [chosen])}
            onDecline={() => void decide('decline', [chosen])} onByHand={chosen.proposal.link === 'L4' ? () => setByHand(true) : null}
          />
        )}
        {chosen !== null && (chosen.kind !== 'proposal' || isByHand) && (
          <HandMatchPanel
            key={chosen.id} row={chosen} onBack={chosen.kind === 'proposal' ? () => setByHand(false) : null}
            onAside={chosen.kind === 'bank_line' ? setAsideChosen : null} onObjection={(failure) => setTold({ kind: 'objection', failure })}
            onMatched={(gone) => {
              setTold({ kind: 'matched' })
              goOn([chosen.id, ...gone])
            }}
          />
        )}
      </div>
      {pickedRows.length > 0 && (
        <OpenPickedBar
          rows={pickedRows} isDoing={isDoing} onClear={() => setPicked(new Set())} onAccept={() => void decide('accept', pickedRows)}
          onAside={() => setAside(pickedRows.flatMap(({ id, kind }) => (kind === 'bank_line' ? [id] : [])))}
        />
      )}
      {aside !== null && (
        <AsideDialog
          side="bank_line" lineIds={aside.map((id) => id.split(' ')[1]!)} onClose={() => setAside(null)}
          onDone={() => {
            setTold({ kind: 'aside', count: aside.length })
            setAside(null)
            goOn(aside)
          }}
        />
      )}
    </>
  )
}
