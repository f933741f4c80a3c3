import { type Mark, marksOf } from '@tung-nha/model/activity/onward.ts'
import type { Instant } from '@tung-nha/model/kit/day.ts'
import type { Decision, Feed, KnownOp, LedgerEntry } from '@tung-nha/model/sync/accept.ts'
import type { StoredRow, Touch } from '@tung-nha/model/sync/op.ts'
import type { AreaView, Sent } from '@tung-nha/model/sync/store.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#db/connect.ts'
import { ask } from '#db/lane.ts'
import { FIELD_TABLES, type FieldTable, instantText, mappings } from '#sync/rows.ts'

/** Takes the area's lock and reads its counter. */
export const lockOf = (areaId: number) =>
  sql<Head>`SELECT revision, chain FROM area_feed WHERE area_id = ${areaId}::int FOR UPDATE`
type Head = { revision: number; chain: Buffer }

export const makeFeed = (areaId: number) =>
  sql<object>`INSERT INTO area_feed (area_id) SELECT id FROM area WHERE id = ${areaId}::int ON CONFLICT DO NOTHING`

/** Numbers of one device lie close together; one that jumps does not make us read all it ever sent. */
const EARLIER_MOST = 400

type Found = { source: FieldTable | 'op' | 'earlier'; record: Record<string, unknown> }

const select = (table: FieldTable, areaId: number, condition: RawBuilder<unknown>) =>
  sql`SELECT ${sql.lit(table)}::text AS source, to_jsonb(row) AS record FROM ${sql.table(table)} row WHERE area_id = ${areaId}::int AND (${condition})`

/**
 * Reads the ops that are known already, what each device has here of the numbers it sends and the one before them, and
 * the rows that a push may read or change, in one statement.
 */
export const readOf = (
  areaId: number,
  opIds: readonly string[],
  touches: readonly Touch[],
  sent: readonly Sent[],
) =>
  sql<Found>`${sql.join(
    [
      sql`SELECT 'op' AS source, jsonb_build_object('id', id, 'actorId', actor_id, 'stamp', stamp, 'revision', revision,
        'salt', encode(salt, 'hex'), 'digest', encode(digest, 'hex'), 'chain', encode(chain, 'hex')) AS record
        FROM op WHERE area_id = ${areaId}::int AND id = ANY(${[...opIds]}::uuid[])`,
      sql`SELECT 'earlier' AS source, jsonb_build_object('deviceId', sent.device, 'seq', own.seq, 'stamp', stamp) AS record
        FROM unnest(${sent.map(one => one.deviceId)}::uuid[], ${sent.map(one => one.first)}::bigint[], ${sent.map(one => one.last)}::bigint[])
          AS sent (device, first, last)
        CROSS JOIN LATERAL (
          (SELECT seq, stamp FROM op WHERE area_id = ${areaId}::int AND device_id = sent.device AND seq < sent.first
            ORDER BY seq DESC LIMIT 1)
          UNION ALL
          (SELECT seq, stamp FROM op WHERE area_id = ${areaId}::int AND device_id = sent.device AND seq >= sent.first AND seq < sent.last
            ORDER BY seq DESC LIMIT ${sql.lit(EARLIER_MOST)})) own`,
      ...FIELD_TABLES.flatMap(table => touchedIn(table, areaId, touches)),
    ],
    sql` UNION ALL `,
  )}`

/** What was locked and read, as the decision takes it. */
export const answerOf = (locked: readonly Head[], found: readonly Found[]): AreaView => {
  const ops = found.flatMap(({ source, record }) =>
    source === 'op' ? [record as KnownOp & { id: string }] : [],
  )
  const earlier = found.flatMap(({ source, record }) =>
    source === 'earlier' ? [record as { deviceId: string; seq: number; stamp: string }] : [],
  )
  const [head] = locked
  return {
    feed: head ? { revision: head.revision, chain: head.chain.toString('hex') } : { revision: 0, chain: '' },
    known: new Map(
      ops.map(({ id, ...op }): [string, KnownOp] => [id, { ...op, stamp: instantText(op.stamp) }]),
    ),
    earlier: earlier.map(op => ({ ...op, stamp: instantText(op.stamp) })),
    touched: found.flatMap(({ source, record }): StoredRow[] =>
      source === 'op' || source === 'earlier' ? [] : [{ table: source, row: mappings[source].toRow(record) }],
    ),
  }
}

