import pg from 'pg'

const asAdmin = async <T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> => {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

/** Names come from this folder only: a fixed word and process numbers. */
export const createDatabase = (url: string, name: string, template?: string): Promise<unknown> =>
  asAdmin(url, admin => admin.query(`create database ${name}${template ? ` template ${template}` : ''}`))

export const dropDatabase = (url: string, name: string): Promise<unknown> =>
  asAdmin(url, admin => admin.query(`drop database if exists ${name} with (force)`))

export const dropRole = (url: string, name: string): Promise<unknown> =>
  asAdmin(url, admin => admin.query(`drop role if exists ${name}`))

export const databasesLike = (url: string, pattern: string): Promise<string[]> =>
  asAdmin(url, async admin => {
    const found = await admin.query<{ name: string }>(
      'select datname as name from pg_database where datname ~ $1',
      [pattern],
    )
    return found.rows.map(row => row.name)
  })
