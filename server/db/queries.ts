import type { Db, Tx } from '#db/connect.ts'

/** A small value of the installation, or null. */
export const readSetting = async (db: Db | Tx, key: string): Promise<unknown> =>
  (await db.selectFrom('setting').where('key', '=', key).select('value').executeTakeFirst())?.value ?? null

export const writeSetting = async (db: Db | Tx, key: string, value: unknown): Promise<void> => {
  const text = JSON.stringify(value)
  await db
    .insertInto('setting')
    .values({ key, value: text })
    .onConflict(oc => oc.column('key').doUpdateSet({ value: text }))
    .execute()
}
