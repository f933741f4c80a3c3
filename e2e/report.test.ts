import type { DemoAccounts, SetDemoDay } from '@tung-nha/model/api/demo.ts'
import type { ListHouseholds } from '@tung-nha/model/api/households.ts'
import type { CommuneDesk } from '@tung-nha/model/api/reports.ts'
import { addPeriods, periodOf } from '@tung-nha/model/indicator/period.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDevice, openBrowser } from './browser.ts'
import { joinTeam, officer, signIn, visitor } from './people.ts'
import { areaOf, communeNamed } from './place.ts'
import { bytesOf, textOfZip } from './zip.ts'

const RULE = { cutOffDay: 14, dueDay: 20 }
const REMARK = 'Đối chiếu lại với sổ giấy của bản.'
const SENTENCE = 'Bà con đã tự trả tiền điện ở nhà.'
const TEAM = 'Bản Co Chàm'

let browser: Browser
let leader: Page
let desk: Page
/** The month that has closed and is due. */
let period: string

beforeAll(async () => {
  browser = await openBrowser()
  period = await unsentPeriod()
  // The day on which reports are due, whatever day it is where this runs.
  await visitor<SetDemoDay>('PUT /api/v1/demo/day', { body: { day: `${period}-20` } })
  leader = await (await newDevice(browser, 'phone', {}, 'slow')).newPage()
  desk = await (await newDevice(browser, 'desk', { acceptDownloads: true }, 'slow')).newPage()
  await joinTeam(leader, 'leader')
})
afterAll(async () => {
  await visitor<SetDemoDay>('PUT /api/v1/demo/day', { body: { day: null } })
  await browser?.close()
})

/** The team has not sent the month that closed last, or, when that is long over, the one that is filling. */
const unsentPeriod = async () => {
  const ask = await officer('officer')
  const unitId = await communeNamed('Xã Vân Hồ')
  const { day } = await visitor<DemoAccounts>('GET /api/v1/demo/accounts', {})
  const filling = periodOf(day, RULE)
  const { teams } = await ask<CommuneDesk>('GET /api/v1/units/:unitId/desk', {
    params: { unitId },
    query: { period: addPeriods(filling, -1) },
  })
  const sent = teams.some(team => team.place === TEAM && team.submittedAt !== null)
  return sent ? filling : addPeriods(filling, -1)
}
const card = (name: string) =>
  leader.locator('article').filter({ has: leader.getByText(name, { exact: true }) })
const openOnDesk = async (name: string) => {
  await desk.goto('/ban-lam-viec/bao-cao')
  await desk.getByRole('heading', { name: 'Báo cáo của các tổ' }).waitFor()
  await desk.getByRole('link', { name, exact: true }).first().click()
  await desk.getByRole('heading', { level: 1, name: /^Báo cáo \d/ }).waitFor()
}
const button = (on: Page, name: string | RegExp) =>
  on.getByRole('button', { name, exact: typeof name === 'string' })

