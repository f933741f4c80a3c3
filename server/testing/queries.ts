import { withConnection } from '#postgres/connection.ts'

/** Names come from this folder only: a fixed word and process numbers. */
export const createDatabase = (url: string, name: string, template?: string): Promise<unknown> =>
  withConnection(url, admin =>
    admin.query(`create database ${name}${template ? ` template ${template}` : ''}`),
  )

export const dropDatabase = (url: string, name: string): Promise<unknown> =>
  withConnection(url, admin => admin.query(`drop database if exists ${name} with (force)`))

export const dropRole = (url: string, name: string): Promise<unknown> =>
  withConnection(url, admin => admin.query(`drop role if exists ${name}`))

export const databasesLike = (url: string, pattern: string): Promise<string[]> =>
  withConnection(url, async admin => {
    const found = await admin.query<{ name: string }>(
      'select datname as name from pg_database where datname ~ $1',
      [pattern],
    )
    return found.rows.map(row => row.name)
  })
