import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { specsFolder } from './openapi.ts'

/** Why tests that need the official lists are skipped without them. */
export const skipReason = 'COUNTERFOIL_SPECS is not set'

/** The values of a platform's enum as its maker publishes them: `listed('stripe.enums.json', 'dispute', 'Dispute.Status')`. None without the folder. */
export function listed(file: string, object: string, name: string): readonly string[] {
  if (specsFolder === undefined) return []
  const { enums } = JSON.parse(readFileSync(join(specsFolder, file), 'utf8')) as { enums: Record<string, Record<string, readonly string[]>> }
  return enums[object]![name]!
}
