import { brotliDecompressSync } from 'node:zlib'
import type { Pull } from '@tung-nha/model/api/pull.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pushOps } from '#sync/push.ts'
import { serverSender } from '#sync/sender.ts'
import type { TestApp } from '../testing/app.ts'
import { type FieldStage, fieldHouse, NOW, SECRET, SKILLS } from '../testing/field-stage.ts'

type Feed = ReplyOf<Pull>['feeds'][number]
type Place = { areaId: number; revision: number; chain: string }

let house: TestApp
let stage: FieldStage
let token: string
const [PUSHES, EACH] = [7, 300]
const homes: ReturnType<FieldStage['home']>[] = []
beforeAll(async () => {
  ;({ house, stage, token } = await fieldHouse())
  for (let i = 0; i < PUSHES; i++) {
    const some = Array.from({ length: EACH }, (_, n) => stage.home(stage.areas[0], `Nhà ${i} ${n}`))
    homes.push(...some)
    await push(some)
  }
})
afterAll(() => house.close())

const push = async (ops: SentOp[]) => {
  const context = { sender: serverSender, now: NOW, offset: 0, skills: SKILLS, secret: SECRET }
  const answers = await pushOps(house.database.db, { ops, ...context })
  expect(answers.filter(answer => answer.result !== 'accepted')).toEqual([])
}
const ask = (feeds: Place[]) =>
  house.app.inject({
    method: 'POST',
    url: '/api/v1/sync/pull',
    headers: { authorization: `Bearer ${token}`, 'accept-encoding': 'br' },
    payload: { feeds },
  })
/** The next page of the first area after a place; undefined when there is nothing new. */
const page = async (at: Place | null): Promise<Feed | undefined> => {
  const answer = await ask(at ? [at] : [])
  expect(answer.headers['content-encoding']).toBe('br')
  const { feeds } = JSON.parse(brotliDecompressSync(answer.rawPayload).toString()) as ReplyOf<Pull>
  return feeds.find(({ areaId }) => areaId === stage.areas[0])
}
const placeOf = ({ areaId, revision, chain }: Feed): Place => ({ areaId, revision, chain })
/** Page after page, until one says that it is the last. */
const pagesFrom = async (at: Place | null): Promise<Feed[]> => {
  const pages: Feed[] = []
  let next = at
  do {
    const feed = (await page(next))!
    pages.push(feed)
    next = feed.more ? placeOf(feed) : null
  } while (next)
  return pages
}
/** What a phone holds that takes these pages one after the other. */
const heldOf = (pages: readonly Feed[]) => {
  const held = new Map<string, object>()
  for (const { rows } of pages)
    for (const { id, ...row } of rows)
      if (row.removed) held.delete(id)
      else held.set(id, row)
  return Object.fromEntries([...held].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** On each page, how many rows it says are to come, beside how many the pages after it bring. */
const countdown = (pages: readonly Feed[]) =>
  pages.map(({ toCome = 0 }, i) => [
    toCome,
    pages.slice(i + 1).reduce((sum, { rows }) => sum + rows.length, 0),
  ])

describe('[S29] a first load of an area of many rows', () => {
  test('comes in pages of whole pushes, compressed, that count down what is to come', async () => {
    const pages = await pagesFrom(null)
    expect(pages.map(({ rows, revision, more }) => [rows.length, revision, more])).toEqual([
      [900, 3, true],
      [900, 6, true],
      [300, 7, undefined],
    ])
    expect(countdown(pages)).toEqual([
      [1200, 1200],
      [300, 300],
      [0, 0],
    ])
    expect(Object.keys(heldOf(pages)).sort()).toEqual(homes.map(home => home.body.householdId).sort())
    expect(await page(placeOf(pages.at(-1)!))).toBeUndefined()
  })

  test('that broke off goes on where it broke, and ends with what one without a break has', async () => {
    const first = (await page(null))!
    const lost = await page(placeOf(first))
    expect(await page(placeOf(first))).toEqual(lost)

    // Others go on working meanwhile, on what this phone has already, on what it has not, and on something new.
    const [had, coming, gone] = [homes[0]!, homes[1000]!, homes[2000]!]
    const edit = ({ body: { householdId } }: typeof had) =>
      stage.op('household.put', stage.areas[0], {
        householdId,
        fields: { head: 'Tên mới' },
        basis: { kind: 'visit', day: '2026-11-20' },
      })
    const { householdId } = gone.body
    await push([
      edit(had),
      edit(coming),
      stage.op('household.remove', stage.areas[0], { householdId, reason: 'chuyển đi' }),
      stage.home(stage.areas[0], 'Nhà mới'),
    ])

    const rest = await pagesFrom(placeOf(first))
    expect([first, ...rest].map(feed => feed.reset)).toEqual([undefined, undefined, undefined])
    for (const [said, come] of countdown(rest)) expect(said).toBe(come)
    const unbroken = await pagesFrom(null)
    expect(heldOf([first, ...rest])).toEqual(heldOf(unbroken))
    expect(Object.keys(heldOf(unbroken))).toHaveLength(homes.length)
    expect(heldOf(unbroken)[had.body.householdId]).toMatchObject({ row: { head: 'Tên mới' } })
  })
})
