import type { CsvProfile } from '../../../shared/contract/csv-profiles.ts'
import type { CsvMapping } from '../../../shared/csv-mapping.ts'
import { insertInto, selectList } from '../store/columns.ts'
import type { Database } from '../store/database.ts'

export interface StoredProfile extends CsvProfile {
  readonly headerSignature: string
}

const fields = ['profileId', 'name', 'headerSignature', 'mapping', 'bankAccount', 'savedAt', 'savedBy'] as const

type Row = Omit<StoredProfile, 'mapping'> & { mapping: string }
const profileOf = (row: Row): StoredProfile => ({ ...row, mapping: JSON.parse(row.mapping) as CsvMapping })

export function createCsvProfileRepository(db: Database) {
  const columns = selectList(fields)
  const selectAll = db.prepare<[], Row>(`SELECT ${columns} FROM csv_profiles ORDER BY name`)
  const selectOne = db.prepare<[string], Row>(`SELECT ${columns} FROM csv_profiles WHERE profile_id = ?`)
  const selectNamed = db.prepare<[string], Row>(`SELECT ${columns} FROM csv_profiles WHERE name = ?`)
  const selectBySignature = db.prepare<[string], Row>(`SELECT ${columns} FROM csv_profiles WHERE header_signature = ?`)
  const upsert = db.prepare(
    `${insertInto('csv_profiles', fields)} ON CONFLICT (profile_id) DO UPDATE SET name = excluded.name, header_signature = excluded.header_signature,
       mapping = excluded.mapping, bank_account = excluded.bank_account, saved_at = excluded.saved_at, saved_by = excluded.saved_by`,
  )
  const remove = db.prepare('DELETE FROM csv_profiles WHERE profile_id = ?')
  const found = (row: Row | undefined): StoredProfile | null => (row === undefined ? null : profileOf(row))
  return {
    list: (): StoredProfile[] => selectAll.all().map(profileOf),
    find: (profileId: string): StoredProfile | null => found(selectOne.get(profileId)),
    findNamed: (name: string): StoredProfile | null => found(selectNamed.get(name)),
    findBySignature: (signature: string): StoredProfile | null => found(selectBySignature.get(signature)),
    save: (profile: StoredProfile): void => void upsert.run({ ...profile, mapping: JSON.stringify(profile.mapping) }),
    remove: (profileId: string): void => void remove.run(profileId),
  }
}
