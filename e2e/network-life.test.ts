import type { ListCommuneActivities } from '@tung-nha/model/api/activities.ts'
import type { DemoAccounts } from '@tung-nha/model/api/demo.ts'
import type { MakeEnrolmentCode } from '@tung-nha/model/api/devices.ts'
import type { ConfirmHouseholdImport, UploadHouseholds } from '@tung-nha/model/api/household-imports.ts'
import type { AddMember, ListMembers } from '@tung-nha/model/api/members.ts'
import type { CreateTeam, ListTeams } from '@tung-nha/model/api/teams.ts'
import type { CreateTraining } from '@tung-nha/model/api/trainings.ts'
import type { CreateVillage } from '@tung-nha/model/api/villages.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDevice, openBrowser } from './browser.ts'
import { type Caller, joinWith, officer, signIn, visitor } from './people.ts'
import { communeNamed } from './place.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** A class of today, and the code with which one member of a team of the commune joins on a phone. */
const classAndCode = async (communeId: number, team: string, name: string) => {
  const ask = await officer('officer')
  const { day } = await visitor<DemoAccounts>('GET /api/v1/demo/accounts', {})
  const lesson = await ask<CreateTraining>('POST /api/v1/units/:unitId/trainings', {
    params: { unitId: communeId },
    body: {
      title: 'Trả tiền bằng mã QR',
      organiser: 'telecom',
      refresher: false,
      skills: ['pay.qr'],
      place: 'Nhà văn hóa',
      sessions: [{ day, hours: '8:00' }],
    },
  })
  const teams = await ask<ListTeams>('GET /api/v1/units/:communeId/teams', {
    params: { communeId },
    query: {},
  })
  const teamId = teams.items.find(one => one.name === team)!.id
  const members = await ask<ListMembers>('GET /api/v1/teams/:teamId/members', {
    params: { teamId },
    query: {},
  })
  const memberId = members.items.find(one => one.name === name)!.id
  const { code } = await ask<MakeEnrolmentCode>(
    'POST /api/v1/teams/:teamId/members/:memberId/enrolment-code',
    {
      params: { teamId, memberId },
    },
  )
  const visits = async () =>
    (
      await ask<ListCommuneActivities>('GET /api/v1/units/:communeId/activities', {
        params: { communeId },
        query: { limit: 500 },
      })
    ).items.filter(one => one.memberName === name).length
  return { lesson, code, visits }
}

