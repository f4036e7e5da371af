import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { ulid } from 'ulid'
import type { PromisedPayment, WorkItem } from '../../shared/contract/attention.ts'
import { ask, askPlain, backend } from '../backend-client.ts'
import { Notice } from '../components/notice.tsx'
import { useCounterStore } from '../counter/counter-store.ts'
import { useFormat } from '../language/format.ts'
import { openAct } from '../orders/acts/open-act.ts'
import { pathOf } from '../paths.ts'
import { promisesQuery } from '../queries/attention.ts'
import { useSession } from '../queries/session.ts'
import { DropPromiseDialog } from './drop-promise-dialog.tsx'
import { amountOf } from './need-words.ts'
import styles from './needs-page.module.css'

/** The next act, as buttons. What only the owner may do is offered to the owner; the others see whose turn it is. */
export function NeedActs({ item }: { readonly item: WorkItem }) {
  const { t } = useTranslation('needs')
  const format = useFormat()
  const { person } = useSession()
  const { orderId } = item
  const isOwner = person.role === 'owner'

  if (item.nextAct === 'settle_promise') return <PromiseActs item={item} />
  if (item.nextAct === 'fetch_file' || item.nextAct === 'repair_account') {
    const path = item.nextAct === 'fetch_file' ? pathOf('settlements') : pathOf('accounts', item.subject)
    return isOwner ? <Button component={Link} href={path}>{t(`act.${item.nextAct}`)}</Button> : <span className={styles.advice}>{t('ownerDecides')}</span>
  }
  if (orderId === null) return null
  if (item.nextAct === 'wait') return <Button onClick={() => void askPlain(backend.orders.askNow({ orderId }))}>{t('act.askNow')}</Button>
  if (item.nextAct === 'answer_dispute') return <Button component={Link} href={pathOf('orders', orderId)}>{t('act.openOrder')}</Button>
  if (!isOwner) return <span className={styles.advice}>{t('ownerDecides')}</span>

  const amount = amountOf(item)
  const refund = (label: string, minor?: number) => <Button onClick={() => openAct({ act: 'refund', orderId, ...(minor === undefined ? {} : { minor }) })}>{label}</Button>
  const plain = (act: 'capture' | 'void' | 'retry' | 'attach_late_money' | 'accept_amount') => <Button onClick={() => openAct({ act, orderId })}>{t(`act.${act}`)}</Button>
  switch (item.nextAct) {
    case 'decide':
      return <Button onClick={() => openAct({ act: 'decide', orderId, callId: item.subject })}>{t('act.decide')}</Button>
    case 'attach_or_refund':
      return <>{plain('attach_late_money')}{refund(t('act.sendBack'))}</>
    case 'accept_or_ask_rest':
      return <>{plain('accept_amount')}{plain('retry')}</>
    case 'accept_or_refund_excess':
      return <>{plain('accept_amount')}{refund(t('act.refundExcess', { amount: amount === null ? '' : format.money(amount) }), amount?.minor)}</>
    case 'capture_or_void':
      return <>{plain('capture')}{plain('void')}</>
    case 'refund_again':
      return refund(t('act.refundAgain'), amount?.minor)
    default:
      return null
  }
}

/** Charges what was promised, once however often it is pressed, or drops it with a reason. */
function PromiseActs({ item }: { readonly item: WorkItem }) {
  const { t } = useTranslation('needs')
  const store = useCounterStore()
  const { data: promises } = useQuery(promisesQuery)
  const promise = promises?.find(({ promiseId }) => promiseId === item.subject)
  const [, goTo] = useLocation()
  const [orderId] = useState(() => ulid())
  const [isCharging, setCharging] = useState(false)
  const [isDropping, setDropping] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const charge = async ({ promiseId, accountId }: PromisedPayment): Promise<void> => {
    setCharging(true)
    const settled = await ask(backend.attention.settlePromise({ promiseId, orderId, accountId }))
    if (settled.ok) {
      store.setState({ saleId: settled.value.orderId, shownId: settled.value.orderId, guard: null })
      return goTo(pathOf('counter'))
    }
    const { failure } = settled
    const isStopped = failure.kind === 'charge-refused' && failure.why === 'similar-open-order'
    setProblem(t(isStopped ? 'promise.similar' : failure.kind === 'disconnected' ? 'promise.disconnected' : 'promise.refused'))
    setCharging(false)
  }
  return (
    <>
      <Button loading={isCharging} disabled={promise === undefined} onClick={() => promise !== undefined && void charge(promise)}>{t('promise.charge')}</Button>
      <Button onClick={() => setDropping(true)}>{t('promise.drop')}</Button>
      {problem !== null && <Notice tone="attention" isUrgent>{problem}</Notice>}
      {isDropping && <DropPromiseDialog promiseId={item.subject} onClose={() => setDropping(false)} />}
    </>
  )
}
