import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

export const databaseVersion = async (tx: Tx): Promise<string> =>
  (await sql<{ server_version: string }>`SHOW server_version`.execute(tx)).rows[0]?.server_version ??
  'unknown'