test('a volunteer applies without an account, is taken in, comes to a class, fails a check, passes it and guides', async () => {
  const communeId = await communeNamed('Xã Vân Hồ')
  const applicant = await (await newDevice(browser, 'phone', { javaScriptEnabled: false })).newPage()
  await applicant.goto(`/tham-gia?c=${communeId}`)
  await applicant.getByLabel('Họ và tên').fill('Sồng A Tếnh')
  await applicant.getByLabel('Số điện thoại').fill('0987 000 321')
  await applicant.getByLabel('Muốn vào tổ').selectOption({ label: 'Bản Hang Dơi' })
  await applicant.getByRole('button', { name: 'Gửi đăng ký' }).tap()
  await applicant.getByRole('heading', { name: 'Đã gửi đăng ký' }).waitFor()

  const desk = await newDevice(browser, 'desk')
  await signIn(desk, 'officer')
  const page = await desk.newPage()
  await page.goto('/ban-lam-viec/to/dang-ky')
  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Sồng A Tếnh' }) })
  await card.getByRole('button', { name: 'Nhận vào tổ' }).click()
  await page.getByText('Đã nhận Sồng A Tếnh.', { exact: false }).waitFor()

  const { lesson, code, visits } = await classAndCode(communeId, 'Bản Hang Dơi', 'Sồng A Tếnh')
  const phone = await (await newDevice(browser, 'phone')).newPage()
  await joinWith(phone, code)
  await phone.goto(`/to/cua-toi/lop?ma=${lesson.code}`)
  await phone.getByRole('button', { name: 'Ghi có mặt' }).tap()
  await phone.getByText('Đã ghi có mặt: Trả tiền bằng mã QR').waitFor()

  await page.goto('/ban-lam-viec/to')
  await page.getByRole('link', { name: 'Bản Hang Dơi' }).click()
  await page.getByRole('button', { name: 'Sồng A Tếnh' }).click()
  const sheet = page.getByRole('dialog')
  const skill = sheet.getByLabel('Kỹ năng', { exact: true })
  await skill.selectOption({ index: 1 })
  await sheet.getByRole('button', { name: 'Chưa đạt' }).click()
  await sheet.getByText(/, chưa đạt$/).waitFor()
  await sheet.getByRole('button', { name: 'Đạt', exact: true }).click()
  await sheet.getByText('Được hướng dẫn 1/', { exact: false }).waitFor()
  expect(await sheet.getByText(/: (Đăng ký|Đã duyệt) \(/).count()).toBe(2)
  await sheet.getByRole('link', { name: 'Bản in' }).waitFor()

  // The first home of the new volunteer, on the volunteer's own phone.
  expect(await visits()).toBe(0)
  await phone.goto('/to')
  await phone.locator('a[href^="/to/nha/"]').first().tap()
  await phone.getByRole('button', { name: 'Không ghi tên' }).tap()
  await phone.locator('.picker .name').first().tap()
  const levels = phone.getByRole('group', { name: /làm được đến đâu\?$/ })
  await levels.getByRole('button', { name: 'Có người giúp' }).tap()
  await phone.getByRole('button', { name: /^Lưu lần đến/ }).tap()
  await expect.poll(visits).toBe(1)

  // A phone is lost: one form, and the code for the new one is on the screen.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Thay tổ trưởng, thay máy' }).click()
  const form = page.getByRole('dialog')
  await form.getByText('Máy mới cho một thành viên.').click()
  await form.getByLabel('Máy của ai').selectOption({ label: 'Sồng A Tếnh' })
  await form.getByText('Mất hoặc hỏng').click()
  await form.getByRole('button', { name: 'Làm mã cho máy mới' }).click()
  await page.getByRole('heading', { name: 'Mã vào tổ của Sồng A Tếnh' }).waitFor()
  await page.getByText('Còn hiệu lực', { exact: false }).waitFor()
})

test('a province imports its network, and takes it back', async () => {
  const desk = await newDevice(browser, 'desk')
  await signIn(desk, 'province')
  const page = await desk.newPage()
  await page.goto('/ban-lam-viec/danh-sach-to')
  const rows = [
    'Xã,Tổ,Họ và tên,Vai trò',
    'Xã Tô Múa,Bản Lúa,VÌ VĂN PÁNH,Tổ trưởng',
    'Xã Tô Múa,,Hà Thị Nga,Thành viên',
  ]
  const file = { name: 'mang-luoi.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('2 dòng, 1 tổ mới, ở 1 xã, phường').waitFor()
  await page.getByRole('cell', { name: 'Vì Văn Pánh' }).or(page.getByText('Vì Văn Pánh')).first().waitFor()
  await page.getByRole('button', { name: 'Nhập 2 người' }).click()
  await page.getByText('1 tổ mới, 2 thành viên mới').waitFor()
  await page.getByRole('button', { name: 'Hoàn tác lần nhập này' }).click()
  await page.getByRole('button', { name: /^Bấm lần nữa/ }).click()
  await page.getByText('Đã hoàn tác', { exact: true }).waitFor()
})

/** Two villages of phường Bỉm Sơn with a team and a home each, made the way the desk makes them. */
const twoVillages = async (ask: Caller, communeId: number) => {
  const from = '2026-01-05'
  const people = {
    'Ven Suối': ['Phạm Thị Lan', 'Đỗ Văn Hải', 'Lê Minh Tú'],
    'Đồi Sim': ['Trịnh Văn Sơn', 'Mai Thị Hoa'],
  }
  for (const [name, members] of Object.entries(people)) {
    const village = await ask<CreateVillage>('POST /api/v1/units/:communeId/villages', {
      params: { communeId },
      body: { name, kind: 'thon', validFrom: from },
    })
    const team = await ask<CreateTeam>('POST /api/v1/units/:communeId/teams', {
      params: { communeId },
      body: {
        level: 'village',
        name: village.name,
        localName: 'Tổ công nghệ số cộng đồng',
        formedOn: from,
        decision: { number: '01/QĐ-UBND', day: from, signer: 'Chủ tịch UBND phường' },
        areaIds: village.areaIds,
      },
    })
    for (const [place, who] of members.entries())
      await ask<AddMember>('POST /api/v1/teams/:teamId/members', {
        params: { teamId: team.id },
        body: { name: who, role: place === 0 ? 'leader' : 'member', from },
      })
  }
  const rows = [
    'Họ tên chủ hộ,Thôn,Ngõ',
    'Nguyễn Thị Suối,Thôn Ven Suối,',
    'Mai Văn Bờ,Thôn Ven Suối,Ngõ Bờ',
    'Hoàng Văn Sim,Thôn Đồi Sim,',
  ]
  const job = await ask<UploadHouseholds>('POST /api/v1/units/:communeId/household-imports', {
    params: { communeId },
    body: { fileName: 'ho.csv', content: Buffer.from(rows.join('\n')).toString('base64') },
  })
  const basis = { number: '02/QĐ-UBND', day: from, signer: 'Chủ tịch UBND phường' }
  await ask<ConfirmHouseholdImport>('POST /api/v1/units/:communeId/household-imports/:jobId/confirm', {
    params: { communeId, jobId: job.id },
    body: { basis },
  })
}

test('two villages merge, their teams are joined into one, nobody and no home is lost, and it is taken back', async () => {
  const communeId = await communeNamed('Phường Bỉm Sơn')
  const ask = await officer('emptyOfficer')
  await twoVillages(ask, communeId)
  const teams = async () =>
    (await ask<ListTeams>('GET /api/v1/units/:communeId/teams', { params: { communeId }, query: {} })).items
      .filter(team => /Ven Suối|Đồi Sim/.test(team.areas.map(area => area.name).join()))
      .map(({ name, members, homes, areas }) => ({ name, members, homes, areas: areas.length }))
  const before = await teams()
  expect(before).toHaveLength(2)

  const desk = await newDevice(browser, 'desk')
  await signIn(desk, 'emptyOfficer')
  const page = await desk.newPage()
  await page.goto('/ban-lam-viec/thon-ban')
  await page.getByRole('checkbox', { name: 'Chọn Thôn Ven Suối' }).check()
  await page.getByRole('checkbox', { name: 'Chọn Thôn Đồi Sim' }).check()
  await page.getByRole('button', { name: 'Sáp nhập 2 nơi' }).click()
  const merger = page.getByRole('dialog')
  // What it means for the teams is said before anything is done.
  await merger.getByText(/^Tổ đang phục vụ: Thôn (Ven Suối, Thôn Đồi Sim|Đồi Sim, Thôn Ven Suối)\./).waitFor()
  await merger.getByText('Một nơi mới').click()
  await merger.getByLabel('Loại').selectOption({ label: 'Thôn' })
  await merger.getByRole('textbox', { name: /^Tên/ }).fill('Suối Sim')
  await merger.getByLabel('Nghị quyết, quyết định').fill('Nghị quyết 12/NQ-HĐND')
  await merger.getByRole('button', { name: 'Sáp nhập' }).click()
  await page.getByText('Đã sáp nhập vào Thôn Suối Sim.').waitFor()
  await page.getByRole('link', { name: 'Kiện toàn tổ' }).click()

  // Everybody of both teams stands in the proposal; the larger team's leader leads, the other is deputy.
  await page.getByText('đã nhập thành Thôn Suối Sim', { exact: false }).waitFor()
  const role = (name: string) => page.getByLabel(`Vai trò trong tổ: ${name}`)
  expect(await role('Phạm Thị Lan').inputValue()).toBe('leader')
  expect(await role('Trịnh Văn Sơn').inputValue()).toBe('deputy')
  await role('Đỗ Văn Hải').selectOption({ label: 'Tổ trưởng' })
  await expect.poll(() => role('Phạm Thị Lan').inputValue()).toBe('deputy')
  await page.getByLabel('Quyết định thành lập: số').fill('90/QĐ-UBND')
  const join = page.getByRole('button', { name: 'Gộp thành một tổ' })
  expect(await join.isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Xem trước' }).click()
  await page
    .getByText(/Thôn Suối Sim: 5 thành viên, địa bàn Thôn (Đồi Sim, Thôn Ven Suối|Ven Suối, Thôn Đồi Sim)$/)
    .waitFor()
  expect(await teams()).toEqual(before)
  await join.click()
  await page.getByText('Đã gộp thành một tổ.', { exact: false }).waitFor()
  expect(await teams()).toEqual([{ name: 'Thôn Suối Sim', members: 5, homes: 3, areas: 2 }])

  // The new team has everybody; an old one is there to be looked at, with the day it ended.
  await page.getByRole('link', { name: 'Xem tổ' }).first().click()
  await page.getByRole('heading', { name: 'Tổ công nghệ số cộng đồng thôn Suối Sim' }).waitFor()
  for (const name of ['Phạm Thị Lan', 'Đỗ Văn Hải', 'Lê Minh Tú', 'Trịnh Văn Sơn', 'Mai Thị Hoa'])
    await page.getByRole('button', { name }).waitFor()
  await page.getByText('3 nhà trong danh sách').waitFor()
  const up = page.getByRole('navigation', { name: 'Đang ở' }).getByRole('link', { name: 'Tổ và thành viên' })
  await up.click()
  await page.getByText('Cả tổ đã giải thể').click()
  await page.getByRole('link', { name: /^Thôn Đồi Sim/ }).click()
  await page.getByRole('heading', { name: 'Tổ công nghệ số cộng đồng thôn Đồi Sim' }).waitFor()
  await page.getByText(/^Giải thể từ ngày \d\d\/\d\d\/\d{4}$/).waitFor()

  await up.click()
  await page.getByRole('link', { name: 'Kiện toàn', exact: true }).click()
  await page.getByRole('button', { name: 'Hoàn tác' }).first().click()
  await page.getByText('Đã hoàn tác, các tổ trở lại như cũ.').waitFor()
  expect(await teams()).toEqual(before)

  // A lane of one of them becomes an area of its own: seen first, then its homes go there.
  await page.goto('/ban-lam-viec/thon-ban/chia')
  await page.getByLabel('Địa bàn cần chia').selectOption({ label: 'Thôn Suối Sim (Thôn Ven Suối)' })
  await page.getByRole('checkbox', { name: 'Ngõ Bờ: cả 1 nhà' }).check()
  await page.getByText('Một địa bàn nữa của cùng thôn, bản').click()
  await page.getByRole('textbox', { name: /^Tên nơi mới/ }).fill('Xóm Bờ')
  await page.getByRole('button', { name: 'Xem trước' }).click()
  await page.getByRole('button', { name: 'Chia, chuyển 1 nhà' }).click()
  await page.getByText('Xóm Bờ, chia từ Thôn Ven Suối').waitFor()
  await page.getByText('1 nhà đã chuyển').waitFor()
})
