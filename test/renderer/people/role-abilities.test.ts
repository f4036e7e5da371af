import { expect, test } from 'vitest'
import { contract } from '../../../shared/contract/contract.ts'
import { roleAbilities } from '../../../renderer/people/role-abilities.ts'

interface Declared { readonly '~orpc': { readonly meta: { readonly roles: readonly string[] | 'anyone' } } }

const rolesOf = (procedure: string): readonly string[] | 'anyone' => {
  const [group, name] = procedure.split('.')
  return (contract as unknown as Record<string, Record<string, Declared>>)[group!]![name!]!['~orpc'].meta.roles
}

test.each(roleAbilities.flatMap(({ ability, roles, procedures }) => procedures.map((procedure) => [ability, procedure, roles] as const)))(
  'what people read about “%s” is what the door asks of %s',
  (_ability, procedure, roles) => {
    expect(new Set(rolesOf(procedure))).toEqual(new Set(roles))
  },
)
