import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#testing/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('tables.ts names every table and column of the migrated database, and no other', async () => {
  const { rows } = await sql<{ name: string }>`
    SELECT table_name || '.' || column_name AS name FROM information_schema.columns
    WHERE table_schema = 'public'`.execute(database.owner)
  const text = readFileSync(new URL('./tables.ts', import.meta.url), 'utf8')
  const body = (type: string) => text.split(`export type ${type} = {\n`)[1]!.split('\n}')[0]!
  const fields = (type: string) => [...body(type).matchAll(/^ {2}(\w+): (\w+)/gm)]
  const declared = fields('Tables').flatMap(([, table, row]) =>
    fields(row!).map(([, column]) => `${table}.${column}`),
  )
  expect(declared.sort()).toEqual(rows.map(row => row.name).sort())
})
