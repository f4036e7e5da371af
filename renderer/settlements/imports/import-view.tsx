import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../components/page-states.tsx'
import { ProfileList } from '../csv/profile-list.tsx'
import { chooseFiles } from './choose-files.ts'
import { canComeIn } from './import-item.ts'
import { ImportCard } from './import-card.tsx'
import { bringFiles, comeInAll, putAwayDone, useImports } from './import-store.ts'
import { MatchButton } from '../match-button.tsx'
import styles from './import-view.module.css'

/** The files that were brought, each with what is in it and what is asked. Nothing is written before a person says so. */
export function ImportView() {
  const { t } = useTranslation('settlements')
  const items = useImports((state) => state.items)
  const ready = items.filter(canComeIn).length
  const hasDone = items.some(({ phase }) => phase === 'done')
  const hasNew = items.some(({ phase, found }) => phase === 'done' && found.some(({ state, inserted }) => state === 'imported' && inserted > 0))
  if (items.length === 0) {
    return (
      <>
      <div className={styles.none}>
        <Empty title={t('import.none')} action={<Button onClick={() => chooseFiles((files) => bringFiles(files))}>{t('import.choose')}</Button>}>{t('import.noneWhat')}</Empty>
        <p translate="no">{t('import.formats')}</p>
      </div>
      <ProfileList />
      </>
    )
  }
  return (
    <>
      <div className={styles.bar}>
        <p>{t('import.lead')}</p>
        {hasDone && <Button variant="subtle" onClick={putAwayDone}>{t('import.putAwayDone')}</Button>}
        {hasNew && <MatchButton />}
        {ready > 0 && <Button variant="filled" onClick={comeInAll}>{t('import.all', { count: ready })}</Button>}
      </div>
      <ul className={styles.items}>{items.map((item) => <ImportCard key={item.itemId} item={item} />)}</ul>
    </>
  )
}
