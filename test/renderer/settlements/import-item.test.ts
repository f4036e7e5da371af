import { describe, expect, test } from 'vitest'
import { askingForAccount, canComeIn, type ImportItem, noAnswers, verdictOf } from '../../../renderer/settlements/imports/import-item.ts'
import type { FileReport, ImportedFile } from '../../../shared/contract/settlements.ts'

const sound: FileReport = { format: 'camt.053', side: 'statement', encoding: 'utf-8', accounts: [], findings: [], warnings: [], warningCount: 0, rowErrors: [], rowErrorCount: 0, refused: null }
const found = (report: Partial<FileReport> = {}, more: Partial<ImportedFile> = {}): ImportedFile => ({
  name: 'a.xml', state: 'checked', fileId: null, accountId: null, report: { ...sound, ...report }, inserted: 1, known: 0, changed: 0, importedBeforeAt: null, ...more,
})
const refused = (reason: string): Partial<FileReport> => ({ refused: { reason, line: null, field: null, detail: '' } })
const item = (files: ImportedFile[], phase: ImportItem['phase'] = 'ready'): ImportItem => ({
  itemId: 'one', file: new File([''], 'a.xml'), phase, uploaded: 0, uploadId: null, answers: noAnswers, found: files, failure: null,
})

describe('what a person has to do before a file comes in', () => {
  test.each([
    ['nothing when it adds up', found(), 'sound'],
    ['nothing when it is in already', found({}, { importedBeforeAt: 1 }), 'known'],
    ['to decide when a proof failed', found({ findings: [{ kind: 'file_arithmetic' }] }), 'unsound'],
    ['to decide when a row cannot be read', found({ rowErrorCount: 1 }), 'unsound'],
    ['to name the account of a settlement', found({ side: 'settlement' }), 'account-needed'],
    ['nothing more when the account is known', found({ side: 'settlement' }, { accountId: 'x' }), 'sound'],
    ['to name the currency', found(refused('currency-needed')), 'currency-needed'],
    ['to say the order of dates', found(refused('date-order-needed')), 'date-order-needed'],
    ['to say the decimal sign', found(refused('decimal-needed')), 'decimal-needed'],
    ['to name the encoding', found(refused('undecodable')), 'encoding-needed'],
    ['to show how a CSV is read', found(refused('mapping-needed')), 'mapping-needed'],
    ['to get another file', found(refused('truncated')), 'refused'],
    ['to get another file, also for a reason that is new', found(refused('never-heard-of')), 'refused'],
  ])('%s', (_name, file, verdict) => {
    expect(verdictOf(file)).toBe(verdict)
  })
})

describe('a file can come in', () => {
  test.each([
    ['when all of an archive is sound', item([found(), found()]), true],
    ['when some of it is in already', item([found(), found({}, { importedBeforeAt: 1 })]), true],
    ['not when all of it is in already', item([found({}, { importedBeforeAt: 1 })]), false],
    ['not when something is open', item([found(), found(refused('truncated'))]), false],
    ['not while it is looked at', item([found()], 'looking'), false],
    ['not when nothing was found', item([]), false],
  ])('%s', (_name, one, can) => {
    expect(canComeIn(one)).toBe(can)
  })
})

test('one answer does for all settlement files of a format that ask whose they are', () => {
  const asking = found({ side: 'settlement', format: 'sandbox' })
  const items = [item([asking]), item([asking]), item([found({ side: 'settlement', format: 'stripe' })]), item([asking], 'importing')]
  expect(askingForAccount(items, 'sandbox')).toEqual(items.slice(0, 2))
})
