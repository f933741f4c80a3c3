import type { ListCommuneActivities } from '@tung-nha/model/api/activities.ts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDevice, openBrowser } from './browser.ts'
import { joinTeam, officer } from './people.ts'
import { cameraPhoto } from './photo.ts'
import { communeNamed } from './place.ts'

/** A phone is lost: the leader signs it out from afar, and what it had not sent is taken by the leader, not by the thief. */
let browser: Browser
let lost: BrowserContext
let phone: Page
let leader: Page
const MEMBER = 'Lường Thị Ban'

beforeAll(async () => {
  browser = await openBrowser()
  lost = await newDevice(browser, 'phone')
  const own = await newDevice(browser, 'phone')
  ;[phone, leader] = await Promise.all([lost.newPage(), own.newPage()])
  await Promise.all([joinTeam(phone, 'member'), joinTeam(leader, 'leader')])
}, 60_000)
afterAll(() => browser?.close())

/** How much the commune has of the member of the lost phone. */
const recorded = async () => {
  const ask = await officer('officer')
  const communeId = await communeNamed('Xã Vân Hồ')
  const { items } = await ask<ListCommuneActivities>('GET /api/v1/units/:communeId/activities', {
    params: { communeId },
    query: { limit: 500 },
  })
  return items.filter(item => item.memberName === MEMBER).length
}

/** How much lies in either place on the disk, by the name of the store; read without a line of the app's. */
const onDisk = (page: Page) =>
  page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.onsuccess = () => done(request.result)
        request.onerror = () => fail(request.error)
      })
    type Buckets = { open: (name: string) => Promise<{ indexedDB: IDBFactory }> }
    const { storageBuckets } = navigator as unknown as { storageBuckets: Buckets }
    const counted: Record<string, number> = {}
    for (const [place, factory] of [
      ['first', indexedDB],
      ['second', (await storageBuckets.open('second-copy')).indexedDB],
    ] as const)
      for (const { name } of await factory.databases()) {
        const db = await asked(factory.open(name!))
        for (const store of db.objectStoreNames) {
          const count = await asked(db.transaction(store).objectStore(store).count())
          if (count > 0) counted[`${place} ${name} ${store}`] = count
        }
        db.close()
      }
    return counted
  })

test('[D18] [D23] [D24] a phone signed out from afar keeps all until it is handed over, then nothing in either place; the leader takes the work and it counts', async () => {
  const before = await recorded()
  await lost.setOffline(true)
  const homes = phone.locator('a[href^="/to/nha/"]')
  // Saved with a photo, and half written with another.
  await homes.filter({ hasText: 'Hẹn lại' }).first().tap()
  const first = await phone.getByRole('heading', { name: /^Nhà / }).innerText()
  await phone.getByText('Ảnh, ghi âm').tap()
  await phone.locator('input[accept="image/*"]').setInputFiles(await cameraPhoto(phone, 240))
  await phone.getByAltText('Ảnh của lần đến này').waitFor()
  await phone.getByRole('button', { name: /^Lưu lần đến/ }).tap()
  await phone.getByRole('link', { name: 'Chưa gửi 1' }).waitFor()
  await homes.filter({ hasText: 'nhóm nữa' }).first().tap()
  const second = await phone.getByRole('heading', { name: /^Nhà / }).innerText()
  await phone.getByRole('button', { name: 'Không ghi tên' }).tap()
  await phone.locator('.picker .name').first().tap()
  await phone
    .getByRole('group', { name: /làm được đến đâu\?$/ })
    .getByRole('button', { name: 'Có người giúp' })
    .tap()
  await expect.poll(() => onDisk(phone)).toMatchObject({ 'first tung-nha drafts': 1 })
  const other = await lost.newPage()
  await other.goto('/to')
  await other.getByText('Chưa gửi 1').waitFor()

  await leader.goto('/to/cua-toi/may')
  const member = leader
    .locator('article')
    .filter({ hasText: MEMBER })
    .filter({ has: leader.getByRole('button', { name: 'Cho máy ngừng' }) })
    .first()
  await member.getByRole('button', { name: 'Cho máy ngừng' }).tap()
  await member.getByText(`Mọi máy của ${MEMBER} ngừng ngay.`, { exact: false }).waitFor()
  // A second press counts only after a moment, so that a double tap is none.
  await expect
    .poll(() => member.getByRole('button', { name: 'Cho máy ngừng' }).getAttribute('aria-busy'))
    .not.toBe('true')
  await member.getByRole('button', { name: 'Cho máy ngừng' }).tap()
  await leader.getByText(`Đã cho máy của ${MEMBER} ngừng.`).waitFor()

  // Without a network, and with one that breaks before the photo is through, nothing is erased.
  const kept = await onDisk(phone)
  expect(kept).toMatchObject({
    'first tung-nha outbox': 1,
    'first tung-nha evidence': 1,
    'second tung-nha outbox': 1,
  })
  let broke = 0
  await lost.route('**/hand-over/evidence', route => {
    broke++
    return route.abort()
  })
  await lost.setOffline(false)
  await expect.poll(() => broke).toBeGreaterThan(0)
  expect(await onDisk(phone)).toMatchObject({
    'first tung-nha evidence': 1,
    'first tung-nha drafts': 1,
    'second tung-nha meta': kept['second tung-nha meta'],
  })
  await lost.unroute('**/hand-over/evidence')

  await phone.getByText('Máy này đã được cho ngừng').waitFor()
  // A tab of the app begins a new, empty book: one entry, its keys. Cards are nobody's.
  const left = async () =>
    Object.entries(await onDisk(phone)).filter(
      ([store, count]) => !store.includes('cards') && !(store.endsWith(' meta') && count === 1),
    )
  await expect.poll(left).toEqual([])
  // Nor is a name left on the screen of another tab.
  await other.getByLabel('Mã vào tổ').waitFor()

  await leader.reload()
  const given = leader.locator('article').filter({ has: leader.getByRole('button', { name: 'Nhận' }) })
  await given.filter({ hasText: first }).filter({ hasText: 'Kèm 1 ảnh, ghi âm.' }).waitFor()
  await given.filter({ hasText: second }).filter({ hasText: 'Viết dở, chưa lưu' }).waitFor()
  for (const home of [first, second]) {
    await given.filter({ hasText: home }).getByRole('button', { name: 'Nhận' }).tap()
    await given.filter({ hasText: home }).waitFor({ state: 'detached' })
  }
  expect(await recorded()).toBe(before + 2)
})