const touchedIn = (table: FieldTable, areaId: number, touches: readonly Touch[]): RawBuilder<unknown>[] => {
  const mine = touches.filter(touch => touch.table === table)
  if (mine.length === 0) return []
  const ids = [...new Set(mine.flatMap(touch => ('id' in touch ? [touch.id] : [])))]
  const linked = (by: string) =>
    mine.flatMap(touch => ('by' in touch && touch.by === by ? [touch.value] : []))
  return [select(table, areaId, sql`id = ANY(${ids}::uuid[]) ${orLinked(linked)}`)]
}

const orLinked = (linked: (by: string) => string[]): RawBuilder<unknown> => {
  const homes = linked('household')
  const visits = linked('activity')
  return sql`${homes.length > 0 ? sql`OR household_id = ANY(${homes}::uuid[])` : sql``}
    ${visits.length > 0 ? sql`OR EXISTS (SELECT 1 FROM jsonb_array_elements(observations) seen WHERE seen ->> 3 = ANY(${visits}::text[]))` : sql``}`
}

/**
 * Writes a decision, one statement: rows set-wise, the ledger, the feed's new head, the days to recount, and the
 * inbox of what had been refused before. Foreign keys are checked at its end, so homes and people may come together. A
 * day that is marked already is marked anew: it may be being counted just now, without these rows, and a mark that did
 * not change would be cleared.
 */
export const decisionOf = (
  areaId: number,
  { feed, rows, ledger, days }: Decision,
  now: Instant,
): RawBuilder<object> => {
  const parts = FIELD_TABLES.flatMap(table => {
    const mine = rows.filter(stored => stored.table === table)
    return mine.length === 0
      ? []
      : [sql`${sql.ref(`written_${table}`)} AS (${writeTable(table, areaId, feed.revision, mine)})`]
  })
  const ids = ledger.map(entry => entry.op.id)
  const marks = marksOf(rows)
  if (marks.length > 0) parts.push(sql`onwards AS (${writeMarks(areaId, marks)})`)
  return sql<object>`WITH ${sql.join([...parts, sql`ledger AS (${writeLedger(areaId, ledger, now)})`])},
    recount AS (INSERT INTO dirty (area_id, day) SELECT ${areaId}::int, unnest(${days}::date[])
      ON CONFLICT (area_id, day) DO UPDATE SET day = excluded.day),
    resolved AS (UPDATE refused_op SET resolved_at = ${now}::timestamptz
      WHERE area_id = ${areaId}::int AND op_id = ANY(${ids}::uuid[]) AND resolved_at IS NULL)
    UPDATE area_feed SET revision = ${feed.revision}::bigint, chain = ${`\\x${feed.chain}`}::bytea WHERE area_id = ${areaId}::int`
}

/** Marks rows after whose change something follows; a mark that is being worked on is renewed, as with `dirty`. */
const writeMarks = (areaId: number, marks: readonly Mark[]) =>
  sql`INSERT INTO onward (area_id, row_table, row_id)
    SELECT DISTINCT ${areaId}::int, k.row_table, k.row_id FROM unnest(${marks.map(m => m.table)}::text[], ${marks.map(m => m.id)}::uuid[]) k (row_table, row_id)
    ON CONFLICT (area_id, row_table, row_id) DO UPDATE SET row_id = excluded.row_id`

/** The columns of a table, once as they are named, typed and set: they never change, and a push should not build them anew. */
const columnsOf = (table: FieldTable) => {
  const names = Object.keys(mappings[table].columns)
  return {
    list: sql.raw(names.join(', ')),
    typed: sql.raw(names.map(name => `${name} ${mappings[table].columns[name]}`).join(', ')),
    set: sql.raw([...names, 'revision'].map(name => `${name} = excluded.${name}`).join(', ')),
  }
}
const columns = Object.fromEntries(FIELD_TABLES.map(table => [table, columnsOf(table)])) as Record<
  FieldTable,
  ReturnType<typeof columnsOf>
>

const writeTable = (table: FieldTable, areaId: number, revision: number, rows: readonly StoredRow[]) => {
  const { list, typed, set } = columns[table]
  const records = JSON.stringify(rows.map(({ row }) => ({ id: row.id, ...mappings[table].toColumns(row) })))
  return sql`INSERT INTO ${sql.table(table)} (area_id, id, ${list}, revision)
    SELECT ${areaId}::int, id, ${list}, ${revision}::bigint FROM jsonb_to_recordset(${records}::jsonb) AS made (id uuid, ${typed})
    ON CONFLICT (area_id, id) DO UPDATE SET ${set}`
}

