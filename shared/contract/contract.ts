import { accounts } from './accounts.ts'
import { attention } from './attention.ts'
import { audit } from './audit.ts'
import { feed } from './feed.ts'
import { orders } from './orders.ts'
import { people } from './people.ts'
import { polling } from './polling.ts'
import { session } from './session.ts'
import { shop } from './shop.ts'
import { statistics } from './statistics.ts'

/** Everything that a page or the command line can ask of the backend. */
export const contract = { session, shop, people, accounts, orders, attention, polling, statistics, audit, feed }
export type Contract = typeof contract
