import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { SourceFileView } from '../../../shared/contract/settlements.ts'
import { Empty, SkeletonRows } from '../../components/page-states.tsx'
import { Perforation } from '../../components/perforation.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { useFormat } from '../../language/format.ts'
import { useAccountLabels } from '../../queries/account-labels.ts'
import { useNames } from '../../queries/names.ts'
import { Facts } from '../facts.tsx'
import { FileMark } from './file-mark.tsx'
import styles from './file-panel.module.css'
import { HeldActs } from './held-acts.tsx'
import { Report } from './report.tsx'
import { useFormatName } from './report-words.ts'

interface FilePanelProps {
  /** Null: not among those that are loaded. */
  readonly file: SourceFileView | null
  readonly hasMore: boolean
  readonly onMore: () => void
  readonly onClose: () => void
}

/** One file: does it count, what is in it, does it add up. */
export function FilePanel({ file, hasMore, onMore, onClose }: FilePanelProps) {
  const { t } = useTranslation('settlements')
  const isLookedFor = file === null && hasMore
  useEffect(() => {
    if (isLookedFor) onMore()
  }, [isLookedFor, onMore])
  return <SidePanel label={t('file.detail')} onClose={onClose}>{file === null ? (isLookedFor ? <SkeletonRows /> : <Empty title={t('file.notFound')} />) : <Known file={file} />}</SidePanel>
}

function Known({ file }: { readonly file: SourceFileView }) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  const labelOf = useAccountLabels()
  const nameOf = useNames()
  const formatName = useFormatName()
  return (
    <>
      <header className={styles.head}>
        <h2>{file.name}</h2>
        <p><FileMark state={file.state} /><span>{t(`fileStateWhat.${file.state}`, { inserted: format.number(file.inserted), known: format.number(file.known), changed: format.number(file.changed) })}</span></p>
      </header>
      {file.state === 'held' && <HeldActs fileId={file.fileId} />}
      <Report report={file.report} fileName={file.name} />
      <Perforation />
      <Facts
        facts={[
          [t('column.side'), t(`side.${file.side}`)],
          [t('column.format'), formatName(file.format)],
          [t('column.account'), file.accountId === null ? '' : labelOf(file.accountId)],
          [t('fact.encoding'), file.encoding],
          [t('fact.size'), file.bytes === 0 ? '' : t('fact.bytes', { bytes: format.number(file.bytes) })],
          [t('fact.broughtIn'), t('fact.broughtInWhat', { time: format.dateTime(file.importedAt), name: nameOf(file.importedBy) })],
          [t('fact.note'), file.note ?? ''],
        ]}
      />
    </>
  )
}
