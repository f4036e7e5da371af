import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type CsvAnswers, type CsvProposal, noCsvAnswers } from '../../../shared/contract/csv-profiles.ts'
import { Notice } from '../../components/notice.tsx'
import { Loaded } from '../../components/page-states.tsx'
import { pathOf } from '../../paths.ts'
import { csvProposalQuery } from '../../queries/csv-profiles.ts'
import { Refusal } from '../files/refusal.tsx'
import type { ImportItem } from '../imports/import-item.ts'
import styles from './csv-assistant.module.css'
import { CsvPreview } from './csv-preview.tsx'
import { CsvQuestions } from './csv-questions.tsx'
import { CsvSave } from './csv-save.tsx'
import { CsvSettings } from './csv-settings.tsx'
import { CsvTable } from './csv-table.tsx'

interface CsvAssistantProps {
  readonly item: ImportItem
  readonly uploadId: string
  /** The backend has forgotten the file. */
  readonly onGone: () => void
}

export function CsvAssistant({ item, uploadId, onGone }: CsvAssistantProps) {
  const { t } = useTranslation('csv')
  const [answers, setAnswers] = useState<CsvAnswers>(noCsvAnswers)
  const answer = useQuery(csvProposalQuery(uploadId, answers))
  const isGone = answer.data?.ok === false && answer.data.failure.kind === 'upload-not-found'
  useEffect(() => {
    if (isGone) onGone()
  }, [isGone, onGone])
  const change = (changed: Partial<CsvAnswers>): void => setAnswers({ ...answers, ...changed })
  return (
    <section className={styles.assistant} aria-label={t('title', { name: item.file.name })}>
      <header className={styles.head}>
        <div>
          <h2>{t('title', { name: item.file.name })}</h2>
          <p>{t('lead')}</p>
        </div>
        <Button component={Link} href={pathOf('settlements', 'import')} leftSection={<IconArrowLeft size={16} stroke={1.8} />}>{t('back')}</Button>
      </header>
      <Loaded answer={answer} rows={12}>
        {(found) => {
          if (!found.ok) return found.failure.kind === 'file-refused' ? <Refusal refused={found.failure.refusal} /> : <Notice tone="attention">{t('gone')}</Notice>
          return <Proposed item={item} uploadId={uploadId} proposal={found.value} answers={answers} onChange={change} />
        }}
      </Loaded>
    </section>
  )
}

interface ProposedProps {
  readonly item: ImportItem
  readonly uploadId: string
  readonly proposal: CsvProposal
  readonly answers: CsvAnswers
  readonly onChange: (changed: Partial<CsvAnswers>) => void
}

function Proposed({ item, uploadId, proposal, answers, onChange }: ProposedProps) {
  const { t } = useTranslation('csv')
  return (
    <div className={styles.split}>
      <div className={styles.settings}>
        {proposal.otherFormat !== null && <Notice tone="attention">{t('otherFormat', { format: proposal.otherFormat })}</Notice>}
        {proposal.profileId !== null && <Notice tone="plain">{t('profileReads')}</Notice>}
        <CsvQuestions proposal={proposal} answers={answers} onChange={onChange} />
        <CsvSettings proposal={proposal} answers={answers} onChange={onChange} />
        <CsvSave item={item} uploadId={uploadId} proposal={proposal} answers={answers} />
      </div>
      <div className={styles.tables}>
        <CsvTable proposal={proposal} answers={answers} onChange={onChange} />
        <CsvPreview proposal={proposal} />
      </div>
    </div>
  )
}
