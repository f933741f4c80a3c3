import { createHash, createHmac } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type pg from 'pg'
import { withConnection } from '#postgres/connection.ts'

const FOLDER = new URL('./migrations/', import.meta.url)

/** The database was written by a newer release than this one; going on could lose what we do not know. */
export class NewerDatabase extends Error {}
export class OldPostgres extends Error {}

const appRoleOf = (database: string) =>
  `tung_nha_app_${createHash('sha256').update(database).digest('hex').slice(0, 8)}`

/**
 * The address of the app role for an owner's address. Its password is derived from the owner's, so that every
 * process that knows the owner reaches the same role without another secret to keep.
 */
export const appUrlOf = (ownerUrl: string): string => {
  const url = new URL(ownerUrl)
  const database = decodeURIComponent(url.pathname.slice(1)) || 'postgres'
  const secret = decodeURIComponent(url.password) || decodeURIComponent(url.username)
  url.username = appRoleOf(database)
  url.password = createHmac('sha256', secret).update(`tung-nha app ${database}`).digest('hex')
  return url.toString()
}

/**
 * Brings a database to this release: the app role, then each numbered SQL file once, in order, each in its own
 * transaction with its number. Forward only. Several processes may call it at once; an advisory lock lets one work.
 * @returns the number of files applied now
 */
export const migrate = (ownerUrl: string): Promise<number> =>
  withConnection(
    ownerUrl,
    async client => {
      const version = Number((await client.query('SHOW server_version_num')).rows[0].server_version_num)
      if (version < 150_000) throw new OldPostgres(`PostgreSQL ${Math.floor(version / 10_000)}`)
      await client.query('SELECT pg_advisory_lock(7447422)')
      await client.query(`CREATE TABLE IF NOT EXISTS migration (
      number int CONSTRAINT migration_pk PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL)`)
      const files = (await readdir(FOLDER)).filter(name => /^\d{4}-.*\.sql$/.test(name)).sort()
      const done = new Set<number>(
        (await client.query('SELECT number FROM migration')).rows.map(row => row.number),
      )
      const known = new Set(files.map(name => Number(name.slice(0, 4))))
      const unknown = [...done].filter(number => !known.has(number))
      if (unknown.length > 0) throw new NewerDatabase(`migration ${Math.max(...unknown)}`)

      const app = await ensureAppRole(client, ownerUrl)
      const pending = files.filter(name => !done.has(Number(name.slice(0, 4))))
      for (const name of pending) await applyFile(client, name, app)
      return pending.length
    },
    10_000,
  )

const ensureAppRole = async (client: pg.Client, ownerUrl: string): Promise<string> => {
  const url = new URL(appUrlOf(ownerUrl))
  const role = url.username
  const exists = (await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])).rowCount
  const verb = exists ? 'ALTER' : 'CREATE'
  await client.query(
    `${verb} ROLE ${client.escapeIdentifier(role)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${client.escapeLiteral(url.password)}`,
  )
  return role
}

const applyFile = async (client: pg.Client, name: string, app: string) => {
  const text = await readFile(new URL(name, FOLDER), 'utf8')
  await client.query('BEGIN')
  try {
    await client.query(text.replaceAll(':app', client.escapeIdentifier(app)))
    await client.query('INSERT INTO migration VALUES ($1, $2, $3)', [
      Number(name.slice(0, 4)),
      name,
      new Date().toISOString(),
    ])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}
