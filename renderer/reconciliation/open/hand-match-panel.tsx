import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemName, OpenBankLine, OpenPayout } from '../../../shared/contract/reconciliation.ts'
import { money } from '../../../shared/money.ts'
import { ask, backend } from '../../backend-client.ts'
import { Amount } from '../../components/amount.tsx'
import { Keys } from '../../components/keys.tsx'
import { Loaded } from '../../components/page-states.tsx'
import { useFormat } from '../../language/format.ts'
import { candidatesQuery } from '../../queries/reconciliation.ts'
import type { Objection } from '../objection-notice.tsx'
import styles from './bench-panel.module.css'
import { CandidateColumn, type Candidate } from './candidate-column.tsx'
import { bookedRests, handMatch, nearestFirst, type Rest } from './hand-match.ts'
import type { OpenRow } from './open-rows.ts'

interface HandMatchPanelProps {
  readonly row: OpenRow
  /** Null where there is no proposal to go back to. */
  readonly onBack: (() => void) | null
  readonly onAside: (() => void) | null
  readonly onObjection: (failure: Objection) => void
  /** With the rows that are done with it. */
  readonly onMatched: (gone: readonly string[]) => void
}

/** A person says what belongs together: payouts on the left, bank lines on the right, and what the two differ by. */
export function HandMatchPanel({ row, onBack, onAside, onObjection, onMatched }: HandMatchPanelProps) {
  const { t } = useTranslation('reconciliation')
  const format = useFormat()
  const { currency } = row
  const [asked] = useState<readonly string[]>(() => (row.kind === 'proposal' ? [...row.proposal.left, ...row.proposal.right].map(({ side, subject }) => `${side} ${subject}`) : [row.id]))
  const [ticked, setTicked] = useState(asked)
  const [rest, setRest] = useState<Rest | null>(null)
  const [note, setNote] = useState('')
  const [isDoing, setDoing] = useState(false)

  const answer = useQuery(candidatesQuery({ currency, minor: row.minor, day: row.day, also: asked.map(itemNamed) }))
  const sent = answer.data?.payouts.map(sentCandidate) ?? []
  const booked = answer.data?.lines.map(bookedCandidate) ?? []
  /** What was asked about stands on top. */
  const inOrder = (all: readonly Candidate[]): Candidate[] => nearestFirst(all, row).toSorted((a, b) => Number(asked.includes(b.id)) - Number(asked.includes(a.id)))
  const chosen = (all: readonly Candidate[]): Candidate[] => ticked.flatMap((id) => all.filter((candidate) => candidate.id === id))
  const [left, right] = [chosen(sent), chosen(booked)]
  const found = handMatch(left, right, rest)
  const { leftMinor, rightMinor, residueMinor, wish } = found
  const tick = (id: string, isTicked: boolean): void => {
    setTicked(isTicked ? [...ticked, id] : ticked.filter((one) => one !== id))
    setRest(null)
  }
  const match = async (): Promise<void> => {
    if (wish === null) return
    setDoing(true)
    const answer = await ask(backend.reconciliation.matchByHand({ ...wish, currency, note: note.trim() }))
    setDoing(false)
    if (answer.ok) onMatched(rest === 'later' ? [] : ticked)
    else onObjection(answer.failure)
  }
  const isTwoSided = left.length > 0 && right.length > 0
  const residue = money(residueMinor, currency)
  return (
    <aside className={styles.panel} aria-label={t('byHand.detail')}>
      <header className={styles.head}>
        <h2>{t('byHand.title')}</h2>
        <p className={styles.quiet}>{t('byHand.what')}</p>
      </header>
      <Loaded answer={answer} rows={8}>
        {() => (
          <div className={styles.columns}>
            <CandidateColumn title={t('byHand.payouts')} none={t('byHand.noPayouts')} candidates={inOrder(sent)} wanted={row.minor} ticked={ticked} onTick={tick} />
            <CandidateColumn title={t('byHand.lines')} none={t('byHand.noLines')} candidates={inOrder(booked)} wanted={row.minor} ticked={ticked} onTick={tick} />
          </div>
        )}
      </Loaded>
      <div className={styles.reckoning}>
        <dl className={styles.sums}><dt>{t('byHand.sum')}</dt><dd><Amount amount={money(leftMinor, currency)} currency="code" /></dd></dl>
        <dl className={styles.sums}><dt>{t('byHand.sum')}</dt><dd><Amount amount={money(rightMinor, currency)} currency="code" /></dd></dl>
        {isTwoSided && (
          <output className={styles.residue} data-differs={residueMinor !== 0 || undefined}>
            <span>{residueMinor === 0 ? t('byHand.adds') : rest === null ? t('byHand.differs') : rest === 'later' ? t('byHand.laterWhat', { amount: format.money(money(Math.abs(residueMinor), currency)) }) : t('byHand.bookWhat', { amount: format.money(residue), reason: t(`reason.${rest}`) })}</span>
            <strong><Amount amount={residue} currency="code" isSigned /></strong>
          </output>
        )}
        {isTwoSided && residueMinor !== 0 && (
          <fieldset className={styles.rests} aria-label={t('byHand.residue')}>
            {bookedRests.map((one) => <label key={one}><input type="radio" name="rest" checked={rest === one} onChange={() => setRest(one)} />{t(`reason.${one}`)}</label>)}
            {found.canWait && <label><input type="radio" name="rest" checked={rest === 'later'} onChange={() => setRest('later')} />{t('byHand.later')}</label>}
          </fieldset>
        )}
        {isTwoSided && <TextInput className={styles.note ?? ''} aria-label={t('byHand.note')} placeholder={t('byHand.note')} value={note} maxLength={200} onChange={(event) => setNote(event.currentTarget.value)} />}
      </div>
      <footer className={styles.foot}>
        <Button variant="filled" disabled={wish === null} loading={isDoing} onClick={() => void match()}>{t('byHand.match')}</Button>
        {onAside !== null && <Button onClick={onAside} rightSection={<Keys keys="e" />}>{t('aside.act')}</Button>}
        {onBack !== null && <Button variant="subtle" onClick={onBack}>{t('byHand.back')}</Button>}
      </footer>
    </aside>
  )
}

const itemNamed = (id: string): ItemName => {
  const [side, subject] = id.split(' ') as [ItemName['side'], string]
  return { side, subject }
}

const sentCandidate = ({ payoutId, openMinor, amount, currency, arrivesOn, platformReference, accountId }: OpenPayout): Candidate => ({
  id: `payout ${payoutId}`, side: 'payout', subject: payoutId, minor: openMinor, whole: amount?.minor ?? openMinor, currency, day: arrivesOn, name: platformReference, words: '', accountId,
})

const bookedCandidate = ({ lineId, openMinor, amount, bookedOn, valueOn, counterparty, text }: OpenBankLine): Candidate => ({
  id: `bank_line ${lineId}`, side: 'bank_line', subject: String(lineId), minor: openMinor, whole: amount.minor, currency: amount.currency, day: bookedOn ?? valueOn,
  name: counterparty ?? '', words: text, accountId: null,
})