test('the leader finds the month filled, asks where a number comes from, adds what was counted by hand, and sends', async () => {
  await leader.goto('/to/bao-cao')
  await leader
    .getByRole('heading', { name: new RegExp(`^Kỳ tháng ${period.slice(5)}/${period.slice(0, 4)}`) })
    .waitFor()
  const guided = card('Số lượt người được hướng dẫn kỹ năng số')
  await guided.getByRole('button').first().tap()
  await guided.getByRole('button', { name: 'Số này từ đâu?' }).first().tap()
  const source = leader.getByRole('dialog')
  const visit = source.getByRole('listitem').first()
  const link = visit.getByRole('link')
  expect(await link.innerText()).not.toBe('')
  expect(await visit.innerText()).toMatch(/\d\d\/\d\d\/\d{4}/)
  const address = (await link.getAttribute('href'))!
  expect(address).toMatch(/^\/to\/nha\//)
  await leader.keyboard.press('Escape')
  await source.waitFor({ state: 'detached' })

  const gatherings = card('Số buổi tuyên truyền, tập huấn, hướng dẫn tập trung')
  await gatherings.getByRole('button').first().tap()
  await gatherings.getByRole('button', { name: 'Bổ sung', exact: true }).first().tap()
  const sheet = leader.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Giữ số bổ sung' }).tap()
  await sheet.getByText('Ghi lý do và nguồn để xã đối chiếu được.').first().waitFor()
  await sheet.getByLabel('Lý do').fill('Một buổi ở chợ phiên chưa ghi trên máy')
  await sheet.getByLabel('Nguồn').fill('Sổ giấy của tổ')
  await sheet.getByRole('button', { name: 'Giữ số bổ sung' }).tap()
  await gatherings
    .getByText(/Số từ hệ thống .+ \+ Số bổ sung 1/)
    .first()
    .waitFor()

  await leader.getByLabel('Kết quả nổi bật').fill(SENTENCE)
  await leader.getByLabel('Nhiệm vụ kỳ tới').fill('Đến những nhà chưa ai đến.')
  await answerChecks(leader)
  await button(leader, 'Gửi xã').tap()
  await leader.getByRole('dialog').getByRole('button', { name: 'Gửi xã' }).tap()
  await leader.getByText('Đã gửi xã', { exact: true }).waitFor()
})

/** "Vì sao?" of each number that changed much, and the confirmation that nothing changed. */
const answerChecks = async (on: Page) => {
  for (const box of await on.getByRole('textbox', { name: /Vì sao\?/ }).all())
    await box.fill('Tháng này tổ đi nhiều hơn.')
  const same = on.getByText(/^Đúng, không có thay đổi$/)
  if (await same.count()) await same.click()
}

test('the officer returns it with a remark on a row, the leader sees it there and sends again, the officer approves', async () => {
  await signIn(desk.context(), 'officer')
  await openOnDesk(TEAM)
  const row = desk.getByRole('row', { name: /Số hộ được đến tận nhà hướng dẫn/ })
  await row.getByRole('button', { name: 'Ghi ý kiến ở dòng này' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByLabel('Ý kiến').fill(REMARK)
  await dialog.getByRole('button', { name: 'Trả lại để bổ sung' }).click()
  await desk.getByText('Đã trả lại.', { exact: false }).first().waitFor()

  // On a slow line the boxes stand empty for a while; that must not be taken for what the leader has written.
  const slow = '**/api/v1/teams/*/reports/*'
  await leader.route(slow, route => setTimeout(() => void route.continue(), 1_000))
  await leader.reload()
  await leader.getByText('Xã trả lại để bổ sung').waitFor()
  await leader.unroute(slow)
  await expect.poll(() => leader.getByLabel('Kết quả nổi bật').inputValue()).toBe(SENTENCE)
  const remarked = card('Số hộ được đến tận nhà hướng dẫn')
  const remark = remarked.getByText(REMARK)
  await remark.waitFor()
  const above = await Promise.all(
    [remark, remarked.getByRole('button').first()].map(async one => (await one.boundingBox())!.y),
  )
  expect(above[0]).toBeLessThan(above[1]!)
  await leader.getByLabel('Kiến nghị, đề xuất').fill('Xã cho thêm một buổi ở nhà văn hóa.')
  await answerChecks(leader)
  await button(leader, 'Gửi xã').tap()
  await leader.getByRole('dialog').getByRole('button', { name: 'Gửi xã' }).tap()
  await leader.getByText('Đã gửi xã', { exact: true }).waitFor()

  await openOnDesk(TEAM)
  await desk.getByText(SENTENCE).waitFor()
  await button(desk, 'Duyệt').click()
  await desk.getByText('Đã duyệt báo cáo.').waitFor()
})

const take = async (name: string) => {
  const [download] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('link', { name, exact: true }).click(),
  ])
  return bytesOf(download)
}

test("the commune's report is prepared, the vice chair signs it, and Word, Excel and PDF are what they say", async () => {
  await desk.goto(`/ban-lam-viec/bao-cao/xa/${period}`)
  await desk.getByRole('heading', { level: 1, name: /^Báo cáo/ }).waitFor()
  await desk.getByLabel('Kết quả nổi bật').fill('Các tổ đã đến được nhiều nhà hơn tháng trước.')
  await answerChecks(desk)
  await button(desk, 'Trình người ký').click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Trình người ký' }).click()
  await desk.getByText('Đã trình người ký.').waitFor()

  await signIn(desk.context(), 'signer')
  await desk.reload()
  await button(desk, 'Ký báo cáo').click()
  await desk
    .getByRole('dialog')
    .getByText(/Đinh Quang Phong, Phó Chủ tịch/)
    .waitFor()
  await desk.getByRole('dialog').getByRole('button', { name: 'Ký báo cáo' }).click()
  await desk.getByText(/^Đã ký\./).waitFor()

  const row = desk.getByRole('row', { name: /Số hộ được đến tận nhà hướng dẫn/ })
  const number = (await row.getByRole('button').first().innerText()).trim()
  expect(number).toMatch(/^[\d.]+$/)
  const word = await take('Word')
  const excel = await take('Excel')
  const pdf = await take('PDF')
  for (const zip of [word, excel]) expect(zip.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04')
  expect(textOfZip(word)).toContain(`>${number}<`)
  expect(textOfZip(excel)).toMatch(new RegExp(`>${number.replaceAll('.', '')}<`))
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
})

test('the province gets the signed figures and no name of a resident', async () => {
  const names = await residentNames()
  expect(names.length).toBeGreaterThan(50)
  await signIn(desk.context(), 'province')
  const answers: string[] = []
  desk.on('response', async answer => {
    if (answer.url().includes('/api/')) answers.push(await answer.text().catch(() => ''))
  })
  await desk.goto('/ban-lam-viec/bao-cao')
  const commune = desk.getByRole('row', { name: /Xã Vân Hồ/ })
  await commune.getByText('Đã ký').waitFor()
  const pages = [await desk.locator('body').innerText()]
  await desk.getByRole('link', { name: 'Xã Vân Hồ' }).click()
  await desk.getByRole('heading', { level: 1, name: 'Xã Vân Hồ' }).waitFor()
  await desk.getByText('Số lượt người được hướng dẫn kỹ năng số').first().waitFor()
  pages.push(await desk.locator('body').innerText())
  expect(answers.join('').length).toBeGreaterThan(1000)
  const told = [...pages, ...answers].join('\n')
  expect(names.filter(name => told.includes(name))).toEqual([])
})

/** Heads of homes of one village, as the officer of the commune reads them; names of three words and more. */
const residentNames = async (): Promise<string[]> => {
  const ask = await officer('officer')
  const params = { areaId: await areaOf(TEAM) }
  const { items } = await ask<ListHouseholds>('GET /api/v1/areas/:areaId/households', {
    params,
    query: { limit: 500 },
  })
  return items.flatMap(item => (item.head && item.head.split(' ').length > 2 ? [item.head] : []))
}