const writeLedger = (areaId: number, ledger: readonly LedgerEntry[], now: Instant) => {
  const entries = ledger.map(({ op, revision, salt, digest, chain }) => ({
    id: op.id,
    device_id: op.deviceId,
    seq: op.seq,
    actor_id: op.actorId,
    kind: op.kind,
    body: op.body,
    device_at: op.deviceAt,
    stamp: op.stamp,
    revision,
    salt: salt === null ? null : `\\x${salt}`,
    digest: `\\x${digest}`,
    chain: `\\x${chain}`,
  }))
  return sql`INSERT INTO op (area_id, id, device_id, seq, actor_id, kind, body, device_at, stamp, received_at, revision, salt, digest, chain)
    SELECT ${areaId}::int, id, device_id, seq, actor_id, kind, body, device_at, stamp, ${now}::timestamptz, revision, salt, digest, chain
    FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS made (id uuid, device_id uuid, seq bigint, actor_id uuid, kind text,
      body jsonb, device_at timestamptz, stamp timestamptz, revision bigint, salt bytea, digest bytea, chain bytea)`
}

/** Keeps what was refused, with its content. A second refusal of the same op adds nothing. */
export const refusedOps = (
  areaId: number,
  decision: Decision,
  author: { actorId: string | null; deviceId: string | null },
  now: Instant,
): RawBuilder<object> => {
  const entries = decision.refused.map(({ op, refusal }) => ({
    device_id: author.deviceId ?? op.deviceId,
    op_id: op.id,
    actor_id: author.actorId ?? op.actorId,
    kind: op.kind,
    body: op.body ?? {},
    problem: refusal.problem,
    details: refusal.details,
  }))
  return sql<object>`INSERT INTO refused_op (device_id, op_id, area_id, actor_id, kind, body, problem, details, refused_at)
    SELECT device_id, op_id, ${areaId}::int, actor_id, kind, body, problem, details, ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS made (device_id uuid, op_id uuid, actor_id uuid, kind text,
      body jsonb, problem text, details jsonb) ON CONFLICT DO NOTHING`
}

/** How many ops of an author, of any area, were refused since an instant. The first statement opens the wall for them. */
export const refusedSince = (actorId: string, since: Instant) =>
  [
    sql<object>`SELECT set_config('app.actor', ${actorId}, true)`,
    sql<{ n: number }>`SELECT count(*)::int AS n FROM refused_op
      WHERE actor_id = ${actorId}::uuid AND resolved_at IS NULL AND refused_at > ${since}::timestamptz`,
  ] as const

/** What an author's ops were refused for, newest first. The wall is opened for the author's own entries only. */
export const refusedOf = async (tx: Tx, actorId: string) => {
  await sql`SELECT set_config('app.actor', ${actorId}, true)`.execute(tx)
  return tx
    .selectFrom('refused_op')
    .where('actor_id', '=', actorId)
    .where('resolved_at', 'is', null)
    .select(['op_id', 'area_id', 'kind', 'body', 'problem', 'details', 'refused_at'])
    .orderBy('refused_at', 'desc')
    .limit(200)
    .execute()
}

/** The devices by which a member may speak; a revoked one speaks no more, its late ops wait in the inbox. */
export const devicesOf = async (db: Db, memberId: string): Promise<string[]> => {
  const rows = await ask(
    db,
    sql<{ id: string }>`SELECT id FROM device WHERE member_id = ${memberId}::uuid AND revoked_at IS NULL`,
  )
  return rows.map(row => row.id)
}

/** Heads of the feeds of some areas. Areas that nobody wrote in yet have none. */
export const feedHeads = async (tx: Tx, areaIds: readonly number[]): Promise<Map<number, Feed>> => {
  const { rows } = await sql<{
    area_id: number
    revision: number
    chain: Buffer
  }>`SELECT area_id, revision, chain FROM area_feed
    WHERE area_id = ANY(${[...areaIds]}::int[])`.execute(tx)
  return new Map(rows.map(row => [row.area_id, { revision: row.revision, chain: row.chain.toString('hex') }]))
}

/** Whether a phone's place in the history is one of ours. */
export const wasHead = async (tx: Tx, areaId: number, at: Feed): Promise<boolean> => {
  const found =
    await sql`SELECT 1 FROM op WHERE area_id = ${areaId} AND revision = ${at.revision} AND chain = ${`\\x${at.chain}`}::bytea`.execute(
      tx,
    )
  return found.rows.length > 0
}

