import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconLock, IconSchool, IconSearch, IconUsers, IconKeyboard } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Order } from '../../shared/contract/orders.ts'
import { Amount } from '../components/amount.tsx'
import { OrderMark } from '../components/state-mark.tsx'
import { orderNumberText } from '../components/order-number.ts'
import { type PageEntry } from '../pages.tsx'
import { pathOf } from '../paths.ts'
import { newestOrdersQuery } from '../queries/orders.ts'
import { useSession } from '../queries/session.ts'
import { openSwitching } from '../sign-in/switching.ts'
import { lockConsole } from './idle-lock.ts'
import { usePractice } from './practice.ts'
import styles from './palette.module.css'

const [store, palette] = createSpotlight()

export const openPalette = (): void => palette.open()

const mostOrders = 6

interface PaletteProps {
  readonly pages: readonly PageEntry[]
  readonly onCheatSheet: () => void
}

/** One field for everything: pages, acts, and orders by number, amount, name or note. */
export function Palette({ pages, onCheatSheet }: PaletteProps) {
  const { t } = useTranslation('shell')
  const { person, practice } = useSession()
  const [, goTo] = useLocation()
  const [typed, setTyped] = useState('')
  const { enter, leave } = usePractice()
  const { data: orders = [] } = useQuery({ ...newestOrdersQuery(mostOrders, typed.trim()), placeholderData: keepPreviousData })
  const wanted = typed.trim().toLocaleLowerCase()
  const isWanted = (words: string): boolean => words.toLocaleLowerCase().includes(wanted)

  const acts = [
    { name: 'switch', label: t('person.switch'), icon: IconUsers, run: openSwitching },
    { name: 'lock', label: t('person.lock'), icon: IconLock, run: () => void lockConsole() },
    ...(person.role === 'accountant' ? [] : [{ name: 'practice', label: t(practice ? 'practice.leave' : 'practice.enter'), icon: IconSchool, run: practice ? leave : enter }]),
    { name: 'keys', label: t('keys.title'), icon: IconKeyboard, run: onCheatSheet },
  ].filter(({ label }) => isWanted(label))
  const found = pages.filter(({ name }) => isWanted(t(`pages.${name}`)))

  return (
    <Spotlight.Root store={store} query={typed} onQueryChange={setTyped} shortcut={null} clearQueryOnClose attributes={{ content: { 'aria-label': t('palette.title') } }} maxHeight={480} scrollable>
      <Spotlight.Search placeholder={t('palette.placeholder')} aria-label={t('palette.title')} leftSection={<IconSearch size={18} stroke={1.8} />} />
      <Spotlight.ActionsList>
        {orders.length > 0 && (
          <Spotlight.ActionsGroup label={t(wanted === '' ? 'palette.newest' : 'palette.orders')}>
            {orders.map((order) => <OrderAction key={order.orderId} order={order} onOpen={() => goTo(pathOf('orders', order.orderId))} />)}
          </Spotlight.ActionsGroup>
        )}
        {found.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.pages')}>
            {found.map(({ name, icon: PageIcon }) => (
              <Spotlight.Action key={name} leftSection={<PageIcon size={18} stroke={1.6} />} label={t(`pages.${name}`)} onClick={() => goTo(pathOf(name))} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {acts.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.acts')}>
            {acts.map(({ name, label, icon: ActIcon, run }) => <Spotlight.Action key={name} leftSection={<ActIcon size={18} stroke={1.6} />} label={label} onClick={run} />)}
          </Spotlight.ActionsGroup>
        )}
        {orders.length + found.length + acts.length === 0 && <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function OrderAction({ order, onOpen }: { readonly order: Order; readonly onOpen: () => void }) {
  return (
    <Spotlight.Action onClick={onOpen}>
      <span className={styles.order}>
        <span className={styles.number}>{orderNumberText(order.number)}</span>
        <span className={styles.what}>{[order.customer, order.description].filter((words) => words !== '').join(', ')}</span>
        <OrderMark order={order} />
        <Amount amount={order.amount} currency="code" />
      </span>
    </Spotlight.Action>
  )
}
