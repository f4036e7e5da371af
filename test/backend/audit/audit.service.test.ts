import { beforeEach, describe, expect, test } from 'vitest'
import { type AuditService, createAuditService } from '../../../electron/backend/audit/audit.service.ts'
import { openDatabase } from '../../../electron/backend/store/database.ts'
import { migrations } from '../../../electron/backend/store/migrations.ts'
import { migrate } from '../../../electron/backend/store/migrate.ts'
import { createTestClock } from '../../harness/shop.ts'

const everything = { actor: null, act: null, subject: null }
const ada = { id: 'ada', name: 'Ada' }
const sam = { id: 'sam', name: 'Sam' }
let audit: AuditService

beforeEach(() => {
  const db = openDatabase(':memory:')
  migrate(db, migrations, () => undefined)
  audit = createAuditService(db, createTestClock())
  audit.note(ada, 'account.add', 'acc-1')
  audit.note(sam, 'order.create', 'order-1')
  audit.note(ada, 'order.refund', 'order-1')
  audit.note({ ...ada, name: 'Ada L.' }, 'order.create', 'order-2')
})

const seqs = (filter: Partial<typeof everything> | Record<string, string>, before: number | null = null, limit = 10): number[] =>
  audit.list({ ...everything, ...filter }, before, limit).map(({ seq }) => seq)

describe('the record of acts', () => {
  test('is listed newest first, page by page', () => {
    expect(seqs({}, null, 3)).toEqual([4, 3, 2])
    expect(seqs({}, 2, 3)).toEqual([1])
  })

  test.each([
    [{ actor: 'ada' }, [4, 3, 1]],
    [{ act: 'order.create' }, [4, 2]],
    [{ subject: 'order-1' }, [3, 2]],
    [{ actor: 'ada', act: 'order.create' }, [4]],
    [{ actor: 'sam', subject: 'order-2' }, []],
  ])('filtered by %o', (filter, expected) => {
    expect(seqs(filter)).toEqual(expected)
  })

  test('offers everybody under the latest name, and every act, to filter by', () => {
    expect(audit.choices()).toEqual({ actors: [{ actor: 'ada', name: 'Ada L.' }, { actor: 'sam', name: 'Sam' }], acts: ['account.add', 'order.create', 'order.refund'] })
  })

  test('stays whole', () => {
    expect(audit.firstBrokenLine()).toBeNull()
  })
})
