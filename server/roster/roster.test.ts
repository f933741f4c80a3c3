import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyChain } from '#audit/record.ts'
import { type TestApp, testApp } from '#testing/app.ts'
import { loadUnits } from '#unit/load.ts'

let t: TestApp
let province: string
let provinceId: number
let communes: { id: number; name: string }[]
beforeAll(async () => {
  t = await testApp()
  await loadUnits(t.setup.db, join(import.meta.dirname, '..', '..', 'catalogue', 'units'))
  const { id } = await t.database.owner
    .selectFrom('unit')
    .where('name', '=', 'Tỉnh Sơn La')
    .where('valid_to', 'is', null)
    .select('id')
    .executeTakeFirstOrThrow()
  provinceId = id
  communes = await t.database.owner
    .selectFrom('unit')
    .where('parent_id', '=', id)
    .where('level', '=', 'commune')
    .where('valid_to', 'is', null)
    .select(['id', 'name'])
    .execute()
  province = (await t.officer('province', provinceId)).token
}, 60_000)
afterAll(() => t?.close())

const url = () => `/api/v1/units/${provinceId}`
const ask = (method: string, path: string, body?: unknown, token = province) =>
  t.ask(method, `${url()}${path}`, body, token)
const registered = async () => (await t.ask('GET', '/api/v1/network')).body.registered
const HEADINGS = 'Xã,Tổ,Họ và tên,Năm sinh,Điện thoại,Vai trò,Số CCCD'
const upload = async (lines: string[]) => {
  const content = Buffer.from([HEADINGS, ...lines].join('\n')).toString('base64')
  return (await ask('POST', '/roster-imports', { fileName: 'mang-luoi.csv', content })).body
}

test('the 7,000 members of a province come in by one file, in one transaction, and go out again untouched', async () => {
  const lines = Array.from({ length: 7000 }, (_, i) => {
    const commune = communes[Math.floor(i / 94) % communes.length]!.name
    return `${commune},Bản ${Math.floor(i / 5)},Lò Văn ${'ABCDEGHK'[i % 8]}${i % 1000},${1960 + (i % 40)},09${String(i).padStart(8, '0')},${i % 5 === 0 ? 'Tổ trưởng' : 'Thành viên'},0140600${String(i).padStart(5, '0')}`
  })
  const started = performance.now()
  const job = await upload(lines)
  expect(job.counts).toMatchObject({ rows: 7000, new: 7000, error: 0, warnings: 0 })
  const done = await ask('POST', `/roster-imports/${job.id}/confirm`)
  console.log(`roster: 7,000 rows seen and made in ${Math.round(performance.now() - started)} ms`)
  expect(done.body.result.members).toBe(7000)
  expect(done.body.undoUntil).toBe('2026-11-17T02:00:00.000Z')
  expect((await ask('POST', `/roster-imports/${job.id}/confirm`)).body.result.members).toBe(7000)
  expect(await t.database.owner.transaction().execute(tx => verifyChain(tx, communes[0]!.id))).toBeNull()

  const { people, days } = await t.database.owner
    .selectFrom('member_event')
    .select(eb => [eb.fn.countAll<string>().as('people'), eb.fn.min('day').as('days')])
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow()
  expect([Number(people), days]).toEqual([7000, '2026-11-16'])
  expect(await registered()).toEqual({ teams: done.body.result.teams, members: 7000 })

  const again = await upload(lines.slice(0, 5))
  expect(again.counts).toMatchObject({ new: 0, existing: 5 })
  const undone = await ask('POST', `/roster-imports/${job.id}/undo`)
  expect(undone.body).toEqual({ undone: true, touched: [], touchedTotal: 0 })
  const left = await t.database.owner.selectFrom('member').select('id').execute()
  expect(left).toEqual([])
  expect(await registered()).toEqual({ teams: 0, members: 0 })
}, 60_000)

test('what was changed since is named, and then nothing is taken back', async () => {
  const name = communes[3]!.name
  const job = await upload([
    `${name},Bản Lúa,Vì Văn Toản,1979,0912345678,Tổ trưởng,`,
    `${name},Bản Lúa,Hà Thị Nga,1990,,Thành viên,`,
  ])
  const made = (await ask('POST', `/roster-imports/${job.id}/confirm`)).body
  expect(made.result).toEqual({ teams: 1, members: 2, joined: 0 })
  const officer = (await t.officer('communeOfficer', communes[3]!.id)).token
  const teams = (await t.ask('GET', `/api/v1/units/${communes[3]!.id}/teams`, undefined, officer)).body.items
  expect(teams).toMatchObject([{ name: 'Bản Lúa', members: 2, leader: { name: 'Vì Văn Toản' } }])
  await t.ask(
    'PATCH',
    `/api/v1/teams/${teams[0].id}/members/${teams[0].leader.id}`,
    { phone: '0900000001' },
    officer,
  )
  const { body } = await ask('POST', `/roster-imports/${job.id}/undo`)
  expect(body).toEqual({ undone: false, touched: ['member Vì Văn Toản'], touchedTotal: 1 })

  const out = await ask('GET', '/roster-export')
  const witnessed = await t.database.owner
    .selectFrom('audit_entry')
    .where('what', '=', 'roster.export')
    .select(['commune_id', 'subjects'])
    .orderBy('commune_id', 'desc')
    .execute()
  const subjects = { unitId: provinceId, members: 2 }
  expect(witnessed).toEqual([
    { commune_id: communes[3]!.id, subjects },
    { commune_id: provinceId, subjects },
  ])
  const book = read(out.body, { type: 'buffer' })
  const rows = utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0]!]!, { header: 1 })
  expect(rows[0]![0]).toBe('DANH SÁCH TỔ VÀ THÀNH VIÊN, TỈNH SƠN LA')
  expect(rows.slice(3).map(row => [row[2], row[6], row[10]])).toEqual([
    ['Tổ công nghệ số cộng đồng Bản Lúa', 'Vì Văn Toản', '0900000001'],
    ['Tổ công nghệ số cộng đồng Bản Lúa', 'Hà Thị Nga', undefined],
  ])
  const back = await ask('POST', '/roster-imports', {
    fileName: 'x.xlsx',
    content: out.body.toString('base64'),
  })
  expect(back.body.counts).toMatchObject({ rows: 2, existing: 2, new: 0 })
})

