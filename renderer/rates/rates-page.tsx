import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Route, Switch, useLocation } from 'wouter'
import type { Rate } from '../../shared/contract/rates.ts'
import { neighbour } from '../components/neighbour.ts'
import { Notice } from '../components/notice.tsx'
import { Empty, Loaded } from '../components/page-states.tsx'
import { Page } from '../components/page.tsx'
import { PageTabs } from '../components/page-tabs.tsx'
import { SidePanel } from '../components/side-panel.tsx'
import { pathOf } from '../paths.ts'
import { accountsQuery } from '../queries/accounts.ts'
import { ratesQuery } from '../queries/rates.ts'
import { useSession } from '../queries/session.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import { ClaimsView } from './claims-view.tsx'
import { RateForm } from './rate-form.tsx'
import { RateList } from './rate-list.tsx'
import styles from './rates-page.module.css'

/** The rates that were agreed, and what was charged against them, month by month. */
export function RatesPage() {
  const { t } = useTranslation(['rates', 'shell'])
  const [path, goTo] = useLocation()
  const { person } = useSession()
  const part = path.split('/')[2] ?? ''
  const canAdd = person.role === 'owner' && part !== 'claims'
  useShortcuts(canAdd ? [{ keys: '+', label: t('keys.add'), run: () => goTo(pathOf('rates', 'new')) }] : [])
  return (
    <Page
      title={t('shell:pages.rates')} lead={t('lead')} layout="filled"
      actions={canAdd && <Button variant="filled" onClick={() => goTo(pathOf('rates', 'new'))}>{t('add')}</Button>}
    >
      <PageTabs
        label={t('tabs.label')}
        tabs={[
          { name: 'rates', label: t('tabs.rates'), path: pathOf('rates'), isHere: part !== 'claims' },
          { name: 'claims', label: t('tabs.claims'), path: pathOf('rates', 'claims'), isHere: part === 'claims' },
        ]}
      />
      <Switch>
        <Route path="/rates/claims"><ClaimsView /></Route>
        <Route path="/rates/:rateId?">{({ rateId }) => <Rates rateId={rateId ?? null} />}</Route>
      </Switch>
    </Page>
  )
}

function Rates({ rateId }: { readonly rateId: string | null }) {
  const { t } = useTranslation(['rates', 'words'])
  const [, goTo] = useLocation()
  const answer = useQuery(ratesQuery)
  const { data: accounts = [] } = useQuery(accountsQuery)
  const [isSaved, setSaved] = useState(false)
  const rates = answer.data ?? []
  const show = (id: string | null): void => goTo(id === null ? pathOf('rates') : pathOf('rates', id), { replace: true })
  const walk = (step: number): void => {
    const next = neighbour(rates.map((rate) => rate.rateId), rateId, step)
    if (next !== null) show(next)
  }
  useShortcuts([
    { keys: 'j', label: t('keys.next'), run: () => walk(1) },
    { keys: 'k', label: t('keys.previous'), run: () => walk(-1) },
    { keys: 'escape', label: t('keys.close'), run: () => show(null) },
  ])
  const rate = rates.find((one) => one.rateId === rateId) ?? null
  const isOpen = rateId === 'new' || rate !== null
  return (
    <>
      {isSaved && (
        <Notice
          tone="plain" isUrgent title={t('form.saved')}
          actions={<><Button component={Link} href={pathOf('reconciliation')}>{t('form.toRun')}</Button><Button variant="subtle" onClick={() => setSaved(false)}>{t('words:close')}</Button></>}
        />
      )}
      <div className={styles.split} data-open={isOpen || undefined}>
        <Loaded answer={answer} rows={6}>
          {(found: readonly Rate[]) => (found.length === 0 ? <Empty title={t('none.title')}>{t('none.what')}</Empty> : <RateList rates={found} chosenId={rate?.rateId ?? null} onChoose={show} />)}
        </Loaded>
        {isOpen && accounts.length > 0 && (
          <SidePanel label={t('detail')} onClose={() => show(null)}>
            <RateForm
              key={rateId} rate={rate} accounts={accounts} onDone={() => {
                setSaved(true)
                show(null)
              }}
            />
          </SidePanel>
        )}
      </div>
    </>
  )
}
