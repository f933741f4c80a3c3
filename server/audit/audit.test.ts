import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordAudit, verifyChain } from '#audit/record.ts'
import { type Db, inAreas } from '#db/connect.ts'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let ground: Ground
const actorId = newId()

beforeAll(async () => {
  t = await testApp()
  ground = await makeGround(t.database)
  for (let i = 0; i < 20; i++) await write(i)
})
afterAll(() => t?.close())

const write = (i: number) =>
  inAreas(t.database.db, [], tx =>
    recordAudit(tx, {
      communeId: ground.commune,
      actorId,
      at: t.setup.clock(),
      what: 'household.read',
      subjects: { z: i, residentIds: [newId()], a: 'x' },
    }),
  )
const verify = (db: Db = t.database.db) => inAreas(db, [], tx => verifyChain(tx, ground.commune))

test('entries of many writers at once follow from one another', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, i) => write(100 + i)))
  expect(await verify()).toBeNull()
  const { rows } = await sql<{
    n: number
    last: number
  }>`SELECT count(*)::int AS n, max(n)::int AS last FROM audit_entry`.execute(t.database.owner)
  expect(rows[0]).toEqual({ n: 40, last: 40 })
})

test('the product itself can neither change nor remove an entry', async () => {
  await expect(sql`UPDATE audit_entry SET what = 'nothing'`.execute(t.database.db)).rejects.toThrow(
    /permission denied/,
  )
  await expect(sql`DELETE FROM audit_entry`.execute(t.database.db)).rejects.toThrow(/permission denied/)
})

test.each([
  ['a word changed', sql`UPDATE audit_entry SET what = 'request.list' WHERE n = 7`, 7],
  ['another actor', sql`UPDATE audit_entry SET actor_id = ${newId()} WHERE n = 9`, 9],
  ['another subject', sql`UPDATE audit_entry SET subjects = '{}' WHERE n = 11`, 11],
  ['another time', sql`UPDATE audit_entry SET at = at + interval '1 second' WHERE n = 12`, 12],
  ['an entry removed', sql`DELETE FROM audit_entry WHERE n = 15`, 16],
  [
    'two entries swapped',
    sql`UPDATE audit_entry SET n = CASE n WHEN 3 THEN -4 ELSE -3 END WHERE n IN (3, 4)`,
    5,
  ],
])('%s is found, even when the owner of the database does it', async (_name, change, found) => {
  await t.database.owner
    .transaction()
    .execute(async tx => {
      await change.execute(tx)
      expect(await verifyChain(tx, ground.commune)).toBe(found)
      throw new Error('back')
    })
    .catch((error: Error) => {
      if (error.message !== 'back') throw error
    })
  expect(await verify()).toBeNull()
})

test('a page of the record is checked as it is read, and only where audit may be read', async () => {
  const officer = await t.officer('communeSigner', ground.commune)
  const url = `/api/v1/units/${ground.commune}/audit?limit=15`
  const first = await t.ask('GET', url, undefined, officer.token)
  expect([first.body.items.length, first.body.total, first.body.intact]).toEqual([15, 40, true])
  const second = await t.ask('GET', `${url}&after=${first.body.next}`, undefined, officer.token)
  expect(second.body.items[0].n).toBe(first.body.items[14].n - 1)
  const leader = await t.member(ground.teamId, 'leader')
  const other = await makeGround(t.database, 910_000)
  const stranger = await t.officer('communeOfficer', other.commune)
  expect((await t.ask('GET', url, undefined, leader.token)).status).toBe(403)
  expect((await t.ask('GET', url, undefined, stranger.token)).status).toBe(404)
  expect(
    (await t.ask('GET', url, undefined, (await t.officer('province', ground.province)).token)).status,
  ).toBe(403)
})
