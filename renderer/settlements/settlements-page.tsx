import { useTranslation } from 'react-i18next'
import { Route, Switch, useLocation } from 'wouter'
import { Page } from '../components/page.tsx'
import { pathOf } from '../paths.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import { CsvView } from './csv/csv-view.tsx'
import { FileView } from './files/file-view.tsx'
import { DropTarget } from './imports/drop-target.tsx'
import { ImportButton } from './imports/import-button.tsx'
import { ImportView } from './imports/import-view.tsx'
import { PayoutView } from './payouts/payout-view.tsx'
import { PullButton } from './payouts/pull-button.tsx'
import { PullNotice } from './payouts/pull-notice.tsx'
import { SandboxView } from './sandbox/sandbox-view.tsx'
import styles from './settlements-page.module.css'
import { SettlementsTabs } from './settlements-tabs.tsx'
import { TraceView } from './trace/trace-view.tsx'

/** What the platforms paid out, what the bank says of it, and the files that tell of both. */
export function SettlementsPage() {
  return (
    <Switch>
      <Route path="/settlements/trace/:kind/:id">{({ kind, id }) => <TraceView kind={kind} id={id} />}</Route>
      <Route><Settlements /></Route>
    </Switch>
  )
}

function Settlements() {
  const { t } = useTranslation(['settlements', 'shell'])
  const [, goTo] = useLocation()
  useShortcuts([
    { keys: '1', label: t('tab.payouts'), run: () => goTo(pathOf('settlements')) },
    { keys: '2', label: t('tab.files'), run: () => goTo(pathOf('settlements', 'files')) },
    { keys: '3', label: t('tab.import'), run: () => goTo(pathOf('settlements', 'import')) },
  ])
  return (
    <Page title={t('shell:pages.settlements')} layout="filled" actions={<><PullButton /><ImportButton /></>}>
      <SettlementsTabs />
      <PullNotice />
      <DropTarget>
        <div className={styles.view}>
          <Switch>
            <Route path="/settlements/files/:fileId?">{({ fileId }) => <FileView fileId={fileId ?? null} />}</Route>
            <Route path="/settlements/import"><ImportView /></Route>
            <Route path="/settlements/csv/:itemId">{({ itemId }) => <CsvView itemId={itemId} />}</Route>
            <Route path="/settlements/sandbox"><SandboxView /></Route>
            <Route path="/settlements/:payoutId?">{({ payoutId }) => <PayoutView payoutId={payoutId ?? null} />}</Route>
          </Switch>
        </div>
      </DropTarget>
    </Page>
  )
}
