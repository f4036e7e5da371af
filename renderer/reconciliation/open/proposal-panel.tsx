import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ItemName, Proposal } from '../../../shared/contract/reconciliation.ts'
import { Keys } from '../../components/keys.tsx'
import { EvidenceView } from '../evidence/evidence-view.tsx'
import { isLink, isPass } from '../evidence/pass-words.ts'
import { itemsQuery } from '../../queries/reconciliation.ts'
import { mostListed, TwoSides } from '../two-sides.tsx'
import styles from './bench-panel.module.css'

interface ProposalPanelProps {
  readonly proposal: Proposal
  readonly isDoing: boolean
  readonly onAccept: () => void
  readonly onDecline: () => void
  /** Null: this kind is only accepted or declined. */
  readonly onByHand: (() => void) | null
}

/** What is proposed, as a stub of two sides, with the reasons; accepted or declined with one key. */
export function ProposalPanel({ proposal, isDoing, onAccept, onDecline, onByHand }: ProposalPanelProps) {
  const { t } = useTranslation('reconciliation')
  const { link, pass, left, right, differences, currency, evidence } = proposal
  const { data: items = [] } = useQuery(itemsQuery(namesIn(proposal)))
  return (
    <aside className={styles.panel} aria-label={t('proposal.detail')}>
      <header className={styles.head}>
        <h2>{isLink(link) ? t(`link.${link}`) : t('proposal.title')}</h2>
        <p className={styles.quiet}>{isPass(pass) ? t(`pass.${pass}`) : pass}</p>
      </header>
      <div className={styles.content}>
        <TwoSides left={left} right={right} differences={differences} currency={currency} items={items} />
        <EvidenceView evidence={evidence} currency={currency} items={items} />
      </div>
      <footer className={styles.foot}>
        <Button variant="filled" loading={isDoing} onClick={onAccept} rightSection={<Keys keys="enter" />}>{t('proposal.accept')}</Button>
        <Button onClick={onDecline} rightSection={<Keys keys="d" />} title={t('proposal.declineWhat')}>{t('proposal.decline')}</Button>
        {onByHand !== null && <Button variant="subtle" onClick={onByHand} rightSection={<Keys keys="m" />}>{t('proposal.byHand')}</Button>}
      </footer>
    </aside>
  )
}

/** The items that the panel shows by name. */
function namesIn({ left, right, evidence, link }: Proposal): ItemName[] {
  const next = evidence.runnerUp?.subject
  // A runner-up is told by its id alone: line ids are numbers, all others are not.
  const side = next === undefined ? null : /^\d+$/u.test(next) ? (link === 'L4' ? 'bank_line' : 'settlement_line') : link === 'L1' ? 'payment' : 'payout'
  const runnerUp = next === undefined || side === null ? [] : [{ side, subject: next } as const]
  return [...left.slice(0, mostListed), ...right.slice(0, mostListed), ...runnerUp].map(({ side: one, subject }) => ({ side: one, subject }))
}
