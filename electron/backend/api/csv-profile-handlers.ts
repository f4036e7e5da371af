import type { FileSource } from '../settlements/file-to-read.ts'
import { fail } from '../../../shared/result.ts'
import type { CsvProfileService } from '../settlements/csv-profiles.service.ts'
import type { ClientSession } from './client-session.ts'
import { actorOf, type Door } from './door.ts'

const mayNot = (source: FileSource, session: ClientSession): boolean => source.from === 'path' && !session.hasLocalFiles

export const csvProfileHandlers = (door: Door, profiles: CsvProfileService) => ({
  propose: door.csvProfiles.propose.handler(({ input, context }) =>
    mayNot(input.source, context.session) ? fail({ kind: 'no-local-files' }) : profiles.propose(input.source, input.answers)),
  save: door.csvProfiles.save.handler(({ input, context }) =>
    mayNot(input.source, context.session) ? fail({ kind: 'no-local-files' }) : profiles.save(input, actorOf(context))),
  list: door.csvProfiles.list.handler(() => profiles.list()),
  rename: door.csvProfiles.rename.handler(({ input, context }) => profiles.rename(input.profileId, input.name, actorOf(context))),
  remove: door.csvProfiles.remove.handler(({ input, context }) => profiles.remove(input.profileId, actorOf(context))),
})
