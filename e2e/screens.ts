import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenRequest } from '@tung-nha/model/api/requests.ts'
import { addPeriods, periodOf } from '@tung-nha/model/indicator/period.ts'
import { addDays } from '@tung-nha/model/kit/day.ts'
import type { APIRequestContext, Page } from 'playwright-core'
import { address } from './browser.ts'
import { visitor } from './people.ts'
import { areaOf } from './place.ts'

const ROUTES = join(import.meta.dirname, '..', 'web', 'src', 'routes')

/** Who looks: the people of the demonstration world by their key. */
export type Who = 'visitor' | 'member' | 'officer' | 'signer' | 'emptyOfficer' | 'province' | 'ministry'
export type Screen = { route: string; who: Who }

const json = async (request: APIRequestContext, path: string, data?: object) => {
  const headers = { 'x-tung-nha': '1' }
  const answer = await (data
    ? request.post(`${address()}/api/v1${path}`, { data, headers })
    : request.get(`${address()}/api/v1${path}`, { headers }))
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return answer.json()
}
const communeOf = async (request: APIRequestContext): Promise<number> =>
  (await json(request, '/me')).grants[0].unitId
const teamOf = async (request: APIRequestContext): Promise<string> =>
  (await json(request, `/units/${await communeOf(request)}/teams`)).items[0].id
/** What day it is in the demonstration world, and the month of reports that closed last. */
const today = async (request: APIRequestContext): Promise<string> =>
  (await json(request, '/demo/accounts')).day
const closedMonth = async (request: APIRequestContext): Promise<string> =>
  addPeriods(periodOf(await today(request), { cutOffDay: 14, dueDay: 20 }), -1)
const sample = (name: string) =>
  readFileSync(join(ROUTES, '..', '..', '..', 'catalogue', 'samples', name)).toString('base64')

/** What stands for a part in brackets, asked for as whoever looks at the screen. A new page of this kind needs its line here. */
export const PARTS: Record<
  string,
  (request: APIRequestContext, officer: APIRequestContext) => Promise<string[]>
> = {
  '(public)/bai-hoc/[skill]': async () => ['pay.qr'],
  '(public)/chung-nhan/[[code]]': async () => ['K7QW4MTX'],
  '(public)/don-vi/[id]': async (_, officer) => [String(await communeOf(officer))],
  '(public)/p/[code]': async (_, officer) => [
    (await json(officer, `/units/${await communeOf(officer)}/posters`, { skill: 'pay.qr' })).code,
  ],
  '(public)/p/[code]/con-dung': async (_, officer) => [
    (await json(officer, `/units/${await communeOf(officer)}/posters`, { skill: 'safe.otp' })).code,
  ],
  '(public)/t/[code]': async (_, officer) => [
    (await json(officer, `/teams/${await teamOf(officer)}/members`)).items[0].cardCode,
  ],
  '(public)/yeu-cau/[code]': async (request, officer) => {
    const { items } = await json(request, `/communes/${await communeOf(officer)}/areas/public`)
    return [
      (
        await json(request, '/requests', {
          areaId: items[0].areaId ?? items[0].id,
          name: 'Cô Thử',
          lane: 'ngõ suối',
        })
      ).code,
    ]
  },
  '(field)/to/the/[skill]': async () => ['pay.qr'],
  '(field)/to/[...rest]': async () => ['khong-co-trang-nay'],
  '(console)/ban-lam-viec/bao-cao/to/[teamId]/[period]': async request => [
    await teamOf(request),
    await closedMonth(request),
  ],
  '(console)/ban-lam-viec/bao-cao/xa/[period]': async request => [await closedMonth(request)],
  '(console)/ban-lam-viec/to/[teamId]': async request => [await teamOf(request)],
  '(console)/ban-lam-viec/don-vi/[unitId]': async (_, officer) => [String(await communeOf(officer))],
  '(console)/ban-lam-viec/nha/[areaId]/[householdId]': async request => {
    const { items } = await json(request, `/units/${await communeOf(request)}/areas`)
    for (const { id } of items) {
      const homes = (await json(request, `/areas/${id}/households`)).items
      if (homes.length > 0) return [String(id), homes[0].id]
    }
    throw new Error('the demonstration commune has no homes')
  },
  '(console)/ban-lam-viec/hoat-dong/[areaId]/[activityId]': async request => {
    const [one] = (await json(request, `/units/${await communeOf(request)}/activities?limit=1`)).items
    return [String(one.areaId), one.id]
  },
  '(console)/ban-lam-viec/nhap-excel/[jobId]': async request => {
    const content = Buffer.from('Họ tên chủ hộ,Thôn\nLò Văn Thử,Bản Co Chàm\n').toString('base64')
    return [
      (
        await json(request, `/units/${await communeOf(request)}/household-imports`, {
          fileName: 'ho.csv',
          content,
        })
      ).id,
    ]
  },
  '(console)/ban-lam-viec/danh-sach-to/[importId]': async request => {
    const content = Buffer.from('Tổ,Họ và tên,Vai trò\nBản Thử,Lò Văn Thử,Tổ trưởng\n').toString('base64')
    const unit = await communeOf(request)
    return [(await json(request, `/units/${unit}/roster-imports`, { fileName: 'to.csv', content })).id]
  },
  '(public)/lop/[code]': async () => ['KHONGCO2'],
  '(console)/ban-lam-viec/tap-huan/[trainingId]': async request => {
    const unit = await communeOf(request)
    const body = { title: 'Lớp thử', organiser: 'commune', refresher: false, skills: [], place: 'Hội trường' }
    const sessions = [{ day: addDays(await today(request), -7), hours: '8:00' }]
    return [(await json(request, `/units/${unit}/trainings`, { ...body, sessions })).id]
  },
  '(console)/ban-lam-viec/mau-tinh/[templateId]': async request => {
    const name = globSync('*.xlsx', {
      cwd: join(ROUTES, '..', '..', '..', 'catalogue', 'samples'),
    }).sort()[0]!
    return [
      (await json(request, `/units/${await communeOf(request)}/templates`, { name, content: sample(name) }))
        .id,
    ]
  },
}

