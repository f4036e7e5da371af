import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BackendClient } from '../../../electron/backend/backend.ts'
import { noCsvAnswers, type CsvAnswers, type CsvProposal } from '../../../shared/contract/csv-profiles.ts'
import type { ImportFile } from '../../../shared/contract/settlements.ts'
import { minute, openTestShop, type TestShop } from '../../harness/shop.ts'

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`

/** Dates that read both ways, no currency, no account: three things only a person knows. */
const january = lines('Date,Details,Amount,Balance', '01/02/2026,Rent,-500.00,500.00', '02/03/2026,Payout COUNTERFOIL 1,120.00,620.00')
const february = lines('Date,Details,Amount,Balance', '02/03/2026,Payout COUNTERFOIL 1,120.00,620.00', '05/04/2026,Payout COUNTERFOIL 2,80.50,700.50')

let shop: TestShop
let client: BackendClient
beforeEach(async () => {
  shop = await openTestShop()
  client = shop.client
})
afterEach(() => shop.close())

async function upload(text: string): Promise<string> {
  const uploadId = shop.newId()
  await client.settlements.upload({ uploadId, index: 0, base64: Buffer.from(text).toString('base64') })
  return uploadId
}

const fromUpload = (uploadId: string) => ({ from: 'upload', uploadId }) as const

async function propose(uploadId: string, answers: Partial<CsvAnswers> = {}): Promise<CsvProposal> {
  const result = await client.csvProfiles.propose({ source: fromUpload(uploadId), answers: { ...noCsvAnswers, ...answers } })
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

async function save(uploadId: string, { mapping }: Pick<CsvProposal, 'mapping'>, more: { profileId?: string; name?: string; bankAccount?: string | null } = {}) {
  return client.csvProfiles.save({ profileId: shop.newId(), name: 'House bank', bankAccount: 'DE02120300000000202051', mapping: mapping!, source: fromUpload(uploadId), encoding: null, ...more })
}

async function importFile(text: string, wish: Partial<ImportFile> = {}) {
  const result = await client.settlements.import({
    source: fromUpload(await upload(text)), name: 'bank.csv', side: 'statement', accountId: null, format: null, currency: null, dateOrder: null, decimal: null, encoding: null,
    isDryRun: false, acceptNote: null, ...wish,
  })
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value[0]!
}

/** The house bank's profile, made as a person makes it. */
async function withProfile() {
  const uploadId = await upload(january)
  const saved = await save(uploadId, await propose(uploadId, { dateOrder: 'day-first', currency: 'EUR' }))
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure))
  return saved.value
}

describe('a proposal', () => {
  it('asks what only a person knows, and shows the rows once it is answered', async () => {
    const uploadId = await upload(january)
    const first = await propose(uploadId)
    expect(first.open.map(({ about }) => about).toSorted()).toEqual(['currency', 'date-order'])
    expect(first.preview.refused?.reason).toBe('currency-needed')
    expect(first.table).toMatchObject({ headerLine: 1, columns: ['Date', 'Details', 'Amount', 'Balance'] })

    const answered = await propose(uploadId, { dateOrder: 'day-first', currency: 'EUR' })
    expect(answered.open).toEqual([])
    expect(answered.preview.rows).toMatchObject([
      { kind: 'entry', line: 2, bookedOn: '2026-02-01', amount: { minor: -50_000, currency: 'EUR' }, text: 'Rent' },
      { kind: 'entry', line: 3, bookedOn: '2026-03-02', amount: { minor: 12_000, currency: 'EUR' } },
    ])
    expect(answered.guesses).toContainEqual({ about: 'sign', reason: 'proved-by-balance', facts: { column: 'Balance' } })
  })

  it('takes a person at their word on delimiter, header, columns and sign', async () => {
    const uploadId = await upload(lines('Export of today', 'a;b;c;d', 'x;2026-01-13;5.00;7.00', 'y;2026-01-14;6.00;8.00'))
    const answers: Partial<CsvAnswers> = { delimiter: ';', header: 2, columns: { bookedOn: [1], amount: [3], text: [0], balance: [] }, sign: 'inverted', currency: 'EUR' }
    const { mapping, open, preview, guesses } = await propose(uploadId, answers)
    expect([open, mapping?.amount, mapping?.header]).toEqual([[], { layout: 'signed', column: { index: 3, name: 'd' } }, ['a', 'b', 'c', 'd']])
    expect(preview.rows).toMatchObject([{ amount: { minor: -700 }, text: 'x', bookedOn: '2026-01-13' }, { amount: { minor: -800 } }])
    expect(guesses.filter(({ reason }) => reason === 'said-by-person').map(({ about }) => about)).toEqual(expect.arrayContaining(['delimiter', 'table', 'bookedOn', 'amount', 'sign']))
  })

  it('asks for the meaning of unknown words in a direction column', async () => {
    const uploadId = await upload(lines('Date,Text,Amount,Way,Currency', '2026-01-13,a,5.00,zu,EUR', '2026-01-14,b,6.00,ab,EUR'))
    const columns = { direction: [3] }
    expect((await propose(uploadId, { columns })).open).toEqual([{ about: 'sign', column: 'Way', example: 'zu, ab' }])
    const { open, preview } = await propose(uploadId, { columns, direction: { out: ['ab'], in: ['zu'] } })
    expect([open, preview.rows.map((row) => row.kind === 'entry' && row.amount.minor)]).toEqual([[], [500, -600]])
  })

  it('shows the rows that cannot be read in their place', async () => {
    const uploadId = await upload(lines('Date,Text,Amount,Currency', '2026-01-13,a,5.00,EUR', '2026-01-14,b,five,EUR', '2026-01-15,c,6.00,EUR'))
    expect((await propose(uploadId)).preview.rows).toMatchObject([{ kind: 'entry' }, { kind: 'row-error', line: 3, field: 'Amount', value: 'five' }, { kind: 'entry' }])
  })

  it('keeps the upload for a quarter of an hour after the last look', async () => {
    const uploadId = await upload(january)
    shop.clock.advance(14 * minute)
    await propose(uploadId)
    shop.clock.advance(14 * minute)
    await propose(uploadId)
    shop.clock.advance(16 * minute)
    const gone = await client.csvProfiles.propose({ source: fromUpload(uploadId), answers: noCsvAnswers })
    expect(gone).toMatchObject({ ok: false, failure: { kind: 'upload-not-found' } })
  })

  it('says of a file that nobody can read why', async () => {
    const uploadId = await upload('hello\nworld\n')
    expect(await propose(uploadId)).toMatchObject({ mapping: null, open: [{ about: 'column', missing: 'date' }, { about: 'column', missing: 'amount' }], preview: { rows: [] } })
    const damaged = await client.csvProfiles.propose({ source: fromUpload(await upload('PK\u0003\u0004 no archive')), answers: noCsvAnswers })
    expect(damaged).toMatchObject({ ok: false, failure: { kind: 'file-refused' } })
  })
})

describe('a saved profile', () => {
  it('reads the same and the next month by itself, each movement once', async () => {
    expect(await importFile(january)).toMatchObject({ state: 'refused', report: { refused: { reason: 'mapping-needed' } } })
    const profile = await withProfile()
    expect(await importFile(january)).toMatchObject({ state: 'imported', inserted: 2, report: { format: `bank-csv:${profile.profileId}`, accounts: [{ id: 'DE02120300000000202051', currency: 'EUR' }] } })
    expect(await importFile(february)).toMatchObject({ state: 'imported', inserted: 1, known: 1 })
  })

  it('imports the very upload that it was made from', async () => {
    const uploadId = await upload(january)
    await save(uploadId, await propose(uploadId, { dateOrder: 'day-first', currency: 'EUR' }))
    expect(await importFile('', { source: fromUpload(uploadId) })).toMatchObject({ state: 'imported', inserted: 2 })
    const again = await client.csvProfiles.propose({ source: fromUpload(uploadId), answers: noCsvAnswers })
    expect(again).toMatchObject({ ok: false, failure: { kind: 'upload-not-found' } })
  })

  it('finds its columns where they have moved', async () => {
    const { profileId } = await withProfile()
    const moved = lines('Balance,Amount,Note,Date,Details', '700.50,80.50,n,05/04/2026,Payout', '710.50,10.00,n,06/04/2026,Payout')
    expect((await propose(await upload(moved))).profileId).toBe(profileId)
    expect(await importFile(moved)).toMatchObject({ state: 'imported', inserted: 2, report: { accounts: [{ from: '2026-04-05', to: '2026-04-06' }] } })
  })

  it('refuses a file in which a column has another name, naming it', async () => {
    await withProfile()
    expect(await importFile(february.replace('Details', 'Particulars'))).toMatchObject({ state: 'refused', inserted: 0, report: { refused: { reason: 'missing-column', field: 'Details', line: 1 } } })
    expect((await client.settlements.files({ before: null, limit: 10 })).files).toEqual([])
  })

  it('is chosen by name or id where the file has no header', async () => {
    const text = lines('2026-01-13,Rent,-5.00,95.00', '2026-01-14,Payout,2.00,97.00', '2026-01-15,Payout,1.00,98.00')
    const uploadId = await upload(text)
    const saved = await save(uploadId, await propose(uploadId, { currency: 'EUR', header: 'none' }), { name: 'Bare bank' })
    expect(saved).toMatchObject({ ok: true, value: { mapping: { header: null } } })
    expect(await importFile(text, { format: 'bank-csv:Bare bank', isDryRun: true })).toMatchObject({ state: 'checked', inserted: 3 })
    expect(await importFile(text, { format: `bank-csv:${saved.ok ? saved.value.profileId : ''}` })).toMatchObject({ state: 'imported', inserted: 3 })
    expect(await importFile(text, { format: 'bank-csv:Other bank' })).toMatchObject({ state: 'refused', report: { refused: { reason: 'unsupported' } } })
  })

  it('warns when it reads dates without a year by the year it was saved with', async () => {
    const text = lines('Datum;Text;Betrag;Währung', '02.11.;Miete;-5,00;EUR', '03.11.;Lohn;7,00;EUR')
    const uploadId = await upload(text)
    await save(uploadId, await propose(uploadId, { year: 2026 }))
    expect(await importFile(text)).toMatchObject({ state: 'imported', report: { warnings: [{ code: 'year-assumed', detail: '2026' }], accounts: [{ from: '2026-11-02' }] } })
  })

  it('never takes a platform’s reckoning for a bank’s statement', async () => {
    const uploadId = await upload(lines('id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC)', 'txn_1,charge,ch_1,10.00,0.50,9.50,eur,2026-01-13 10:00,2026-01-15 00:00'))
    expect((await propose(uploadId)).otherFormat).toMatch(/^stripe/)
    const mapped = await propose(uploadId, { header: 1, columns: { bookedOn: [7], amount: [3] } })
    expect(await save(uploadId, mapped)).toMatchObject({ ok: false, failure: { kind: 'not-a-bank-file' } })
    expect(await client.csvProfiles.list()).toEqual([])
  })

  it('is not saved when it does not read its file, has no currency, or clashes with another', async () => {
    const { profileId, mapping } = await withProfile()
    const other = await upload(lines('Date,Details,Amount,Balance', 'soon,Rent,much,500.00'))
    expect(await save(other, { mapping }, { name: 'Other' })).toMatchObject({ ok: false, failure: { kind: 'no-row-readable', errors: [{ kind: 'row-error' }] } })
    const uploadId = await upload(january)
    expect(await save(uploadId, { mapping: { ...mapping, currency: null } }, { name: 'Other' })).toMatchObject({ ok: false, failure: { kind: 'currency-needed' } })
    expect(await save(uploadId, { mapping })).toMatchObject({ ok: false, failure: { kind: 'name-taken', name: 'House bank' } })
    expect(await save(uploadId, { mapping }, { name: 'Other' })).toMatchObject({ ok: false, failure: { kind: 'header-taken', profileId } })
    expect((await client.csvProfiles.list()).map(({ name }) => name)).toEqual(['House bank'])
  })

  it('is changed under its id, renamed, removed, and every act is on record', async () => {
    const { profileId, mapping } = await withProfile()
    const changed = await save(await upload(january), { mapping }, { profileId, name: 'Main bank', bankAccount: null })
    expect(changed).toMatchObject({ ok: true, value: { name: 'Main bank', bankAccount: null } })
    expect(await client.csvProfiles.rename({ profileId, name: 'Bank' })).toMatchObject({ ok: true, value: { name: 'Bank' } })
    expect(await client.csvProfiles.remove({ profileId })).toMatchObject({ ok: true })
    expect(await client.csvProfiles.remove({ profileId })).toMatchObject({ ok: false, failure: { kind: 'profile-not-found' } })
    const { entries } = await client.audit.list({ filter: { actor: null, act: null, subject: profileId }, before: null, limit: 20 })
    expect(entries.map(({ act }) => act)).toEqual(expect.arrayContaining(['csv-profiles.save', 'csv-profiles.rename', 'csv-profiles.remove']))
  })

  it('is no business of the counter', async () => {
    const added = await client.people.add({ name: 'Sam', role: 'staff', pin: '4321' })
    expect(added.ok).toBe(true)
    const session = shop.backend.carriers.connectInProcess(shop.backend.personSession({ hasLocalFiles: false }))
    await session.client.session.signIn({ personId: added.ok ? added.value.personId : '', pin: '4321' })
    await expect(session.client.csvProfiles.list()).rejects.toThrow('role-not-allowed')
    await expect(session.client.csvProfiles.remove({ profileId: shop.newId() })).rejects.toThrow('role-not-allowed')
    session.close()
  })
})
