import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#testing/database.ts'
import { loadUnits, type UnitLoad } from '#unit/load.ts'

const CATALOGUE = join(import.meta.dirname, '..', '..', 'catalogue', 'units')

let t: TestDatabase
let first: UnitLoad

beforeAll(async () => {
  t = await testDatabase()
  first = await loadUnits(t.db, CATALOGUE)
})
afterAll(() => t?.close())

const unitByCode = (code: string) =>
  t.db
    .selectFrom('unit')
    .selectAll()
    .where('code', '=', code)
    .where('valid_to', 'is', null)
    .executeTakeFirstOrThrow()

test('the app role loads the whole catalogue', () => {
  expect(first).toMatchObject({ loaded: true, units: 14_175, successions: 10_660 })
})

test('a second load of the same version does nothing', async () => {
  expect(await loadUnits(t.db, CATALOGUE)).toMatchObject({ loaded: false, version: first.version })
})

test('a unit knows its way up, its search form and its order', async () => {
  const commune = await unitByCode('04048')
  expect(commune).toMatchObject({
    id: 495,
    level: 'commune',
    kind: 'commune',
    name: 'Xã Vân Hồ',
    fold: 'xa van ho',
    path: [1, 7, 495],
    valid_from: '2025-07-01',
  })
  const nation = await t.db.selectFrom('unit').selectAll().where('id', '=', 1).executeTakeFirstOrThrow()
  expect(nation).toMatchObject({ name: 'Việt Nam', path: [1], parent_id: null, valid_from: null })
})

test('a succession names its law', async () => {
  const laws = await t.db.selectFrom('succession').where('to_id', '=', 495).select('law').distinct().execute()
  expect(laws).toEqual([{ law: 'Nghị quyết số 1681/NQ-UBTVQH15 ngày 16/6/2025' }])
})

test('a changed catalogue is loaded over the old one: wrong rows are put right, villages stay and follow their commune', async () => {
  await t.owner
    .insertInto('unit')
    .values({
      id: 1_000_001,
      level: 'village',
      kind: 'ban',
      code: null,
      name: 'Bản Thử',
      fold: 'ban thu',
      sort_key: 'x',
      parent_id: 495,
      path: [1, 495, 1_000_001],
      valid_from: '2026-01-01',
      valid_to: null,
    })
    .execute()
  await t.owner
    .updateTable('unit')
    .set({ name: 'Xã Sai', path: [1, 2, 495] })
    .where('id', '=', 495)
    .execute()
  await t.owner
    .insertInto('succession')
    .values({ from_id: 39, to_id: 495, kind: 'merge', share: 'all', on_day: '2026-05-05' })
    .execute()
  await t.owner
    .updateTable('setting')
    .set({ value: '{"version":"older"}' })
    .where('key', '=', 'catalogue.units')
    .execute()

  expect((await loadUnits(t.db, CATALOGUE)).loaded).toBe(true)
  expect((await unitByCode('04048')).name).toBe('Xã Vân Hồ')
  const village = await t.db
    .selectFrom('unit')
    .where('id', '=', 1_000_001)
    .select('path')
    .executeTakeFirstOrThrow()
  expect(village.path).toEqual([1, 7, 495, 1_000_001])
  expect(await t.db.selectFrom('succession').where('from_id', '=', 39).selectAll().execute()).toEqual([])
})

test('two processes that start at once load once', async () => {
  await t.owner
    .updateTable('setting')
    .set({ value: '{"version":"older"}' })
    .where('key', '=', 'catalogue.units')
    .execute()
  const both = await Promise.all([loadUnits(t.db, CATALOGUE), loadUnits(t.db, CATALOGUE)])
  expect(both.map(one => one.loaded).sort()).toEqual([false, true])
})
