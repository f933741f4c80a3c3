import type { Decision } from '@tung-nha/model/sync/accept.ts'
import { pushToArea, type SyncStore } from '@tung-nha/model/sync/store.ts'
import { type Stage, storeContract } from '@tung-nha/model/sync/store-contract.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inLane } from '#db/lane.ts'
import { postgresStore } from '#sync/postgres-store.ts'
import { decisionOf, refusedOps } from '#sync/queries.ts'
import { serverSender } from '#sync/sender.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { type FieldStage, fieldStage, NOW, newId } from '../testing/field-stage.ts'

describe('the PostgreSQL store', () => {
  for (const { fact, check } of storeContract) {
    describe(fact, () => {
      let database: TestDatabase
      beforeAll(async () => {
        database = await testDatabase()
      })
      afterAll(() => database.close())

      test('holds', () =>
        check(async (): Promise<Stage> => {
          const { areas, context, home } = await fieldStage(database)
          return {
            store: postgresStore(database.db, serverSender, NOW),
            areas: [areas[0], areas[1]],
            context,
            home,
          }
        }))
    })
  }
})

describe('[S7] of a push that fails after its writes were sent', () => {
  let database: TestDatabase
  let stage: FieldStage
  let store: SyncStore
  beforeAll(async () => {
    database = await testDatabase()
    stage = await fieldStage(database)
    store = postgresStore(database.db, serverSender, NOW)
    await pushToArea(store, stage.areas[0], [stage.home(stage.areas[0], 'Trước')], stage.context)
    await sql`DELETE FROM dirty`.execute(database.owner)
  })
  afterAll(() => database.close())

  const WRITTEN = ['op', 'household', 'resident', 'dirty', 'refused_op', 'onward', 'area_feed']
  const everything = async () => {
    const { rows } = await sql`${sql.join(
      WRITTEN.map(
        table => sql`SELECT ${table}::text AS "table", to_jsonb(t) AS row FROM ${sql.table(table)} t`,
      ),
      sql` UNION ALL `,
    )} ORDER BY 1, 2`.execute(database.owner)
    return rows
  }
  /** What would be saved of a home, of a person of it who is shown in another row, and of a kind that nobody knows. */
  const decided = async (): Promise<Decision> => {
    const [area] = stage.areas
    const home = stage.home(area, 'Một')
    const { householdId } = home.body
    const consent = { version: 'home-2026', purpose: 'guidance', channel: 'spoken', day: '2026-11-20' }
    const [residentId, intoId] = [newId(), newId()]
    const people = [residentId, intoId].map(id =>
      stage.op('resident.put', area, { residentId: id, householdId, fields: { name: 'Hai' }, consent }),
    )
    const merge = stage.op('resident.merge', area, { residentId, intoId })
    let kept: Decision | undefined
    const keeping: SyncStore = {
      inArea: (areaId, work) =>
        store.inArea(areaId, held =>
          work({
            ...held,
            save: async decision => {
              kept = decision
            },
          }),
        ),
    }
    const unknown = stage.op('kind.of.tomorrow', area, {})
    await pushToArea(keeping, area, [home, ...people, merge, unknown], stage.context)
    expect([kept!.ledger, kept!.refused, kept!.days].map(part => part.length > 0)).toEqual([true, true, true])
    return kept!
  }

  test('nothing is there when the work goes on and throws', async () => {
    const [area] = stage.areas
    const [before, decision] = [await everything(), await decided()]
    const seen = await inLane(database.db, [area], async lane => {
      const mark = sql<{ n: number }>`SELECT count(*)::int AS n FROM dirty`
      const [, , marks] = await lane.ask(
        refusedOps(area, decision, serverSender, NOW),
        decisionOf(area, decision, NOW),
        mark,
      )
      throw Object.assign(new Error('cut'), { marks })
    }).catch((error: { marks: unknown }) => error.marks)
    expect(seen).toEqual([{ n: decision.days.length }])
    expect(await everything()).toEqual(before)
  })

  test('nothing is there when one row of many breaks a rule of its table, and the refusals sent before go with it', async () => {
    const [before, decision] = [await everything(), await decided()]
    const [person] = decision.rows.filter(({ table }) => table === 'resident')
    const nowhere = { ...person!, row: { ...person!.row, id: newId(), householdId: newId() } }
    const spoilt = { ...decision, rows: [...decision.rows, nowhere] }
    await expect(store.inArea(stage.areas[0], area => area.save(spoilt))).rejects.toMatchObject({
      code: '23503',
    })
    expect(await everything()).toEqual(before)
  })
})
