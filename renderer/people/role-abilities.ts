import type { Role } from '../../shared/role.ts'

type Ability = 'charge' | 'lookUp' | 'shift' | 'practise' | 'refund' | 'decide' | 'figures' | 'books' | 'export' | 'audit' | 'reopen' | 'shop'

interface RoleAbility {
  readonly ability: Ability
  readonly roles: readonly Role[]
  /** Procedures of the contract that stand for it. The backend asks them, not this table; a test keeps the two together. */
  readonly procedures: readonly string[]
}

const sellers: readonly Role[] = ['staff', 'owner']
const readers: readonly Role[] = ['owner', 'accountant']

/** What each role may do, for people to read. */
export const roleAbilities: readonly RoleAbility[] = [
  { ability: 'charge', roles: sellers, procedures: ['orders.create', 'orders.cancel', 'orders.handOver'] },
  { ability: 'shift', roles: sellers, procedures: ['attention.promise', 'attention.writeShiftNote'] },
  { ability: 'practise', roles: sellers, procedures: ['orders.create'] },
  { ability: 'lookUp', roles: ['staff', 'owner', 'accountant'], procedures: ['orders.list', 'attention.list'] },
  { ability: 'figures', roles: readers, procedures: ['statistics.figures', 'statistics.today'] },
  { ability: 'books', roles: readers, procedures: ['settlements.import', 'reconciliation.run', 'periods.close'] },
  { ability: 'export', roles: readers, procedures: ['exports.make'] },
  { ability: 'audit', roles: readers, procedures: ['audit.list'] },
  { ability: 'refund', roles: ['owner'], procedures: ['orders.refund', 'orders.capture', 'orders.void'] },
  { ability: 'decide', roles: ['owner'], procedures: ['orders.decideCall', 'orders.acceptAmount', 'orders.attachLateMoney'] },
  { ability: 'reopen', roles: ['owner'], procedures: ['periods.reopen'] },
  { ability: 'shop', roles: ['owner'], procedures: ['accounts.add', 'people.add', 'shop.saveSettings', 'shop.change'] },
]
