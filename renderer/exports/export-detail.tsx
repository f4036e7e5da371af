import { Button } from '@mantine/core'
import { IconDownload, IconFileCertificate } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportRecord } from '../../shared/contract/exports.ts'
import { CopyButton } from '../components/copy-button.tsx'
import { Notice } from '../components/notice.tsx'
import { Empty } from '../components/page-states.tsx'
import { Perforation } from '../components/perforation.tsx'
import { SidePanel } from '../components/side-panel.tsx'
import { CheckFile } from './check-file.tsx'
import { ExportFacts } from './export-facts.tsx'
import { ExportSums } from './export-sums.tsx'
import { saveExport } from './save-export.ts'
import styles from './export-detail.module.css'

interface ExportDetailProps {
  /** Null: there is no such export. */
  readonly record: ExportRecord | null
  readonly onClose: () => void
}

/** An export with its manifest: what is in it, what it adds up to, and how to prove that a file is this one. */
export function ExportDetail({ record, onClose }: ExportDetailProps) {
  const { t } = useTranslation('exports')
  if (record === null) return <SidePanel label={t('detail.title')} onClose={onClose}><Empty title={t('detail.gone')} /></SidePanel>
  const { manifest } = record
  return (
    <SidePanel label={t('detail.title')} onClose={onClose}>
      <header className={styles.head}>
        <h2>{t(`subject.${manifest.subject}`)}</h2>
        <p className={styles.name} translate="no">{manifest.fileName}</p>
      </header>
      <Downloads record={record} />
      <ExportSums manifest={manifest} />
      <div className={styles.tear}><Perforation /></div>
      <ExportFacts record={record} />
      <section className={styles.proof}>
        <h3>{t('detail.sha256')}</h3>
        <p className={styles.hash} translate="no">{manifest.sha256}</p>
        <CopyButton text={manifest.sha256} label={t('detail.copyHash')} />
        <CheckFile manifest={manifest} />
      </section>
    </SidePanel>
  )
}

function Downloads({ record: { exportId, manifest } }: { readonly record: ExportRecord }) {
  const { t } = useTranslation(['exports', 'words'])
  const [part, setPart] = useState<'file' | 'manifest' | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const save = async (wanted: 'file' | 'manifest'): Promise<void> => {
    setPart(wanted)
    setProblem(null)
    const saved = await saveExport(exportId, wanted, wanted === 'file' ? manifest.fileName : `${manifest.fileName}.manifest.json`)
    setPart(null)
    if (!saved.ok) setProblem(saved.failure.kind === 'export-not-found' ? t('detail.fileGone') : t('detail.notSaved'))
  }
  return (
    <>
      <div className={styles.acts}>
        <Button variant="filled" leftSection={<IconDownload size={16} />} loading={part === 'file'} onClick={() => void save('file')}>{t('detail.file')}</Button>
        <Button leftSection={<IconFileCertificate size={16} />} loading={part === 'manifest'} onClick={() => void save('manifest')}>{t('detail.manifest')}</Button>
      </div>
      {problem !== null && <Notice tone="wrong" title={problem} isUrgent />}
    </>
  )
}
