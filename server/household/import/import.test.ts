import { utils, write } from '@e965/xlsx'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyChain } from '#audit/record.ts'
import { inAreas } from '#db/connect.ts'
import { type Ground, makeGround, type TestApp, testApp } from '#testing/app.ts'
import { readSheets } from './read-sheets.ts'
import { seal } from './seal.ts'
import { startImportSweep, sweepImports } from './sweep.ts'

let t: TestApp
let ground: Ground
let officer: { id: string; token: string }
const BASIS = { number: '45/QĐ-UBND', day: '2026-11-02', signer: 'Phó Chủ tịch UBND xã' }

beforeAll(async () => {
  t = await testApp()
  ground = await makeGround(t.database)
  officer = await t.officer('communeOfficer', ground.commune)
})
afterAll(() => t?.close())

const LIST = [
  ['ỦY BAN NHÂN DÂN XÃ'],
  ['STT', 'Họ và tên chủ hộ', 'Thôn/bản', 'Địa chỉ', 'Số nhân khẩu', 'Số CCCD', 'Điện thoại'],
  [1, 'LÒ VĂN PÁNH', 'Bản Thử 900000', 'Cuối bản', '4 ', '014060000001', '0912345678'],
  [2, 'Vì Thị Mảy', 'Bản Thử 900000', '', '04', '', ''],
  [3, 'Vì Thị Mảy', 'Bản Thử 900000', '', 4, '', ''],
  [4, '', 'Bản Thử 900000', '', 3, '', ''],
  [5, '=HYPERLINK("x")A', 'Bản Thử 900000', '', 2, '', ''],
  [6, 'Hà Văn Tiến', 'Bản Mới Lập', '', 'nhiều', '', ''],
  ['', 'Tổng cộng', '', '', 17, '', ''],
]
const base64 = (rows: unknown[][], sheet = 'DS') => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), sheet)
  return (write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer).toString('base64')
}
const url = (path = '', commune = ground.commune) => `/api/v1/units/${commune}/household-imports${path}`
const upload = async (rows: unknown[][] = LIST) => {
  const { status, body } = await t.ask(
    'POST',
    url(),
    { fileName: 'C:\\ds\\danh sách.xlsx', content: base64(rows) },
    officer.token,
  )
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const heads = async () =>
  await t.database.owner
    .selectFrom('household')
    .where('removed', '=', false)
    .select(['head', 'area_id', 'headcount', 'address', 'basis'])
    .orderBy('head')
    .execute()

test('an upload answers with a preview and writes no home', async () => {
  const job = await upload()
  expect(job.fileName).toBe('danh sách.xlsx')
  expect(job.counts).toEqual({
    homes: 6,
    new: 4,
    existing: 0,
    duplicate: 1,
    error: 1,
    warnings: 1,
    people: 10,
  })
  expect(job.villages).toEqual([
    { name: 'Bản Thử 900000', areaId: ground.areaId, homes: 3 },
    { name: 'Bản Mới Lập', areaId: null, homes: 1 },
  ])
  expect(job.rows[0]).toMatchObject({
    row: 6,
    state: 'error',
    problems: [{ id: 'head-missing', words: 'Thiếu tên chủ hộ' }],
  })
  expect(job.notHomes).toEqual([{ why: 'subtotal', words: 'Dòng cộng', rows: 1 }])
  const column = (label: string) =>
    job.sheets[0].columns.find((one: { label: string }) => one.label === label)
  expect(column('Số CCCD')).toMatchObject({ kind: 'idNumber', leftOut: 'never', wiped: true, letter: 'F' })
  expect(column('Điện thoại')).toMatchObject({ kind: 'phone', leftOut: 'consent' })
  expect(column('Họ và tên chủ hộ')).toMatchObject({ kind: 'head', leftOut: null, leftOutWords: null })
  expect(await heads()).toEqual([])
})

test('numbers of papers and phones reach neither the preview nor the database', async () => {
  const job = await upload()
  expect(JSON.stringify(job)).not.toMatch(/014060000001|0912345678/)
  const dump = await sql<{
    all: string
  }>`SELECT string_agg(import_job::text, '') AS all FROM import_job`.execute(t.database.owner)
  expect(dump.rows[0]!.all).not.toMatch(/014060000001|0912345678|PÁNH/)
})

test('another mapping gives another preview; a mapping without heads is refused', async () => {
  const job = await upload([
    ['Tên', 'Số khẩu', 'Nơi', 'Khác'],
    ['Lò Văn A', 3, 'Ngõ 2', 'Bản Thử 900000'],
  ])
  expect(job.counts).toMatchObject({ new: 0, error: 1 })
  const [sheet] = job.sheets
  const mapping = { ...sheet.mapping, columns: { ...sheet.mapping.columns, village: 3, lane: 2 } }
  const again = await t.ask('PUT', url(`/${job.id}/mapping`), { sheets: [mapping] }, officer.token)
  expect(again.body.counts).toMatchObject({ new: 1, error: 0 })
  expect(again.body.rows[0]).toMatchObject({ head: 'Lò Văn A', lane: 'Ngõ 2', village: 'Bản Thử 900000' })
  const whole = await t.ask(
    'PUT',
    url(`/${job.id}/mapping`),
    { sheets: [{ ...mapping, columns: { ...mapping.columns, village: null }, village: 'BẢN THỬ 900000' }] },
    officer.token,
  )
  expect(whole.body.rows[0]).toMatchObject({ village: 'Bản Thử 900000', state: 'new' })
  const none = await t.ask(
    'PUT',
    url(`/${job.id}/mapping`),
    { sheets: [{ ...mapping, columns: { ...mapping.columns, head: null } }] },
    officer.token,
  )
  expect([none.status, none.body.id]).toEqual([422, 'import.mapping'])
  const far = await t.ask(
    'PUT',
    url(`/${job.id}/mapping`),
    { sheets: [{ ...mapping, header: { top: 90, bottom: 90 } }] },
    officer.token,
  )
  expect([far.status, far.body.id]).toEqual([400, 'request.invalid'])
})

test('confirmation needs the decision, writes once, drops the file and tells every row not taken', async () => {
  const job = await upload()
  const confirm = (basis: object) => t.ask('POST', url(`/${job.id}/confirm`), { basis }, officer.token)
  expect((await confirm({ number: ' ', day: '2026-11-02', signer: 'A' })).status).toBe(400)
  expect((await confirm({ ...BASIS, day: '2026-12-02' })).status).toBe(400)
  expect(await heads()).toEqual([])

  const [one, two] = await Promise.all([confirm(BASIS), confirm(BASIS)])
  expect([one.status, two.status]).toEqual([200, 200])
  const { status, body } = await confirm(BASIS)
  expect([status, body.state, body.basis]).toEqual([200, 'confirmed', BASIS])
  expect(body.result).toEqual({
    created: 4,
    existing: 0,
    duplicates: 1,
    errors: 1,
    refused: 0,
    villagesMade: ['Bản Mới Lập'],
    notTaken: 2,
  })
  const homes = await heads()
  expect(homes.map(home => [home.head, home.headcount, home.address])).toEqual([
    ['=HYPERLINK("x")A', 2, null],
    ['Hà Văn Tiến', null, null],
    ['Lò Văn Pánh', 4, 'Cuối bản'],
    ['Vì Thị Mảy', 4, null],
  ])
  expect(homes[0]!.basis).toEqual({ kind: 'decision', number: BASIS.number, day: BASIS.day })
  const villages = await t.database.owner
    .selectFrom('unit')
    .where('name', '=', 'Bản Mới Lập')
    .select(['parent_id', 'kind'])
    .execute()
  expect(villages).toEqual([{ parent_id: ground.commune, kind: 'ban' }])
  const ops = await t.database.owner
    .selectFrom('op')
    .where('kind', '=', 'household.put')
    .select(['actor_id', 'device_id'])
    .execute()
  expect(ops).toHaveLength(4)
  expect(ops.every(op => op.actor_id === officer.id && op.device_id === job.id)).toBe(true)

  const stored = await t.database.owner
    .selectFrom('import_job')
    .where('id', '=', job.id)
    .select(['content', 'state'])
    .executeTakeFirstOrThrow()
  expect([stored.content.length, stored.state]).toEqual([0, 'confirmed'])

  const rest = await t.ask('GET', url(`/${job.id}/rows-not-taken`), undefined, officer.token)
  const [sheet] = await readSheets(new Uint8Array(rest.body))
  expect(sheet?.rows.slice(2).map(row => [row[1], row[5], row[6], row[8]])).toEqual([
    ['Vì Thị Mảy', 4, 'Lặp lại trong tệp', 5],
    ['', 3, 'Thiếu tên chủ hộ', 6],
  ])
})

test('the same list again finds every home already there', async () => {
  const job = await upload()
  expect(job.counts).toMatchObject({ new: 0, existing: 4, duplicate: 1, error: 1 })
  const { body } = await t.ask('POST', url(`/${job.id}/confirm`), { basis: BASIS }, officer.token)
  expect(body.result).toMatchObject({ created: 0, existing: 4 })
  expect(await heads()).toHaveLength(4)
})

test('an import cut off halfway is finished by confirming again, and nothing is doubled', async () => {
  const job = await upload([
    ['Chủ hộ', 'Bản'],
    ['Lường Văn Dở', 'Bản Thử 900000'],
    ['Lường Văn Dang', 'Bản Thử 900000'],
  ])
  await t.ask('POST', url(`/${job.id}/confirm`), { basis: BASIS }, officer.token)
  const content = await t.database.owner
    .selectFrom('import_job')
    .where('id', '=', job.id)
    .select('result')
    .executeTakeFirstOrThrow()
  expect(content.result.summary.created).toBe(2)
  const before = (await heads()).length
  // As if the server had stopped after the homes and before the job was closed.
  const fresh = await upload([
    ['Chủ hộ', 'Bản'],
    ['Lường Văn Dở', 'Bản Thử 900000'],
    ['Lường Văn Dang', 'Bản Thử 900000'],
  ])
  const waiting = await t.database.owner
    .selectFrom('import_job')
    .where('id', '=', fresh.id)
    .select(['mapping'])
    .executeTakeFirstOrThrow()
  const sheets = await readSheets(
    new Uint8Array(
      Buffer.from(
        base64([
          ['Chủ hộ', 'Bản'],
          ['Lường Văn Dở', 'Bản Thử 900000'],
          ['Lường Văn Dang', 'Bản Thử 900000'],
        ]),
        'base64',
      ),
    ),
  )
  await t.database.owner
    .updateTable('import_job')
    .set({
      state: 'preview',
      content: seal(sheets, t.setup.secret, job.id),
      mapping: JSON.stringify(waiting.mapping),
      result: null,
    })
    .where('id', '=', job.id)
    .execute()
  const again = await t.ask('POST', url(`/${job.id}/confirm`), { basis: BASIS }, officer.token)
  expect(again.body.result).toMatchObject({ created: 2, existing: 0 })
  expect(await heads()).toHaveLength(before)
})

test('a cancelled import writes nothing and cannot be confirmed', async () => {
  const job = await upload()
  expect((await t.ask('DELETE', url(`/${job.id}`), undefined, officer.token)).body).toEqual({
    state: 'cancelled',
  })
  const { status, body } = await t.ask('POST', url(`/${job.id}/confirm`), { basis: BASIS }, officer.token)
  expect([status, body.id]).toEqual([409, 'import.state'])
  const { content } = await t.database.owner
    .selectFrom('import_job')
    .where('id', '=', job.id)
    .select('content')
    .executeTakeFirstOrThrow()
  expect(content.length).toBe(0)
})

test('a file nobody confirmed is gone after a day, the rows not taken as well', async () => {
  const job = await upload()
  const done = await t.database.owner
    .selectFrom('import_job')
    .where('state', '=', 'confirmed')
    .select('id')
    .executeTakeFirstOrThrow()
  t.setNow('2026-11-17T02:00:01.000Z')
  const { body } = await t.ask('GET', url(), undefined, officer.token)
  expect(body.items.find((one: { id: string }) => one.id === job.id).state).toBe('cancelled')
  expect((await t.ask('GET', url(`/${job.id}/rows`), undefined, officer.token)).body.id).toBe('import.state')
  const asked = await t.ask('GET', url(`/${done.id}/rows-not-taken`), undefined, officer.token)
  expect([asked.status, asked.body.id]).toEqual([409, 'import.state'])
  await sweepImports(t.setup)
  const left = await sql<{
    n: number
  }>`SELECT count(*)::int AS n FROM import_job WHERE length(content) > 0`.execute(t.database.owner)
  expect(left.rows[0]!.n).toBe(0)
  const rest = await t.ask('GET', url(`/${done.id}/rows-not-taken`), undefined, officer.token)
  expect([rest.status, rest.body.id]).toEqual([409, 'import.state'])
  t.setNow('2026-11-16T02:00:00.000Z')
})

test('the sweep needs nobody to look', async () => {
  const job = await upload()
  t.setNow('2026-11-17T02:00:01.000Z')
  const sweep = startImportSweep(t.setup)
  const content = () =>
    t.database.owner
      .selectFrom('import_job')
      .where('id', '=', job.id)
      .select('content')
      .executeTakeFirstOrThrow()
  await expect.poll(async () => (await content()).content.length).toBe(0)
  sweep.stop()
  t.setNow('2026-11-16T02:00:00.000Z')
})

test('only an officer of the commune may import, and others cannot tell an import from none', async () => {
  const job = await upload()
  const other = await makeGround(t.database, 910_000)
  const stranger = await t.officer('communeOfficer', other.commune)
  const province = await t.officer('province', ground.province)
  const leader = await t.member(ground.teamId, 'leader')
  const content = base64(LIST)
  for (const [who, status] of [
    [stranger, 404],
    [province, 403],
    [leader, 403],
    [undefined, 401],
  ] as const) {
    expect((await t.ask('POST', url(), { fileName: 'a.xlsx', content }, who?.token)).status).toBe(status)
    expect((await t.ask('GET', url(`/${job.id}`), undefined, who?.token)).status).toBe(status)
  }
  const mine = await t.ask('GET', url(`/${job.id}`, other.commune), undefined, stranger.token)
  const none = await t.ask('GET', url(`/${t.setup.newId()}`, other.commune), undefined, stranger.token)
  expect([mine.status, mine.body.id]).toEqual([404, 'import.unknown'])
  expect(none.body).toEqual(mine.body)
  const village = await t.ask('POST', url('', ground.village), { fileName: 'a.xlsx', content }, officer.token)
  expect(village.status).toBe(404)
})

test('what cannot be read is refused in one sentence', async () => {
  const send = (bytes: Buffer) =>
    t.ask('POST', url(), { fileName: 'a.xlsx', content: bytes.toString('base64') }, officer.token)
  expect((await send(Buffer.from('%PDF-1.4'))).body.id).toBe('import.unreadable')
  expect((await send(Buffer.alloc(5 * 1_048_576 + 1, 65))).body.id).toBe('request.too-large')
})

test('the empty form is a list the reader knows and finds no home in', async () => {
  const { body } = await t.ask('GET', '/api/v1/household-list-form', undefined, officer.token)
  const job = await t.ask(
    'POST',
    url(),
    { fileName: 'mau.xlsx', content: Buffer.from(body).toString('base64') },
    officer.token,
  )
  expect(job.body.counts.homes).toBe(0)
  expect(job.body.sheets[0].mapping.columns).toMatchObject({
    head: 1,
    village: 2,
    address: 3,
    lane: 4,
    headcount: 5,
  })
})

test('an import is on record, and the record follows from itself', async () => {
  const { body } = await t.ask('GET', `/api/v1/units/${ground.commune}/audit`, undefined, officer.token)
  expect(body.items.some((one: { what: string }) => one.what === 'household.import')).toBe(true)
  expect(body.intact).toBe(true)
  expect(await inAreas(t.database.owner, [], tx => verifyChain(tx, ground.commune))).toBeNull()
})
