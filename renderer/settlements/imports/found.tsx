import { IconCircleCheckFilled, IconCircleDashed, IconFiles, IconHandStop, IconCircleX, type Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ImportedFile } from '../../../shared/contract/settlements.ts'
import { useFormat } from '../../language/format.ts'
import { pathOf } from '../../paths.ts'
import { useAccountLabels } from '../../queries/account-labels.ts'
import { Report } from '../files/report.tsx'
import { useFormatName, useReportWords } from '../files/report-words.ts'
import { periodOf } from '../files/period.ts'
import styles from './found.module.css'
import { type ImportItem, type Verdict, verdictOf } from './import-item.ts'
import { useImports } from './import-store.ts'
import { Question } from './question.tsx'
import { ReadingLink } from './reading-link.tsx'
import { UnsoundActs } from './unsound-acts.tsx'

interface FoundProps {
  readonly item: ImportItem
  readonly found: ImportedFile
  /** Inside an archive, a file needs its own name. */
  readonly isNamed: boolean
}

type Tone = 'certain' | 'waiting' | 'attention' | 'wrong'

/** What was found in a file, or what has become of it. */
export function Found({ item, found, isNamed }: FoundProps) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  const labelOf = useAccountLabels()
  const formatName = useFormatName()
  const reading = useReportWords()
  const { report, accountId } = found
  const verdict = verdictOf(found)
  const isOnly = useImports(({ items }) => items.length === 1)
  // A refusal that an answer settles is asked about and not told as a fault.
  const isAsked = report.refused !== null && verdict !== 'refused' && item.phase === 'ready'
  const isCalm = report.refused === null && (verdict === 'sound' || verdict === 'known' || verdict === 'account-needed')
  const [FoundIcon, tone] = item.phase === 'done' ? doneLooks[found.state] : verdictLooks[verdict]
  const facts = [
    format.period(periodOf(report.accounts)), report.side === null ? '' : t(`side.${report.side}`), report.format === null ? '' : formatName(report.format), accountId === null ? '' : labelOf(accountId), report.encoding ?? '',
  ].filter((text) => text !== '' && text !== '–')
  return (
    <section className={styles.found}>
      {isNamed && <h3>{found.name}</h3>}
      <p className={styles.answer} data-tone={tone}>
        <FoundIcon size={18} stroke={2} aria-hidden />
        <strong>{item.phase === 'done' ? t(`result.${found.state}`) : t(`verdict.${verdict}`)}</strong>
        <span>{countsOf()}</span>
      </p>
      {report.refused === null && facts.length > 0 && <p className={styles.facts} translate="no">{facts.join(' · ')}</p>}
      {isAsked && <p>{reading.refusal(report.refused?.reason ?? '').advice}</p>}
      {item.phase === 'ready' && <Question item={item} found={found} verdict={verdict} />}
      {isCalm && <details className={styles.details} open={isOnly}><summary>{t('import.inside')}</summary><Report report={report} fileName={found.name} /></details>}
      {!isCalm && !isAsked && <Report report={report} fileName={found.name} />}
      {item.phase === 'ready' && <ReadingLink itemId={item.itemId} report={report} verdict={verdict} />}
      {item.phase === 'ready' && verdict === 'unsound' && <UnsoundActs itemId={item.itemId} />}
      {found.fileId !== null && <p><Link href={pathOf('settlements', 'files', found.fileId)}>{t('import.openFile')}</Link></p>}
    </section>
  )

  function countsOf(): string {
    if (report.refused !== null || verdict === 'account-needed') return ''
    if (found.importedBeforeAt !== null) return t('import.before', { time: format.dateTime(found.importedBeforeAt) })
    const counts = { inserted: format.number(found.inserted), known: format.number(found.known), changed: format.number(found.changed) }
    return t(found.changed > 0 ? 'import.countsChanged' : 'import.counts', { count: found.inserted, ...counts })
  }
}

const doneLooks: Record<ImportedFile['state'], readonly [Icon, Tone]> = {
  imported: [IconCircleCheckFilled, 'certain'], held: [IconHandStop, 'attention'], 'known-already': [IconFiles, 'waiting'], checked: [IconCircleDashed, 'waiting'],
  refused: [IconCircleX, 'wrong'], 'wrong-side': [IconCircleX, 'wrong'], 'account-needed': [IconHandStop, 'attention'],
}

const asked: readonly [Icon, Tone] = [IconHandStop, 'attention']
const verdictLooks: Record<Verdict, readonly [Icon, Tone]> = {
  sound: [IconCircleDashed, 'waiting'], known: [IconFiles, 'waiting'], refused: [IconCircleX, 'wrong'], unsound: asked, 'account-needed': asked, 'currency-needed': asked,
  'date-order-needed': asked, 'decimal-needed': asked, 'encoding-needed': asked, 'mapping-needed': asked,
}