/** Parts that only the screens themselves can tell: rows of a phone's book are sealed, so the first link is followed. */
export const FOLLOWED: Record<
  string,
  { from: string; link: string; press?: string; first?: () => Promise<unknown> }
> = {
  '(field)/to/nha/[id]': { from: '/to/nha', link: 'main a[href^="/to/nha/"]' },
  // There is something to answer while a request is open and taken.
  '(field)/to/nho-giup/[id]': {
    from: '/to',
    link: 'main a[href^="/to/nho-giup/"]',
    press: 'Nhận',
    first: async () =>
      visitor<OpenRequest>('POST /api/v1/requests', {
        body: { areaId: await areaOf('Bản Co Chàm'), name: 'bà Xem', lane: 'ngõ giếng' },
      }),
  },
}

const routes = globSync('**/+page.svelte', { cwd: ROUTES })
  .map(file => file.replaceAll('\\', '/').replace(/\/?\+page\.svelte$/, ''))
  .filter(route => !route.startsWith('_gallery')) // in development only
  .sort()

/** Pages with parts in brackets that nobody has given a value for, and values for pages that are gone. */
export const unlisted = (): string[] =>
  routes.filter(route => route.includes('[') && !(route in PARTS) && !(route in FOLLOWED))

const whoFor = (route: string): Who[] => {
  if (route.startsWith('(field)')) return ['member']
  if (!route.startsWith('(console)')) return ['visitor']
  if (route.endsWith('/ranh-gioi')) return ['ministry']
  return route === '(console)/ban-lam-viec'
    ? ['officer', 'signer', 'emptyOfficer', 'province', 'ministry']
    : ['officer']
}

/** Every page of the product, as everyone it was made for. */
export const screens = (): Screen[] =>
  routes
    .filter(route => !unlisted().includes(route))
    .flatMap(route => whoFor(route).map(who => ({ route, who })))

/** The address of a screen. */
export const addressOf = async (
  route: string,
  page: Page,
  request: APIRequestContext,
  officer: APIRequestContext,
): Promise<string> => {
  const followed = FOLLOWED[route]
  if (followed) {
    await followed.first?.()
    await page.goto(followed.from)
    const link = page.locator(followed.link).first()
    if (followed.press !== undefined) {
      const button = page.getByRole('button', { name: followed.press }).first()
      await link.or(button).first().waitFor()
      if (!(await link.isVisible())) await button.click()
    }
    return (await link.getAttribute('href'))!
  }
  const parts = route.includes('[') ? await PARTS[route]!(request, officer) : []
  return `/${route
    .split('/')
    .filter(part => !part.startsWith('('))
    .map(part => (part.startsWith('[') ? encodeURIComponent(parts.shift()!) : part))
    .join('/')}`
}
