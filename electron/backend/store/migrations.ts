import type { Migration } from './migrate.ts'
import { shopAndPeople } from './migrations/0010-shop-and-people.ts'
import { orders } from './migrations/0020-orders.ts'
import { ledgerAndFigures } from './migrations/0030-ledger-and-figures.ts'
import { attention } from './migrations/0040-attention.ts'
import { settlements } from './migrations/0050-settlements.ts'
import { reconciliation } from './migrations/0060-reconciliation.ts'
import { exportsMade } from './migrations/0070-exports.ts'

/** Every step from an empty file to today's schema. Steps that shipped are never edited. */
export const migrations: readonly Migration[] = [shopAndPeople, orders, ledgerAndFigures, attention, settlements, reconciliation, exportsMade]
