import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearchParams } from 'wouter'
import { ask, backend } from '../../backend-client.ts'
import { Empty, Loaded } from '../../components/page-states.tsx'
import { neighbour } from '../../components/neighbour.ts'
import { pathOf } from '../../paths.ts'
import { itemsQuery, openBankLinesQuery, proposalsQuery } from '../../queries/reconciliation.ts'
import { openPayoutsQuery } from '../../queries/settlements.ts'
import { useShortcuts } from '../../stores/shortcuts.ts'
import { AsideDialog } from './aside-dialog.tsx'
import { HandMatchPanel } from './hand-match-panel.tsx'
import { OpenList } from './open-list.tsx'
import { openRows, rowIdFor, type OpenRow } from './open-rows.ts'
import { OpenPickedBar } from './open-picked-bar.tsx'
import { type Told, ToldNotice } from './told-notice.tsx'
import { ProposalPanel } from './proposal-panel.tsx'
import styles from './workbench.module.css'

/** Left what is open, right the proposal or the candidates for the one that is chosen. Two keys a line: accept, next. */
export function Workbench() {
  const { t } = useTranslation('reconciliation')
  const [, goTo] = useLocation()
  const [query] = useSearchParams()
  const proposals = useQuery(proposalsQuery)
  const lines = useQuery(openBankLinesQuery)
  const payouts = useQuery(openPayoutsQuery)
  const names = useMemo(() => (proposals.data ?? []).flatMap(namesIn), [proposals.data])
  const { data: items = [] } = useQuery(itemsQuery(names))
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [isByHand, setByHand] = useState(false)
  const [aside, setAside] = useState<readonly string[] | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const [isDoing, setDoing] = useState(false)

  const isLoaded = proposals.data !== undefined && lines.data !== undefined && payouts.data !== undefined
  const rows = isLoaded ? openRows({ proposals: proposals.data, lines: lines.data, payouts: payouts.data, items }) : []
  const ids = rows.map(({ id }) => id)
  const chosenId = rowIdFor(rows, query.get('item')) ?? ids[0] ?? null
  const chosen = rows.find(({ id }) => id === chosenId) ?? null

  const choose = (id: string | null): void => {
    setByHand(false)
    goTo(id === null ? pathOf('reconciliation') : `${pathOf('reconciliation')}?item=${encodeURIComponent(id)}`, { replace: true })
  }
  const walk = (step: number): void => choose(neighbour(ids, chosenId, step))
  const pick = (some: readonly string[], isPicked: boolean): void =>
    setPicked((before) => new Set(isPicked ? [...before, ...some] : [...before].filter((id) => !some.includes(id))))
  /** After a decision the next line is looked at, without a key. */
  const goOn = (gone: readonly string[]): void => {
    const at = ids.indexOf(chosenId ?? '')
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

  if (isLoaded && rows.length === 0) {
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
        <Loaded answer={{ data: isLoaded ? rows : undefined, error: proposals.error ?? lines.error ?? payouts.error, refetch: proposals.refetch }} rows={10}>
          {(found: readonly OpenRow[]) => <OpenList rows={found} items={items} chosenId={chosenId} onChoose={choose} picked={picked} onPick={pick} onEnter={() => void decide('accept', chosenRow)} />}
        </Loaded>
        {chosen?.kind === 'proposal' && !isByHand && (
          <ProposalPanel
            key={chosen.id} proposal={chosen.proposal} items={items} isDoing={isDoing} onAccept={() => void decide('accept', [chosen])}
            onDecline={() => void decide('decline', [chosen])} onByHand={chosen.proposal.link === 'L4' ? () => setByHand(true) : null}
          />
        )}
        {chosen !== null && isLoaded && (chosen.kind !== 'proposal' || isByHand) && (
          <HandMatchPanel
            key={chosen.id} row={chosen} lines={lines.data} payouts={payouts.data} onBack={chosen.kind === 'proposal' ? () => setByHand(false) : null}
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

const namesIn = ({ left, right, evidence, link }: { readonly left: readonly Name[]; readonly right: readonly Name[]; readonly link: string; readonly evidence: { readonly runnerUp: { readonly subject: string } | null } }): Name[] => {
  const next = evidence.runnerUp?.subject
  // A runner-up is told by its id alone: line ids are numbers, all others are not.
  const side = next === undefined ? null : /^\d+$/u.test(next) ? (link === 'L4' ? 'bank_line' : 'settlement_line') : link === 'L1' ? 'payment' : 'payout'
  return [...left, ...right, ...(next === undefined || side === null ? [] : [{ side, subject: next } as const])].map(({ side: one, subject }) => ({ side: one, subject }))
}

type Name = Parameters<typeof itemsQuery>[0][number]
