import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../shared/contract/orders.ts'
import { isOpen } from '../../shared/order-state.ts'
import { Amount } from '../components/amount.tsx'
import { CountdownRing } from '../components/countdown-ring.tsx'
import { lookOf } from '../components/order-look.ts'
import { orderNumberText } from '../components/order-number.ts'
import { Empty, Loaded } from '../components/page-states.tsx'
import { useFormat } from '../language/format.ts'
import { accountsQuery } from '../queries/accounts.ts'
import { orderQuery } from '../queries/orders.ts'
import { OrderWatch } from '../queries/order-watch.tsx'
import { useCounterStore } from './counter-store.ts'
import { PayCode } from './pay-code.tsx'
import { StubAnswer } from './stub-answer.tsx'
import { StubFrame } from './stub-frame.tsx'
import styles from './stub.module.css'

export function BlankStub() {
  const { t } = useTranslation('counter')
  return <StubFrame label={t('stub')} asked={<div className={styles.blank}><Empty title={t('blank.title')}>{t('blank.what')}</Empty></div>} answered={<p className={styles.hint}>{t('blank.answer')}</p>} />
}

/** One order as the counter needs it: what we asked and, below the perforation, what was answered. */
export function Stub({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation('counter')
  const answer = useQuery(orderQuery(orderId))
  return <Loaded answer={answer}>{(found) => (found.ok ? <KnownStub detail={found.value} /> : <Empty title={t('noSuchOrder')} />)}</Loaded>
}

function KnownStub({ detail }: { readonly detail: OrderDetail }) {
  const { t } = useTranslation('counter')
  const format = useFormat()
  const { saleId } = useCounterStore()()
  const { data: accounts = [] } = useQuery(accountsQuery)
  const { order, payments, payUrl } = detail
  const look = lookOf(order)
  const account = accounts.find(({ accountId }) => accountId === payments.at(-1)!.accountId)
  const number = orderNumberText(order.number)
  const isBeforeEnd = look === 'awaiting_payment' || look === 'created'
  return (
    <>
      {isOpen(order.state) && order.orderId !== saleId && <OrderWatch orderId={order.orderId} />}
      <StubFrame
        label={t('orderNumber', { number })} look={look === 'unknown' ? 'unknown' : 'plain'}
        asked={
          <>
            <header className={styles.head}>
              <h2>{t('orderNumber', { number })}</h2>
              {order.environment === 'test' && <span className={styles.test}>{t('testMoney')}</span>}
              <span className={styles.time}>{isBeforeEnd ? <CountdownRing from={payments.at(-1)!.createdAt} until={order.expiresAt} /> : format.time(order.createdAt)}</span>
            </header>
            <p className={styles.amount}><Amount amount={order.amount} currency="code" /></p>
            <p className={styles.what}>{[order.description, order.customer, account?.label].filter((words) => words !== undefined && words !== '').join(' · ')}</p>
            {(look === 'awaiting_payment' || look === 'unknown') && payUrl !== null && <PayCode payUrl={payUrl} isSandbox={account?.platform === 'sandbox'} />}
            {look === 'created' && <div className={styles.noCode}>{t('codeComing')}</div>}
            {look === 'unknown' && payUrl === null && <div className={styles.noCode} data-unknown>?</div>}
          </>
        }
        answered={<StubAnswer detail={detail} look={look} accountLabel={account?.label ?? ''} />}
      />
    </>
  )
}
