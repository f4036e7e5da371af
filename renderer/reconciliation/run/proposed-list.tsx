import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProposedMatch } from '../../../shared/contract/reconciliation.ts'
import { money } from '../../../shared/money.ts'
import { Amount } from '../../components/amount.tsx'
import { neighbour } from '../../components/neighbour.ts'
import { Empty } from '../../components/page-states.tsx'
import { RowList } from '../../components/row-list.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { useFormat } from '../../language/format.ts'
import { itemsQuery } from '../../queries/reconciliation.ts'
import { useShortcuts } from '../../stores/shortcuts.ts'
import { EvidenceView } from '../evidence/evidence-view.tsx'
import { isLink, isPass } from '../evidence/pass-words.ts'
import styles from '../matches/match-list.module.css'
import panel from '../matches/match-panel.module.css'
import { TwoSides } from '../two-sides.tsx'
import { useRun } from './run-store.ts'
import own from './proposed-list.module.css'

interface Row {
  readonly id: string
  readonly match: ProposedMatch
}

/** What the run that was tried would match, one by one, with the reasons; nothing of it is written. */
export function ProposedList() {
  const { t } = useTranslation('reconciliation')
  const format = useFormat()
  const end = useRun((state) => state.end)
  const [chosenId, choose] = useState<string | null>(null)
  const proposed = end?.kind === 'report' ? end.report.proposed : null
  const rows = (proposed?.matches ?? []).map((match, index): Row => ({ id: String(index), match }))
  const walk = (step: number): void => {
    const next = neighbour(rows.map(({ id }) => id), chosenId, step)
    if (next !== null) choose(next)
  }
  useShortcuts([
    { keys: 'j', label: t('keys.next'), run: () => walk(1) },
    { keys: 'k', label: t('keys.previous'), run: () => walk(-1) },
    { keys: 'escape', label: t('keys.close'), run: () => choose(null) },
  ])
  if (proposed === null) return <Empty title={t('tried.none')}>{t('tried.noneWhat')}</Empty>
  if (rows.length === 0) return <Empty title={t('run.nothingNew')} />
  const chosen = rows.find(({ id }) => id === chosenId)
  return (
    <div className={styles.split} data-open={chosen !== undefined || undefined}>
      <div className={own.list}>
        <RowList
          label={t('tried.label')} rows={rows} idOf={({ id }) => id} chosenId={chosenId} onChoose={choose} layout={own.columns ?? ''}
          head={
            <>
              <span>{t('tried.act')}</span>
              <span>{t('tried.name')}</span>
              <span className={own.wide}>{t('matches.what')}</span>
              <span>{t('matches.how')}</span>
              <span className={styles.end}>{t('matches.amount')}</span>
            </>
          }
          renderCells={({ match: { act, name, link, pass, right, currency } }) => (
            <>
              <span>{t(`tried.${act}`)}</span>
              <span translate="no">{name}</span>
              <span className={`${own.wide} ${styles.quiet}`}>{isLink(link) ? t(`link.${link}`) : link}</span>
              <span className={styles.quiet}>{isPass(pass) ? t(`pass.${pass}`) : pass}</span>
              <span className={styles.end}><Amount amount={money(right.reduce((sum, { minor }) => sum + minor, 0), currency)} currency="code" /></span>
            </>
          )}
        />
        {proposed.more > 0 && <p className={styles.quiet}>{t('tried.more', { count: proposed.more, formattedCount: format.number(proposed.more) })}</p>}
      </div>
      {chosen !== undefined && <SidePanel label={t('tried.detail')} onClose={() => choose(null)}><Reasons key={chosen.id} match={chosen.match} /></SidePanel>}
    </div>
  )
}

function Reasons({ match: { act, link, pass, left, right, differences, currency, evidence } }: { readonly match: ProposedMatch }) {
  const { t } = useTranslation('reconciliation')
  const { data: items = [] } = useQuery(itemsQuery([...left, ...right].map(({ side, subject }) => ({ side, subject }))))
  return (
    <div className={panel.content}>
      <header>
        <p className={panel.quiet}>{t(`tried.${act}`)}</p>
        <h2>{isLink(link) ? t(`link.${link}`) : link}</h2>
        <p>{isPass(pass) ? t(`pass.${pass}`) : pass}</p>
      </header>
      <TwoSides left={left} right={right} differences={differences} currency={currency} items={items} />
      <EvidenceView evidence={evidence} currency={currency} items={items} />
    </div>
  )
}
