import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Empty, Loaded } from '../components/page-states.tsx'
import { Page } from '../components/page.tsx'
import { needsQuery } from '../queries/attention.ts'
import { NeedRow } from './need-row.tsx'
import styles from './needs-page.module.css'
import { ShiftPanel } from './shift-panel.tsx'

/** What does not go on without a person, what is due first on top; and the word from one shift to the next. */
export function NeedsPage() {
  const { t } = useTranslation(['needs', 'shell'])
  const answer = useQuery(needsQuery)
  return (
    <Page title={t('shell:pages.needs')} lead={t('lead')} layout="filled">
      <div className={styles.split}>
        <div className={styles.list}>
          <Loaded answer={answer} rows={6}>
            {(items) => (items.length === 0 ? <Empty title={t('none.title')}>{t('none.what')}</Empty> : (
              <ul>{items.map((item) => <NeedRow key={item.itemId} item={item} />)}</ul>
            ))}
          </Loaded>
        </div>
        <ShiftPanel />
      </div>
    </Page>
  )
}
