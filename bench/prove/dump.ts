import { withConnection } from '@tung-nha/server/postgres/connection.ts'
import type { DumpLine } from './checker/judge.ts'

/** What the judge reads: tables as they are, one row a line, binary values as hex. */
const TABLES: Record<string, string> = {
  area_feed: `SELECT area_id, revision, encode(chain, 'hex') AS chain FROM area_feed`,
  op: `SELECT area_id, id, device_id, seq, actor_id, kind, body, device_at, stamp, revision, encode(salt, 'hex') AS salt,
    encode(digest, 'hex') AS digest, encode(chain, 'hex') AS chain FROM op`,
  refused_op: 'SELECT op_id, area_id, device_id, problem FROM refused_op',
  household: 'SELECT area_id, id, removed FROM household',
  resident: 'SELECT area_id, id, removed, observations FROM resident',
  activity: `SELECT area_id, id, day, voided, coalesce(body->>'outcome', '') = '' AS removed FROM activity`,
  area_fact: `SELECT area_id, day, n FROM area_fact WHERE fact = 'visits'`,
}

export const dumpOf = (url: string): Promise<DumpLine[]> =>
  withConnection(url, async client => {
    const lines: DumpLine[] = []
    for (const [table, text] of Object.entries(TABLES)) {
      const { rows } = await client.query<{ row: Record<string, unknown> }>(
        `SELECT to_jsonb(t) AS row FROM (${text}) t`,
      )
      for (const { row } of rows) lines.push({ table, row })
    }
    return lines
  })

/** Days still to be counted. */
export const uncounted = (url: string): Promise<number> =>
  withConnection(url, async client =>
    Number((await client.query<{ n: string }>('SELECT count(*) AS n FROM dirty')).rows[0]!.n),
  )
