import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectDb, inAreas, setReach } from '#db/connect.ts'
import { makeThings } from '#testing/access-stage.ts'
import { type Ground, makeGround, type TestApp, testApp } from '#testing/app.ts'

/** The second wall: forced row-level security behind `SET LOCAL app.areas`. */
let t: TestApp
let grounds: Ground[]
beforeAll(async () => {
  t = await testApp()
  grounds = []
  for (const base of [900_000, 910_000, 920_000]) {
    const ground = await makeGround(t.database, base)
    await makeThings(t, ground, await t.member(ground.teamId, 'leader'))
    grounds.push(ground)
  }
}, 60_000)
afterAll(() => t?.close())

/** Tables with an area that hold no person: links, counts, posters, the marks of what waits to be counted, to follow or to go. */
const OPEN = [
  'area_distinct',
  'area_fact',
  'area_tree',
  'area_village',
  'dirty',
  'division',
  'division_home',
  'lesson_day',
  'onward',
  'poster',
  'team_area',
]

const rows = async (query: ReturnType<typeof sql<{ name: string }>>) =>
  (await query.execute(t.database.owner)).rows.map(row => row.name)
const walled = () =>
  rows(sql`SELECT tablename AS name FROM pg_policies WHERE schemaname = 'public' GROUP BY 1 ORDER BY 1`)

describe('the wall of the database', () => {
  test('every table with an area has its wall, forced on its owner too, or is known to hold no person', async () => {
    const withArea = await rows(sql`
      SELECT table_name AS name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = 'public' AND column_name = 'area_id' AND table_type = 'BASE TABLE' ORDER BY 1`)
    const forced = await rows(
      sql`SELECT relname AS name FROM pg_class WHERE relrowsecurity AND relforcerowsecurity ORDER BY 1`,
    )
    expect(await walled()).toEqual(forced)
    expect(withArea.filter(name => !forced.includes(name))).toEqual(OPEN)
  })

  test('the role of the app makes no table and turns no wall off', async () => {
    for (const statement of [
      'CREATE TABLE more (id int)',
      'ALTER TABLE household DISABLE ROW LEVEL SECURITY',
      'DROP POLICY household_in_reach ON household',
      'TRUNCATE household',
    ])
      await expect(sql.raw(statement).execute(t.database.db), statement).rejects.toThrow(
        /permission denied|must be owner/,
      )
    const { rows: roles } = await sql<{
      free: boolean
    }>`SELECT rolsuper OR rolbypassrls AS free FROM pg_roles WHERE rolname = current_user`.execute(
      t.database.db,
    )
    expect(roles).toEqual([{ free: false }])
  })

  test('without areas every field table is empty', async () => {
    const seen: string[] = []
    const filled: string[] = []
    for (const name of await walled()) {
      const count = sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.table(name)}`
      if ((await count.execute(t.database.owner)).rows[0]!.n > 0) filled.push(name)
      const [bare, empty] = [
        await count.execute(t.database.db),
        await inAreas(t.database.db, [], tx => count.execute(tx)),
      ]
      if (bare.rows[0]!.n + empty.rows[0]!.n > 0) seen.push(name)
    }
    expect(filled).toEqual(
      expect.arrayContaining(['activity', 'area_feed', 'household', 'op', 'request', 'resident']),
    )
    expect(seen).toEqual([])
  })

  test('an area is in reach by its whole number, however many others are', async () => {
    const of = async (areas: number[]) => {
      const seen = await inAreas(t.database.db, areas, tx =>
        sql<{ n: number }>`SELECT n FROM generate_series(0, 999) n WHERE in_reach(n)`.execute(tx),
      )
      return seen.rows.map(row => row.n)
    }
    expect(await of([])).toEqual([])
    expect(await of([12])).toEqual([12])
    expect(await of([7, 45, 451, 99])).toEqual([7, 45, 99, 451])
  })

  test('a row cannot be written into, nor moved to, an area out of reach', async () => {
    const [own, other] = [grounds[0]!.areaId, grounds[1]!.areaId]
    const move = inAreas(t.database.db, [own], tx =>
      sql`UPDATE household SET area_id = ${other} WHERE area_id = ${own}`.execute(tx),
    )
    await expect(move).rejects.toThrow(/row-level security/)
  })

  test('a connection never keeps the areas of the call before: 1,000 interleaved calls over 3 connections', async () => {
    const pool = connectDb(t.database.appUrl, 3)
    const seed = 20_261_116
    console.log(`seed ${seed}`)
    const some = fc.subarray(grounds.map(ground => ground.areaId))
    const plan = fc.sample(
      fc.record({ areas: some, more: some, how: fc.constantFrom('once', 'widened', 'thrown', 'bare') }),
      { numRuns: 1000, seed },
    )
    const seenBy = async (db: Parameters<typeof setReach>[0] | typeof pool) =>
      (
        await sql<{ id: number }>`SELECT DISTINCT area_id AS id FROM household ORDER BY 1`.execute(db)
      ).rows.map(row => row.id)
    const order = (areas: number[]) => [...new Set(areas)].sort((one, other) => one - other)
    try {
      const wrong = await Promise.all(
        plan.map(async ({ areas, more, how }) => {
          if (how === 'bare') return (await seenBy(pool)).length > 0
          let seen: number[] = []
          await inAreas(pool, areas, async tx => {
            if (how === 'widened') await setReach(tx, [...areas, ...more])
            seen = await seenBy(tx)
            if (how === 'thrown') throw new Error('rolled back')
          }).catch(error => {
            if (how !== 'thrown') throw error
          })
          return (
            JSON.stringify(seen) !== JSON.stringify(order(how === 'widened' ? [...areas, ...more] : areas))
          )
        }),
      )
      expect(wrong.filter(Boolean)).toHaveLength(0)
    } finally {
      await pool.destroy()
    }
  })
})
