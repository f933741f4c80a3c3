import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readConfig } from '#config.ts'
import { onceUp, openDatabase } from '#db/open.ts'
import { testDatabase } from '../testing/database.ts'

const saying = (...codes: string[]) => {
  let asked = 0
  const ask = async () => {
    const code = codes[asked++]
    if (code !== undefined) throw Object.assign(new Error(code), { code })
    return asked
  }
  return ask
}

test('a database that is starting or recovering is waited for', async () => {
  expect(await onceUp(saying('57P03', '57P03'), 1)).toBe(3)
})

test('any other refusal is said at once', async () => {
  await expect(onceUp(saying('28P01'), 1)).rejects.toThrow('28P01')
  await expect(onceUp(saying('57P03', 'ECONNREFUSED'), 1)).rejects.toThrow('ECONNREFUSED')
})

test('a database of a newer release is left as it is, and one sentence says so', async () => {
  const t = await testDatabase()
  await sql`insert into migration values (9999, 'of tomorrow', now())`.execute(t.owner)
  const opening = openDatabase({ ...readConfig({}), databaseUrl: t.ownerUrl })
  await expect(opening).rejects.toThrow(/bước 9999[\s\S]+step 9999/)
  await t.close()
})
