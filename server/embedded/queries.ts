import { withConnection } from '#postgres/connection.ts'

/** Makes the database `name` of a server unless it exists. */
export const ensureDatabase = (serverUrl: string, name: string): Promise<void> =>
  withConnection(serverUrl, async client => {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  })

/** The server's version as people say it, such as "18.4". Throws what the connection throws. */
export const serverVersion = (url: string): Promise<string> =>
  withConnection(
    url,
    async client => {
      const { rows } = await client.query<{ server_version: string }>('show server_version')
      return rows[0]!.server_version.split(' ')[0]!
    },
    10_000,
  )

/** True when a server answers at `url` and accepts its name and password. */
export const answers = (url: string): Promise<boolean> =>
  withConnection(url, client => client.query('select 1'), 2000).then(
    () => true,
    () => false,
  )
