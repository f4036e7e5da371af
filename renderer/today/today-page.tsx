import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { Loaded } from '../components/page-states.tsx'
import { Page } from '../components/page.tsx'
import { scopeOf, useMoneyChoices } from '../figures/figure-scope.ts'
import { openedOf, withOpened, type OpenedRows } from '../figures/opened-rows.ts'
import { RowsPanel } from '../figures/rows-panel.tsx'
import { ScopeSwitches } from '../figures/scope-switches.tsx'
import { Bank } from './bank.tsx'
import { LongerLinks } from './longer-links.tsx'
import { Methods } from './methods.tsx'
import { Needs } from './needs.tsx'
import { TodaySheet } from './today-sheet.tsx'
import styles from './today-page.module.css'

/** How is today? The sum in one sentence, the hours, and beside it what asks for a person and what arrives at the bank. */
export function TodayPage() {
  const { t } = useTranslation('shell')
  const answer = useMoneyChoices()
  const [query, setQuery] = useSearchParams()
  const opened = openedOf(query)
  const open = (rows: OpenedRows | null): void => setQuery(withOpened(query, rows), { replace: opened !== null })
  const scope = answer.data === undefined ? null : scopeOf(answer.data, query)
  return (
    <Page
      title={t('pages.today')} layout="filled"
      actions={scope !== null && answer.data !== undefined && <><LongerLinks scope={scope} /><ScopeSwitches choices={answer.data} scope={scope} /></>}
    >
      <Loaded answer={answer} rows={12}>
        {(choices) => {
          const of = scopeOf(choices, query)
          return (
            <div className={styles.split}>
              <TodaySheet scope={of} onOpen={open} />
              {opened === null ? (
                <div className={styles.beside}>
                  <Needs />
                  <Bank scope={of} />
                  <Methods scope={of} onOpen={open} />
                </div>
              ) : <RowsPanel key={JSON.stringify({ ...opened, figure: '' })} scope={of} opened={opened} onClose={() => open(null)} onChange={open} />}
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}