test('the list is taken away as CSV as well, with its accents for Excel, and read again', async () => {
  const { body } = await ask('GET', '/roster-export?format=csv')
  expect([...body.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const lines = body.toString('utf8').trim().split('\r\n')
  expect(lines[0]).toMatch(/STT,"Xã, phường",Tổ,Số quyết định,Ngày quyết định,Người ký,Họ và tên,/)
  expect(lines[1]).toContain('Tổ công nghệ số cộng đồng Bản Lúa,,,,Vì Văn Toản,Tổ trưởng,1979,,0900000001,')
  const content = body.toString('base64')
  const back = (await ask('POST', '/roster-imports', { fileName: 'x.csv', content })).body
  expect(back.counts).toMatchObject({ rows: 2, existing: 2, new: 0 })
})

test('a person on record twice is found; numbers of papers are kept nowhere; a commune imports only its own', async () => {
  const name = communes[3]!.name
  const twin = await upload([`${name},Bản Khác,Hà Thị Ngà,1988,0900000001,Thành viên,014060000001`])
  const dump = await t.database.owner
    .selectFrom('roster_import')
    .where('id', '=', twin.id)
    .select(['content', 'mapping'])
    .executeTakeFirstOrThrow()
  expect(JSON.stringify(twin) + dump.content.toString('latin1')).not.toContain('014060000001')
  const rows = (await ask('GET', `/roster-imports/${twin.id}/rows?state=warning`)).body
  expect(rows.items[0].words).toBe('Thêm mới. Số điện thoại này đã ghi cho người khác')
  await ask('POST', `/roster-imports/${twin.id}/confirm`)
  const { items } = (await ask('GET', '/roster-duplicates')).body
  expect(
    items.map((one: { why: string; people: { name: string }[] }) => [
      one.why,
      one.people.map(who => who.name).sort(),
    ]),
  ).toEqual([['phone', ['Hà Thị Ngà', 'Vì Văn Toản']]])
  const officer = (await t.officer('communeOfficer', communes[4]!.id)).token
  expect((await ask('GET', '/roster-export', undefined, officer)).status).toBe(404)
  const content = Buffer.from(`${HEADINGS}\n${name},Bản Lúa,Lò Văn A,,,,`).toString('base64')
  const own = await t.ask(
    'POST',
    `/api/v1/units/${communes[4]!.id}/roster-imports`,
    { fileName: 'a.csv', content },
    officer,
  )
  expect(own.body.counts).toMatchObject({ error: 1, new: 0 })
})

test('a person without a phone is found twice by name and year of birth, within one commune', async () => {
  const [name, far] = [communes[5]!.name, communes[6]!.name]
  const job = await upload([
    `${name},Bản Tà,Mùa A Dếnh,1984,,Thành viên,`,
    `${name},Bản Hin,Mùa A Chu,1984,,Thành viên,`,
    `${far},Bản Xa,Mùa A Dếnh,1984,,Thành viên,`,
  ])
  await ask('POST', `/roster-imports/${job.id}/confirm`)
  // The import would have joined the two; the commune wrote the second by hand.
  const officer = (await t.officer('communeOfficer', communes[5]!.id)).token
  const teams = (await t.ask('GET', `/api/v1/units/${communes[5]!.id}/teams`, undefined, officer)).body.items
  const hin = teams.find((one: { name: string }) => one.name === 'Bản Hin')
  const body = { name: 'MÙA A DẾNH', birthYear: 1984, role: 'member', from: '2026-11-16' }
  expect((await t.ask('POST', `/api/v1/teams/${hin.id}/members`, body, officer)).status).toBe(200)
  const { items } = (await ask('GET', '/roster-duplicates')).body
  const pairs = items
    .filter((one: { why: string }) => one.why === 'birth')
    .map((one: { people: { name: string; team: string; commune: string }[] }) =>
      one.people.map(who => `${who.name}, ${who.team}, ${who.commune}`).sort(),
    )
  expect(pairs).toEqual([[`MÙA A DẾNH, Bản Hin, ${name}`, `Mùa A Dếnh, Bản Tà, ${name}`]])
})

test('an import goes out again until a day has passed, and not a second later', async () => {
  const made = async (team: string) => {
    const job = await upload([`${communes[7]!.name},${team},Giàng A Lử,,,Thành viên,`])
    await ask('POST', `/roster-imports/${job.id}/confirm`)
    return job.id
  }
  const [first, second] = [await made('Bản Sớm'), await made('Bản Muộn')]
  t.setNow('2026-11-17T01:59:59.000Z')
  expect((await ask('POST', `/roster-imports/${first}/undo`)).body).toMatchObject({ undone: true })
  t.setNow('2026-11-17T02:00:00.000Z')
  expect((await ask('POST', `/roster-imports/${second}/undo`)).body.id).toBe('undo.late')
  expect((await ask('GET', `/roster-imports/${second}`)).body).toMatchObject({
    state: 'confirmed',
    undoUntil: null,
  })
  t.setNow('2026-11-16T02:00:00.000Z')
})
