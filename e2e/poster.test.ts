import type { ListMembers } from '@tung-nha/model/api/members.ts'
import type { MakePoster } from '@tung-nha/model/api/posters.ts'
import type { ListTeams } from '@tung-nha/model/api/teams.ts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { address, newDevice, openBrowser } from './browser.ts'
import { officer } from './people.ts'
import { areaOf, communeNamed } from './place.ts'

let browser: Browser
let phone: BrowserContext
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  phone = await newDevice(browser, 'phone')
  page = await phone.newPage()
})
afterAll(() => browser?.close())

test('a poster is printed on one page, and its code opens the lesson and then the village of the poster', async () => {
  const ask = await officer('officer')
  const areaId = await areaOf('Bản Nà Sàng')
  const { code } = await ask<MakePoster>('POST /api/v1/posters', { body: { skill: 'pay.qr', areaId } })

  for (const size of ['A4', 'A3']) {
    const answer = await fetch(`${address()}/api/v1/posters/${code}/print?size=${size}`)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    const pdf = Buffer.from(await answer.arrayBuffer()).toString('latin1')
    expect(pdf.startsWith('%PDF-')).toBe(true)
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBe(1)
  }

  await page.goto(`/p/${code}`)
  await page.getByText(/Áp phích đặt tại bản Nà Sàng/i).waitFor()
  await page.getByRole('link', { name: 'Bắt đầu học' }).click()
  await page.getByText(/^Bước 1 trên/).waitFor()
  // The poster is remembered to the end: whoever asks for help does not say again where the village is.
  await page.goto(page.url().replace('b=1', 'b=99'))
  await page.getByRole('link', { name: 'Nhờ người đến giúp' }).click()
  expect(await page.getByRole('combobox').locator('option:checked').textContent()).toBe('Bản Nà Sàng')
})

test('a member card is known or it is red', async () => {
  const ask = await officer('officer')
  const communeId = await communeNamed('Xã Vân Hồ')
  const { items: teams } = await ask<ListTeams>('GET /api/v1/units/:communeId/teams', {
    params: { communeId },
  })
  const { items: members } = await ask<ListMembers>('GET /api/v1/teams/:teamId/members', {
    params: { teamId: teams[0]!.id },
  })
  const member = members[0]!
  await page.goto(member.cardPath)
  await page.getByRole('heading', { name: /^Đây là .+, thành viên của Tổ chuyển đổi số cộng đồng/ }).waitFor()
  const shown = await page.locator('main').innerText()
  expect(shown).toContain('do UBND xã Vân Hồ lập')
  // The first name is enough to compare with the person at the gate.
  expect(shown).not.toContain(member.name)

  await page.goto('/t/22222222')
  const refusal = page.getByRole('heading', { name: 'Không tìm thấy, đừng làm theo' })
  await refusal.waitFor()
  const [red, green, blue] = await refusal.evaluate(node => {
    const canvas = document.createElement('canvas').getContext('2d')!
    canvas.fillStyle = getComputedStyle(node.parentElement!).backgroundColor
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  })
  expect(red! - Math.max(green!, blue!)).toBeGreaterThan(60)
})
