import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../language/format.ts'
import { useUnfinishedJob } from '../../queries/jobs.ts'
import { withKeys } from '../files/with-keys.ts'
import { FileName } from '../file-name.tsx'
import { Found } from './found.tsx'
import styles from './import-card.module.css'
import { ImportFailureNotice } from './import-failure-notice.tsx'
import { canComeIn, type ImportItem } from './import-item.ts'
import { answerFor, comeIn, putAway, stopWork } from './import-store.ts'

/** One file that was brought: how far it is, what is in it, what is asked. */
export function ImportCard({ item }: { readonly item: ImportItem }) {
  const { t } = useTranslation(['settlements', 'words'])
  const format = useFormat()
  const { itemId, file, phase, found, failure } = item
  const isWorking = phase === 'waiting' || phase === 'looking' || phase === 'importing'
  return (
    <li className={styles.card} aria-label={file.name}>
      <header className={styles.head}>
        <h2><FileName name={file.name} /></h2>
        <span className={styles.size}>{t('fact.bytes', { bytes: format.number(file.size) })}</span>
        {canComeIn(item) && <Button onClick={() => comeIn(itemId, null)}>{t('import.one')}</Button>}
        <button type="button" className={styles.away} aria-label={t('import.putAway', { name: file.name })} onClick={() => putAway(itemId)}><IconX size={16} aria-hidden /></button>
      </header>
      {isWorking && <Working item={item} />}
      {failure !== null && phase === 'failed' && <ImportFailureNotice failure={failure} onAgain={() => answerFor(itemId, {})} />}
      {(phase === 'ready' || phase === 'done') && withKeys(found, ({ name }) => name).map(([key, one]) => <Found key={key} item={item} found={one} isNamed={found.length > 1 || one.name !== file.name} />)}
    </li>
  )
}

/** Percent of the work that can be measured; null when it cannot. */
function percentOf({ phase, uploaded, file }: ImportItem, progress: { readonly done: number; readonly total: number | null } | null): number | null {
  if (phase === 'waiting' || file.size === 0) return null
  if (uploaded < file.size) return Math.round((100 * uploaded) / file.size)
  if (progress === null || progress.total === null || progress.total === 0) return null
  return Math.min(100, Math.round((100 * progress.done) / progress.total))
}

function Working({ item }: { readonly item: ImportItem }) {
  const { t } = useTranslation('settlements')
  const isThere = item.phase !== 'waiting' && item.uploaded >= item.file.size
  const job = useUnfinishedJob('import', item.file.name, isThere)
  const percent = percentOf(item, job?.progress ?? null)
  const step = item.phase === 'waiting' ? 'waiting' : !isThere ? 'uploading' : item.phase === 'importing' ? 'importing' : 'looking'
  return (
    <div className={styles.working}>
      <span>{t(`import.step.${step}`)}{percent === null ? '' : ` ${percent} %`}</span>
      <progress aria-label={t(`import.step.${step}`)} max={100} {...(percent === null ? {} : { value: percent })} />
      <Button variant="subtle" onClick={() => void stopWork(item.itemId)}>{t('cancelWork')}</Button>
    </div>
  )
}