/** The revision up to which one page goes: about `size` rows, never half a revision. Null when everything fits. */
export const pageEnd = async (
  tx: Tx,
  areaId: number,
  after: number,
  size: number,
): Promise<number | null> => {
  const parts = FIELD_TABLES.map(
    table =>
      sql`(SELECT revision FROM ${sql.table(table)} WHERE area_id = ${areaId} AND revision > ${after} ORDER BY revision LIMIT ${size})`,
  )
  const { rows } = await sql<{ n: number; last: number | null }>`SELECT count(*) AS n, max(revision) AS last
    FROM (SELECT revision FROM (${sql.join(parts, sql` UNION ALL `)}) page ORDER BY revision LIMIT ${size}) bounded`.execute(
    tx,
  )
  const page = rows[0]!
  return page.n < size ? null : page.last
}

/** How many rows were last changed after a revision. */
export const countBeyond = async (tx: Tx, areaId: number, revision: number): Promise<number> => {
  const parts = FIELD_TABLES.map(
    table =>
      sql`(SELECT count(*) AS n FROM ${sql.table(table)} WHERE area_id = ${areaId} AND revision > ${revision})`,
  )
  const { rows } = await sql<{
    n: number
  }>`SELECT sum(n)::int AS n FROM (${sql.join(parts, sql` UNION ALL `)}) counted`.execute(tx)
  return rows[0]!.n
}

/** A chain value of a revision below the head, good enough to be recognised by `wasHead`. */
export const chainAt = async (tx: Tx, areaId: number, revision: number): Promise<string> => {
  const { rows } = await sql<{
    chain: Buffer
  }>`SELECT chain FROM op WHERE area_id = ${areaId} AND revision = ${revision} LIMIT 1`.execute(tx)
  return rows[0]!.chain.toString('hex')
}

/**
 * What a phone gets of a table: neither keys for searching nor clocks, which are most of a row, but for a removed row's,
 * which say whether it was erased.
 */
const told = (table: FieldTable): RawBuilder<unknown> => {
  const names = Object.keys(mappings[table].columns).filter(
    name => !['fold', 'sort_key', 'clocks'].includes(name),
  )
  const clocks =
    'clocks' in mappings[table].columns ? ", CASE WHEN removed THEN clocks ELSE '[]' END AS clocks" : ''
  return sql.raw(`id, revision, ${names.join(', ')}${clocks}`)
}
const TOLD = new Map(FIELD_TABLES.map(table => [table, told(table)]))

/** Rows changed after a revision and up to another, without their clocks. A first load leaves out what has been removed. */
export const changedRows = async (
  tx: Tx,
  areaId: number,
  after: number,
  until: number,
): Promise<(StoredRow & { revision: number })[]> => {
  const { rows: found } = await sql<Found>`${sql.join(
    FIELD_TABLES.map(
      table => sql`SELECT ${sql.lit(table)}::text AS source, row_to_json(told) AS record
        FROM (SELECT ${TOLD.get(table)!} FROM ${sql.table(table)}
          WHERE area_id = ${areaId}::int AND revision > ${after} AND revision <= ${until}) told`,
    ),
    sql` UNION ALL `,
  )}`.execute(tx)
  return found
    .map(({ source, record }) => ({
      table: source,
      row: mappings[source as FieldTable].toRow(record),
      revision: record['revision'] as number,
    }))
    .filter(({ row }) => after > 0 || !row.removed)
}

/** What a phone says about itself; null where it did not say. */
export type Heard = {
  now: Instant
  unsent: number | null
  appVersion: string | null
  refused?: number | null
  storage?: { used: number; quota: number } | null
}

/** Notes what a phone said of itself with a push. */
export const noteHeard = async (db: Db, deviceId: string, heard: Heard): Promise<void> => {
  await ask(db, sql<object>`${hearing(deviceId, heard)}`)
}

/**
 * A device was heard: when (to the minute, so that idle pulls do not write), with which release, and how it stands.
 * Storage alone is no reason to write: it changes with every picture of a guide card. Part of the statement that a
 * pull begins with.
 */
export const hearing = (
  deviceId: string,
  { now, unsent, appVersion, refused = null, storage = null }: Heard,
) =>
  sql`UPDATE device SET last_heard_at = ${now}::timestamptz, unsent = coalesce(${unsent}::int, unsent),
    app_version = coalesce(${appVersion}::text, app_version), refused = coalesce(${refused}::int, refused),
    storage_used = coalesce(${storage?.used ?? null}::bigint, storage_used),
    storage_quota = coalesce(${storage?.quota ?? null}::bigint, storage_quota)
    WHERE id = ${deviceId}::uuid AND (last_heard_at IS NULL OR last_heard_at NOT BETWEEN ${now}::timestamptz - interval '1 minute'
        AND ${now}::timestamptz
      OR unsent <> coalesce(${unsent}::int, unsent) OR refused <> coalesce(${refused}::int, refused)
      OR app_version IS DISTINCT FROM coalesce(${appVersion}::text, app_version))`
