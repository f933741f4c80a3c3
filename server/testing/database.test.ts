import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type TestDatabase, testDatabase } from './database.ts'

let first: TestDatabase
let second: TestDatabase

beforeAll(async () => {
  ;[first, second] = await Promise.all([testDatabase(), testDatabase()])
})
afterAll(async () => {
  await Promise.all([first?.close(), second?.close()])
})

const who = sql<{ who: string; super: boolean; base: string }>`
  select current_user as who, current_database() as base, rolsuper as super from pg_roles where rolname = current_user`

test('a test database is migrated and belongs to one test file', async () => {
  const tables = await sql`select 1 from migration`.execute(first.owner)
  expect(tables.rows.length).toBeGreaterThan(0)
  const bases = await Promise.all([who.execute(first.owner), who.execute(second.owner)])
  expect(bases[0].rows[0]!.base).not.toBe(bases[1].rows[0]!.base)
})

test('the app role is not a superuser and may not change the schema', async () => {
  const { rows } = await who.execute(first.db)
  expect(rows[0]!.super).toBe(false)
  await expect(sql`create table t (a int)`.execute(first.db)).rejects.toThrow(/permission denied/)
})

test('the run says which PostgreSQL it uses', () => {
  expect(Number.parseInt(inject('testServer').version, 10)).toBeGreaterThanOrEqual(15)
})
