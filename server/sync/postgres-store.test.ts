import { type Stage, storeContract } from '@tung-nha/model/sync/store-contract.ts'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { postgresStore } from '#sync/postgres-store.ts'
import { serverSender } from '#sync/sender.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { fieldStage, NOW } from '../testing/field-stage.ts'

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
