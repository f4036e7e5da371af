import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { FileReport } from '../../../shared/contract/settlements.ts'
import { pathOf } from '../../paths.ts'
import { isBankCsv } from '../files/report-words.ts'
import type { Verdict } from './import-item.ts'

interface ReadingLinkProps {
  readonly itemId: string
  readonly report: FileReport
  readonly verdict: Verdict
}

/** The way to the assistant for banks' CSV files: where it is needed, where it may help, and where its guesses can be changed. */
export function ReadingLink({ itemId, report, verdict }: ReadingLinkProps) {
  const { t } = useTranslation('settlements')
  const isNeeded = verdict === 'mapping-needed'
  const isUnknown = report.refused?.reason === 'not-recognised'
  if (!isNeeded && !isUnknown && !isBankCsv(report.format)) return null
  const words = isNeeded ? 'question.showHow' : isUnknown ? 'question.isBankCsv' : 'question.changeHow'
  return <p><Button component={Link} href={pathOf('settlements', 'csv', itemId)} variant={isNeeded ? 'filled' : 'default'}>{t(words)}</Button></p>
}
