import {
  IconAlertSquareRounded, IconArrowsJoin, IconBuildingBank, IconCalendarDollar, IconCashRegister, IconChartBar, IconFileExport, IconHistory, IconListCheck,
  IconLock, IconPlugConnected, IconReceipt, IconReceiptTax, IconScaleOutline, IconSettings, IconSun, IconUsers, type Icon,
} from '@tabler/icons-react'
import { type ComponentType, lazy } from 'react'
import type { Role } from '../shared/role.ts'
import type { PageName } from './paths.ts'

export interface PageEntry {
  /** First part of the address, and the name under `shell:pages`. */
  readonly name: PageName
  readonly group: 'sell' | 'see' | 'books' | 'shop'
  /** Who is offered the page. The backend refuses the others anyway. */
  readonly roles: readonly Role[]
  /** Also there in practice, on the practice desk. */
  readonly isPractised: boolean
  readonly icon: Icon
  /** Pressed after "g". */
  readonly letter: string
  readonly Page: ComponentType
}

/** Every page of the shell, in the order of the sidebar. The first one that a role may see is its home. */
export const pages: readonly PageEntry[] = [
  {
    name: 'today', group: 'see', roles: ['owner', 'accountant'], isPractised: false, icon: IconSun, letter: 't',
    Page: lazy(async () => ({ default: (await import('./today/today-page.tsx')).TodayPage })),
  },
  {
    name: 'statistics', group: 'see', roles: ['owner', 'accountant'], isPractised: false, icon: IconChartBar, letter: 's',
    Page: lazy(async () => ({ default: (await import('./statistics/statistics-page.tsx')).StatisticsPage })),
  },
  {
    name: 'counter', group: 'sell', roles: ['staff', 'owner'], isPractised: true, icon: IconCashRegister, letter: 'c',
    Page: lazy(async () => ({ default: (await import('./counter/counter-page.tsx')).CounterPage })),
  },
  {
    name: 'orders', group: 'sell', roles: ['staff', 'owner', 'accountant'], isPractised: true, icon: IconReceipt, letter: 'o',
    Page: lazy(async () => ({ default: (await import('./orders/orders-page.tsx')).OrdersPage })),
  },
  {
    name: 'needs', group: 'sell', roles: ['staff', 'owner', 'accountant'], isPractised: true, icon: IconAlertSquareRounded, letter: 'n',
    Page: lazy(async () => ({ default: (await import('./needs/needs-page.tsx')).NeedsPage })),
  },
  {
    name: 'settlements', group: 'books', roles: ['owner', 'accountant'], isPractised: false, icon: IconBuildingBank, letter: 'p',
    Page: lazy(async () => ({ default: (await import('./settlements/settlements-page.tsx')).SettlementsPage })),
  },
  {
    name: 'calendar', group: 'books', roles: ['owner', 'accountant'], isPractised: false, icon: IconCalendarDollar, letter: 'd',
    Page: lazy(async () => ({ default: (await import('./calendar/calendar-page.tsx')).CalendarPage })),
  },
  {
    name: 'reconciliation', group: 'books', roles: ['owner', 'accountant'], isPractised: false, icon: IconArrowsJoin, letter: 'r',
    Page: lazy(async () => ({ default: (await import('./reconciliation/reconciliation-page.tsx')).ReconciliationPage })),
  },
  {
    name: 'exceptions', group: 'books', roles: ['owner', 'accountant'], isPractised: false, icon: IconScaleOutline, letter: 'x',
    Page: lazy(async () => ({ default: (await import('./exceptions/exceptions-page.tsx')).ExceptionsPage })),
  },
  {
    name: 'periods', group: 'books', roles: ['owner', 'accountant'], isPractised: false, icon: IconLock, letter: 'k',
    Page: lazy(async () => ({ default: (await import('./periods/periods-page.tsx')).PeriodsPage })),
  },
  {
    name: 'rates', group: 'books', roles: ['owner', 'accountant'], isPractised: false, icon: IconReceiptTax, letter: 'f',
    Page: lazy(async () => ({ default: (await import('./rates/rates-page.tsx')).RatesPage })),
  },
  {
    name: 'rules', group: 'books', roles: ['owner', 'accountant'], isPractised: false, icon: IconListCheck, letter: 'u',
    Page: lazy(async () => ({ default: (await import('./rules/rules-page.tsx')).RulesPage })),
  },
  {
    name: 'accounts', group: 'shop', roles: ['owner'], isPractised: false, icon: IconPlugConnected, letter: 'a',
    Page: lazy(async () => ({ default: (await import('./accounts/accounts-page.tsx')).AccountsPage })),
  },
  {
    name: 'people', group: 'shop', roles: ['owner'], isPractised: false, icon: IconUsers, letter: 'l',
    Page: lazy(async () => ({ default: (await import('./people/people-page.tsx')).PeoplePage })),
  },
  {
    name: 'audit', group: 'shop', roles: ['owner', 'accountant'], isPractised: false, icon: IconHistory, letter: 'h',
    Page: lazy(async () => ({ default: (await import('./audit/audit-page.tsx')).AuditPage })),
  },
  {
    name: 'settings', group: 'shop', roles: ['staff', 'owner', 'accountant'], isPractised: false, icon: IconSettings, letter: ',',
    Page: lazy(async () => ({ default: (await import('./settings/settings-page.tsx')).SettingsPage })),
  },
  {
    name: 'exports', group: 'books', roles: ['owner', 'accountant'], isPractised: false, icon: IconFileExport, letter: 'e',
    Page: lazy(async () => ({ default: (await import('./exports/exports-page.tsx')).ExportsPage })),
  },
]

export const pagesFor = (role: Role, isPractising: boolean): PageEntry[] =>
  pages.filter((page) => page.roles.includes(role) && (page.isPractised || !isPractising))
