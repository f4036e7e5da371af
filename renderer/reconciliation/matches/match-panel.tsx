import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Match } from '../../../shared/contract/reconciliation.ts'
import { Empty } from '../../components/page-states.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { useFormat } from '../../language/format.ts'
import { itemsQuery } from '../../queries/reconciliation.ts'
import { useShortcuts } from '../../stores/shortcuts.ts'
import { EvidenceView } from '../evidence/evidence-view.tsx'
import { isLink, isPass } from '../evidence/pass-words.ts'
import { TwoSides } from '../two-sides.tsx'
import { useDeciderWords } from './decider-words.ts'
import styles from './match-panel.module.css'
import { UndoMatchDialog } from './undo-match-dialog.tsx'

/** One match: its two sides, why, by whom, and the way to take it back. */
export function MatchPanel({ match, onClose }: { readonly match: Match | null; readonly onClose: () => void }) {
  const { t } = useTranslation('reconciliation')
  return <SidePanel label={t('matches.detail')} onClose={onClose}>{match === null ? <Empty title={t('matches.gone')} /> : <Known match={match} />}</SidePanel>
}

/** The side that is expected to agree with the other one, which is drawn below it. */
const above = { L1: 'payment', L2: 'payment', L3: 'settlement_line', L4: 'payout', L5: 'payment' } as const

function Known({ match }: { readonly match: Match }) {
  const { t } = useTranslation('reconciliation')
  const format = useFormat()
  const deciderOf = useDeciderWords()
  const [isUndoing, setUndoing] = useState(false)
  const { matchNo, link, pass, evidence, bulkCount, allocations, differences, currency, note, isUndone } = match
  const { data: items = [] } = useQuery(itemsQuery(allocations.map(({ side, subject }) => ({ side, subject }))))
  const canUndo = !isUndone && bulkCount === 0
  useShortcuts([{ keys: 'u', label: t('keys.undo'), run: () => canUndo && setUndoing(true) }])
  const upper = isLink(link) ? above[link] : 'payout'
  return (
    <div className={styles.content}>
      <header>
        <p className={styles.quiet}>{t('matches.title', { number: matchNo })} · {deciderOf(match.decidedBy)}, {format.dateTime(match.decidedAt)}</p>
        <h2>{isLink(link) ? t(`link.${link}`) : link}</h2>
        <p>{isPass(pass) ? t(`pass.${pass}`) : pass}{isUndone && <> · <strong>{t('matches.undone')}</strong></>}</p>
      </header>
      {bulkCount > 0 ? (
        <>
          <p>{t('matches.bulk', { count: bulkCount })}. {t('matches.bulkWhat')}</p>
          <p className={styles.quiet}>{t('matches.bulkUndo')}</p>
        </>
      ) : currency !== null && (
        <>
          <TwoSides left={allocations.filter(({ side }) => side === upper)} right={allocations.filter(({ side }) => side !== upper)} differences={differences} currency={currency} items={items} />
          {evidence === null || (evidence.agrees.length === 0 && evidence.because.length === 0) ? <p className={styles.quiet}>{t('evidence.none')}</p> : <EvidenceView evidence={evidence} currency={currency} items={items} />}
        </>
      )}
      {note !== null && note !== '' && <blockquote className={styles.note}><h3>{t('matches.note')}</h3><span translate="no">{note}</span></blockquote>}
      {canUndo && <p><Button onClick={() => setUndoing(true)}>{t('matches.undo')}</Button></p>}
      {isUndoing && <UndoMatchDialog matchNo={matchNo} onClose={() => setUndoing(false)} />}
    </div>
  )
}
