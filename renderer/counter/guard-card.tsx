import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Amount } from '../components/amount.tsx'
import { lookOf } from '../components/order-look.ts'
import { orderNumberText } from '../components/order-number.ts'
import { OrderMark } from '../components/state-mark.tsx'
import { useFormat } from '../language/format.ts'
import { orderQuery } from '../queries/orders.ts'
import { useNow } from '../stores/clock.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import { charge } from './charge.ts'
import { type CounterState, useCounterStore } from './counter-store.ts'
import styles from './guard-card.module.css'
import { StubFrame } from './stub-frame.tsx'
import stub from './stub.module.css'

const tickMs = 10_000

/** The till has stopped: Enter shows the open order instead of charging. */
const focusOnce = (button: HTMLButtonElement | null): void => button?.focus()

/** The till stops: the same amount is still open. What it is and what to do come first; going on needs a reason. */
export function GuardCard({ guard: { wish, similar } }: { readonly guard: NonNullable<CounterState['guard']> }) {
  const { t } = useTranslation(['counter', 'words'])
  const format = useFormat()
  const store = useCounterStore()
  const [reason, setReason] = useState('')
  const { data } = useQuery(orderQuery(similar.orderId))
  const now = useNow(tickMs)
  const number = orderNumberText(similar.number)
  const order = data?.ok === true ? data.value.order : null
  // What was typed is the open order's amount once more.
  const show = (): void => store.setState(({ draft }) => ({ guard: null, shownId: similar.orderId, draft: { ...draft, minor: 0 } }))
  useShortcuts([{ keys: 'escape', label: t('guard.back'), isHeardInFields: true, run: () => store.setState({ guard: null }) }])

  const goOn = (event: FormEvent): void => {
    event.preventDefault()
    if (reason.trim() !== '') void charge(store, { ...wish, despite: { orderId: similar.orderId, reason: reason.trim() } })
  }
  return (
    <StubFrame
      label={t('guard.title')} look="stopped"
      asked={
        <div role="alert" className={styles.stop}>
          <h2>{t('guard.title')}</h2>
          <p className={stub.amount}><Amount amount={wish.amount} currency="code" /></p>
          <p>{t('guard.what', { number, age: format.span(now - similar.createdAt), time: format.time(similar.createdAt) })}</p>
          {order !== null && (
            <p className={styles.similar}>
              <strong>{number}</strong>
              <span className={styles.words}>{[order.description, order.customer].filter((words) => words !== '').join(', ')}</span>
              <OrderMark order={order} />
            </p>
          )}
          <p>{t(`guard.advice.${order !== null && lookOf(order) === 'unknown' ? 'unknown' : similar.state === 'authorized' ? 'authorized' : 'waiting'}`)}</p>
          <div className={styles.buttons}>
            <Button variant="filled" onClick={show} ref={focusOnce}>{t('guard.show', { number })}</Button>
            <Button onClick={() => store.setState({ guard: null })}>{t('guard.back')}</Button>
          </div>
        </div>
      }
      answered={
        <form className={styles.anyway} onSubmit={goOn}>
          <TextInput label={t('guard.reason')} description={t('guard.reasonWhat')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={200} />
          <Button type="submit" disabled={reason.trim() === ''}>{t('guard.anyway')}</Button>
        </form>
      }
    />
  )
}
