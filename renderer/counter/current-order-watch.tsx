import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../shared/contract/orders.ts'
import { isOpen } from '../../shared/order-state.ts'
import { announce } from '../components/live-region.tsx'
import { lookOf, type Look } from '../components/order-look.ts'
import { orderNumberText } from '../components/order-number.ts'
import { showToCustomer, type Shown } from '../customer-display/display-channel.ts'
import { useFormat } from '../language/format.ts'
import { OrderWatch } from '../queries/order-watch.tsx'
import { orderQuery } from '../queries/orders.ts'
import { useSession } from '../queries/session.ts'
import { settingsQuery } from '../queries/shop.ts'
import { backendNow } from '../stores/clock.ts'
import { useConnection } from '../stores/connection.ts'
import { lookUp } from './charge.ts'
import { setWaitingForPayer, useCounterStore } from './counter-store.ts'
import { play, type Sound } from './sounds.ts'

/**
 * Follows the last sale of this till on whatever page its people are: asks quickly, is heard when the result comes, and
 * keeps the customer's window up to date. Shows nothing itself.
 */
export function CurrentOrderWatch() {
  const store = useCounterStore()
  const { saleId, sending } = store()
  const { status, epoch } = useConnection()
  const { data } = useQuery({ ...orderQuery(saleId ?? ''), enabled: saleId !== null })
  const detail = data?.ok === true ? data.value : null
  const isWaiting = detail !== null && isOpen(detail.order.state) && detail.order.expiresAt > backendNow()

  useEffect(() => {
    if (status === 'connected' && epoch > 0 && sending?.state === 'unknown') void lookUp(store)
  }, [status, epoch, sending?.state, store])
  useEffect(() => setWaitingForPayer(isWaiting), [isWaiting])
  useResultHeard(detail)
  useCustomerWindow(detail)

  return isWaiting ? <OrderWatch orderId={detail.order.orderId} /> : null
}

const notify = (words: string): Notification => new Notification(words)

const soundOf: Partial<Record<Look, Sound>> = { paid: 'paid', authorized: 'paid', failed: 'failed', expired: 'failed', cancelled: 'failed', unknown: 'unknown' }

/** A result is heard once, when it comes while somebody waits for it; never for what was known before. */
function useResultHeard(detail: OrderDetail | null): void {
  const { t } = useTranslation(['counter', 'words'])
  const format = useFormat()
  const { practice } = useSession()
  const { data: settings } = useQuery({ ...settingsQuery, enabled: !practice })
  const before = useRef<{ orderId: string; look: Look; detail: string | null } | null>(null)
  useEffect(() => {
    if (detail === null) return
    const { order } = detail
    const now = { orderId: order.orderId, look: lookOf(order), detail: order.detail }
    const was = before.current
    before.current = now
    if (was === null || was.orderId !== now.orderId) return
    const isDeclined = now.look === 'awaiting_payment' && now.detail !== null && now.detail !== was.detail
    const sound = isDeclined ? 'failed' : was.look === now.look ? undefined : soundOf[now.look]
    if (sound === undefined) return
    const words = t('heard', { number: orderNumberText(order.number), amount: format.money(order.amount), state: isDeclined ? t('declinedShort') : t(`words:look.${now.look}`) })
    announce(words)
    if (settings?.soundOnResult ?? true) play(sound)
    if (settings?.notifyOnResult === true && document.hidden && Notification.permission === 'granted') notify(words)
  }, [detail, settings, t, format])
}

const stageOf: Record<Look, Extract<Shown, { kind: 'sale' }>['stage']> = {
  created: 'preparing', unknown: 'preparing', awaiting_payment: 'pay', authorized: 'reserved', paid: 'thanks', partially_refunded: 'closed', refunded: 'closed',
  cancelled: 'closed', expired: 'closed', failed: 'closed',
}

function useCustomerWindow(detail: OrderDetail | null): void {
  const { shop, practice } = useSession()
  const { data: settings } = useQuery({ ...settingsQuery, enabled: !practice })
  useEffect(() => {
    const language = settings?.customerLocale ?? 'en'
    if (detail === null) return showToCustomer({ kind: 'welcome', shop: shop.name, language })
    const { order, payUrl } = detail
    return showToCustomer({
      kind: 'sale', shop: shop.name, language, amount: order.amount, stage: stageOf[lookOf(order)], payUrl,
      payBefore: order.expiresAt - backendNow() + Date.now(), isTest: order.environment === 'test',
    })
  }, [detail, settings, shop.name])
}
