import type { DemoEnrolmentCode } from '@tung-nha/model/api/demo.ts'
import type { AnyContract, InputOf, ReplyOf } from '@tung-nha/model/kit/contract.ts'
import type { BrowserContext, Page } from 'playwright-core'
import { address } from './browser.ts'

/** Calls the product's API as one person, like the pages do: by route and the contract's type. */
export type Caller = <C extends AnyContract>(route: C['route'], input: InputOf<C>) => Promise<ReplyOf<C>>

type Parts = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }

const request = async (route: string, input: Parts, cookie: string): Promise<Response> => {
  const [method = 'GET', path = ''] = route.split(' ')
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(input.params?.[name])),
  )
  const query = new URLSearchParams(
    Object.entries(input.query ?? {}).map(([name, value]) => [name, String(value)]),
  )
  const answer = await fetch(`${address()}${filled}?${query}`, {
    method,
    headers: {
      'x-tung-nha': 'officer',
      'accept-language': 'vi',
      ...(cookie ? { cookie } : {}),
      ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${filled}: ${answer.status} ${await answer.text()}`)
  return answer
}

const caller =
  (cookie: string): Caller =>
  async (route, input) => {
    const answer = await request(route, input as Parts, cookie)
    return (answer.status === 204 ? undefined : await answer.json()) as never
  }

/** Anyone without a sign-in. */
export const visitor: Caller = (route, input) => caller('')(route, input)

/** An officer of the demonstration world by key: officer, signer, emptyOfficer, province, ministry. */
export const officer = async (key: string): Promise<Caller> => {
  const answer = await request('POST /api/v1/demo/accounts/:key/session', { params: { key } }, '')
  return caller(
    answer.headers
      .getSetCookie()
      .map(one => one.split(';')[0])
      .join('; '),
  )
}

/** Signs a browser in as an officer of the demonstration world, as a click on a card of the sign-in page does. */
export const signIn = async (context: BrowserContext, key: string): Promise<void> => {
  const answer = await context.request.post(`/api/v1/demo/accounts/${key}/session`, {
    headers: { 'x-tung-nha': 'officer' },
  })
  if (!answer.ok()) throw new Error(`sign-in as ${key}: ${answer.status()} ${await answer.text()}`)
}

/** A fresh "Mã vào tổ" for a member of the demonstration world: member or leader. */
export const teamCode = async (key: 'member' | 'leader'): Promise<string> =>
  (await visitor<DemoEnrolmentCode>('POST /api/v1/demo/accounts/:key/enrolment-code', { params: { key } }))
    .code

/** Joins a team on a phone by a code and waits until the whole book is on it and it opens without a network. */
export const joinWith = async (page: Page, code: string): Promise<void> => {
  await page.goto(`/to/vao?ma=${code}`)
  await page.getByRole('button', { name: 'Vào tổ' }).click()
  await page.getByText('Đã tải xong. Từ giờ không có mạng vẫn mở được.').waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.getByRole('link', { name: 'Bắt đầu' }).click()
  await page.getByRole('link', { name: 'Ghi lần đến' }).waitFor()
}

/** The same as a member of the demonstration world. */
export const joinTeam = async (page: Page, key: 'member' | 'leader'): Promise<void> =>
  joinWith(page, await teamCode(key))

/** What a page says wrong while it is used: errors thrown and error lines of its console. */
export const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  return complaints
}
