import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Loaded } from '../components/page-states.tsx'
import { Page } from '../components/page.tsx'
import { accountsQuery } from '../queries/accounts.ts'
import { takesOrders } from './charge.ts'
import { ChargePanel } from './charge-panel.tsx'
import styles from './counter-page.module.css'
import { useCounterStore } from './counter-store.ts'
import { GuardCard } from './guard-card.tsx'
import { LastTen } from './last-ten.tsx'
import { NoAccount } from './no-account.tsx'
import { SendingCard } from './sending-card.tsx'
import { BlankStub, Stub } from './stub.tsx'

/** Amount on the left, the order being paid in the middle, the last ten on the right. */
export function CounterPage() {
  const { t } = useTranslation('counter')
  const accounts = useQuery(accountsQuery)
  return (
    <Page title={t('title')} layout="filled" isTitleHidden>
      <Loaded answer={accounts}>
        {(all) => (all.some(takesOrders) ? (
          <div className={styles.counter}>
            <ChargePanel accounts={all} />
            <Middle />
            <LastTen />
          </div>
        ) : <NoAccount />)}
      </Loaded>
    </Page>
  )
}

/** What comes first comes first: a stop, then an order on its way, then the stub. */
function Middle() {
  const store = useCounterStore()
  const { guard, sending, shownId } = store()
  if (guard !== null) return <GuardCard guard={guard} />
  if (sending !== null) return <SendingCard sending={sending} />
  return shownId === null ? <BlankStub /> : <Stub key={shownId} orderId={shownId} />
}
