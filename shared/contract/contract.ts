import { accounts } from './accounts.ts'
import { attention } from './attention.ts'
import { audit } from './audit.ts'
import { csvProfiles } from './csv-profiles.ts'
import { exports_ } from './exports.ts'
import { feed } from './feed.ts'
import { jobs } from './jobs.ts'
import { ledger } from './ledger.ts'
import { orders } from './orders.ts'
import { people } from './people.ts'
import { periods } from './periods.ts'
import { polling } from './polling.ts'
import { rates } from './rates.ts'
import { reconciliation } from './reconciliation.ts'
import { rules } from './rules.ts'
import { sandbox } from './sandbox.ts'
import { session } from './session.ts'
import { settlements } from './settlements.ts'
import { shop } from './shop.ts'
import { statistics } from './statistics.ts'
import { verify } from './verify.ts'

/** Everything that a page or the command line can ask of the backend. */
export const contract = {
  session, shop, people, accounts, orders, attention, polling, statistics, settlements, csvProfiles, reconciliation, rules, rates, periods, ledger, exports: exports_, verify, sandbox, jobs, audit, feed,
}
export type Contract = typeof contract
