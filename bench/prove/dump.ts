import { withConnection } from '@tung-nha/server/postgres/connection.ts'
import type { DumpLine } from './checker/evidence.ts'

/** What the judge reads: tables as they are, one row a line, binary values as hex. */
const TABLES: Record<string, string> = {
  area_feed: `SELECT area_id, revision, encode(chain, 'hex') AS chain FROM area_feed`,
  op: `SELECT area_id, id, device_id, seq, actor_id, kind, body, device_at, stamp, revision, encode(salt, 'hex') AS salt,
    encode(digest, 'hex') AS digest, encode(chain, 'hex') AS chain FROM op`,
  refused_op: 'SELECT op_id, area_id, device_id, problem FROM refused_op',
  household: 'SELECT area_id, id, removed FROM household',
  resident: 'SELECT area_id, id, removed, observations FROM resident',
  device: 'SELECT id, revoked_at FROM device',
  membership: 'SELECT member_id, team_id, valid_to FROM membership',
  activity: `SELECT area_id, id, day, household_id, voided, coalesce(body->>'outcome', '') = '' AS removed FROM activity`,
  area_fact: `SELECT area_id, day, n FROM area_fact WHERE fact = 'visits'`,
}

/** The tables, and every row of any table that says one of the words. */
export const dumpOf = (url: string, words: readonly string[] = []): Promise<DumpLine[]> =>
  withConnection(url, async client => {
    const lines: DumpLine[] = []
    for (const [table, text] of Object.entries(TABLES)) {
      const { rows } = await client.query<{ row: Record<string, unknown> }>(
        `SELECT to_jsonb(t) AS row FROM (${text}) t`,
      )
      for (const { row } of rows) lines.push({ table, row })
    }
    return [...lines, ...(await rowsThatSay(url, words))]
  })

/** Every row of any table that says one of the words; `table` then says so too, for such a row may be listed twice. */
export const rowsThatSay = (url: string, words: readonly string[]): Promise<DumpLine[]> =>
  withConnection(url, async client => {
    const lines: DumpLine[] = []
    if (words.length === 0) return lines
    const tables = await client.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    )
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: Record<string, unknown> }>(
        `SELECT to_jsonb(t) AS row FROM "${name}" t WHERE t::text ILIKE ANY($1)`,
        [words.map(word => `%${word}%`)],
      )
      for (const { row } of rows) lines.push({ table: `said in ${name}`, row })
    }
    return lines
  })

/** Days still to be counted. */
export const uncounted = (url: string): Promise<number> =>
  withConnection(url, async client =>
    Number((await client.query<{ n: string }>('SELECT count(*) AS n FROM dirty')).rows[0]!.n),
  )
