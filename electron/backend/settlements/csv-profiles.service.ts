import type { CsvAnswers, CsvPreviewRow, CsvProfile, CsvProposal } from '../../../shared/contract/csv-profiles.ts'
import type { FileRefusal } from '../../../shared/contract/settlements.ts'
import type { CsvMapping } from '../../../shared/csv-mapping.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { z } from 'zod'
import type { Actor, AuditService } from '../audit/audit.service.ts'
import type { Changes } from '../changes.ts'
import type { Clock } from '../host.ts'
import type { Store } from '../store/store.ts'
import { lookAt, platformFormatOf, proposalFor, refusalView, rowView, type LookedAt } from './csv-proposal.ts'
import { createCsvProfileRepository, type StoredProfile } from './csv-profiles.repository.ts'
import { readersWithProfiles } from './csv-profiles.ts'
import { fileToRead, type FileSource, type NotReadable } from './file-to-read.ts'
import { previewRows } from './formats/bank-csv/preview.ts'
import { headerSignature } from './formats/bank-csv/mapping.ts'
import { readers } from './formats/registry.ts'
import type { Uploads } from './uploads.ts'

export interface CsvProfileParts {
  readonly store: Store
  readonly clock: Clock
  readonly uploads: Uploads
  readonly zone: () => string
  readonly audit: AuditService
  readonly changes: Changes
}

export interface ProfileWish {
  readonly profileId: string
  readonly name: string
  readonly mapping: CsvMapping
  readonly bankAccount: string | null
  /** The file that the mapping was made for: a mapping that does not read it is not kept. */
  readonly source: FileSource
  readonly encoding: string | null
}

type Refusal = { readonly kind: 'file-refused'; readonly refusal: z.infer<typeof FileRefusal> }
type NameTaken = { readonly kind: 'name-taken'; readonly name: string }
type ProfileNotFound = { readonly kind: 'profile-not-found' }
export type ProfileFailure =
  | NotReadable
  | Refusal
  | NameTaken
  | { readonly kind: 'header-taken'; readonly profileId: string; readonly name: string }
  | { readonly kind: 'not-a-bank-file'; readonly format: string }
  | { readonly kind: 'currency-needed' }
  | { readonly kind: 'no-row-readable'; readonly errors: CsvPreviewRow[] }

/** Rows that show whether a mapping reads a file. */
const triedRows = 500
const shownErrors = 5

export type CsvProfileService = ReturnType<typeof createCsvProfileService>

/** The assistant for banks' CSV files, and the profiles that come of it. */
export function createCsvProfileService({ store, clock, uploads, zone, audit, changes }: CsvProfileParts) {
  const profiles = createCsvProfileRepository(store.db)

  const open = async (source: FileSource, encoding: string | null): Promise<Result<LookedAt, NotReadable | Refusal>> => {
    const file = await fileToRead(source, uploads)
    if (!file.ok) return file
    const looked = await lookAt(file.value, encoding)
    return looked.ok ? looked : fail({ kind: 'file-refused', refusal: refusalView(looked.failure) })
  }

  const objectionOf = async (looked: LookedAt, mapping: CsvMapping): Promise<ProfileFailure | null> => {
    const format = platformFormatOf(looked, readers)
    if (format !== null) return { kind: 'not-a-bank-file', format }
    const { rows, refused } = await previewRows(looked.file, mapping, { zone: zone() }, triedRows)
    if (refused?.reason === 'currency-needed') return { kind: 'currency-needed' }
    if (refused !== null) return { kind: 'file-refused', refusal: refusalView(refused) }
    const isUnread = rows.length > 0 && rows.every(({ kind }) => kind === 'row-error')
    return isUnread ? { kind: 'no-row-readable', errors: rows.slice(0, shownErrors).map(rowView) } : null
  }

  /** Files without a header are found by the profile's name alone, so any number of such profiles can be. */
  const signatureOf = ({ profileId, mapping }: ProfileWish): string => (mapping.header === null ? `no header: ${profileId}` : headerSignature(mapping.header))

  const clashOf = (wish: ProfileWish): ProfileFailure | null => {
    const named = profiles.findNamed(wish.name)
    if (named !== null && named.profileId !== wish.profileId) return { kind: 'name-taken', name: wish.name }
    const like = profiles.findBySignature(signatureOf(wish))
    return like === null || like.profileId === wish.profileId ? null : { kind: 'header-taken', profileId: like.profileId, name: like.name }
  }

  return {
    propose: async (source: FileSource, answers: CsvAnswers): Promise<Result<CsvProposal, NotReadable | Refusal>> => {
      const looked = await open(source, answers.encoding)
      if (!looked.ok) return looked
      const proposal = await proposalFor(looked.value, answers, zone(), readersWithProfiles(store.db))
      return proposal.ok ? proposal : fail({ kind: 'file-refused', refusal: refusalView(proposal.failure) })
    },

    save: async (wish: ProfileWish, by: Actor): Promise<Result<CsvProfile, ProfileFailure>> => {
      const looked = await open(wish.source, wish.encoding)
      if (!looked.ok) return looked
      const objection = await objectionOf(looked.value, wish.mapping)
      if (objection !== null) return fail(objection)
      return store.inTransaction(() => {
        const clash = clashOf(wish)
        if (clash !== null) return fail(clash)
        const { profileId, name, mapping, bankAccount } = wish
        const before = profiles.find(profileId)
        const profile: StoredProfile = { profileId, name, mapping, bankAccount, headerSignature: signatureOf(wish), savedAt: clock.now(), savedBy: by.id }
        profiles.save(profile)
        audit.note(by, 'csv-profiles.save', profileId, { name, bankAccount, mapping, before: before === null ? null : viewOf(before) })
        changes.announce('settlements')
        return ok(viewOf(profile))
      })
    },

    list: (): CsvProfile[] => profiles.list().map(viewOf),

    rename: (profileId: string, name: string, by: Actor): Result<CsvProfile, ProfileNotFound | NameTaken> =>
      store.inTransaction(() => {
        const profile = profiles.find(profileId)
        if (profile === null) return fail({ kind: 'profile-not-found' })
        const named = profiles.findNamed(name)
        if (named !== null && named.profileId !== profileId) return fail({ kind: 'name-taken', name })
        const renamed = { ...profile, name }
        profiles.save(renamed)
        audit.note(by, 'csv-profiles.rename', profileId, { from: profile.name, to: name })
        changes.announce('settlements')
        return ok(viewOf(renamed))
      }),

    remove: (profileId: string, by: Actor): Result<null, ProfileNotFound> =>
      store.inTransaction(() => {
        const profile = profiles.find(profileId)
        if (profile === null) return fail({ kind: 'profile-not-found' })
        profiles.remove(profileId)
        audit.note(by, 'csv-profiles.remove', profileId, { before: viewOf(profile) })
        changes.announce('settlements')
        return ok(null)
      }),
  }
}

const viewOf = ({ profileId, name, mapping, bankAccount, savedAt, savedBy }: StoredProfile): CsvProfile => ({ profileId, name, mapping, bankAccount, savedAt, savedBy })
