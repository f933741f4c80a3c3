import type { Day } from '@tung-nha/model/kit/day.ts'
import { fold } from '@tung-nha/model/kit/text.ts'
import { KINDS, type Level } from '@tung-nha/model/unit/kinds.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

/** A unit as lists show it. `formerly`: ids of old units that answer the search and became this one. */
export type UnitFound = {
  id: number
  level: Level
  kind: string
  code: string | null
  name: string
  parent_id: number | null
  valid_from: Day | null
  valid_to: Day | null
  formerly: string[] | null
  total: number
}

export type UnitQuestion = {
  level?: Level | undefined
  /** Null: all times. */
  on: Day | null
  today: Day
  parents: number[]
  q: string
  after: number | null
  limit: number
}

const validOn = (day: Day) =>
  sql<boolean>`(u.valid_from IS NULL OR u.valid_from <= ${day}) AND (u.valid_to IS NULL OR ${day} < u.valid_to)`

const all = (parts: RawBuilder<unknown>[]) => (parts.length === 0 ? sql`true` : sql.join(parts, sql` AND `))

const places = ({ level, parents }: UnitQuestion) => [
  ...(level ? [sql`u.level = ${level}`] : []),
  ...(parents.length > 0
    ? [
        level
          ? sql`u.path && ${parents}::int[] AND u.id <> ALL(${parents}::int[])`
          : sql`u.parent_id = ANY(${parents}::int[])`,
      ]
    : []),
]

// One page by key. `listed` holds (id, key, origins); the row after which to go on is found by its id.
const pageOf = ({ after, limit }: UnitQuestion) => sql<UnitFound>`
  , shown AS (
    SELECT id, key, origins FROM listed
    WHERE ${after === null ? sql`true` : sql`(key, id) > (SELECT key, id FROM listed WHERE id = ${after})`}
    ORDER BY key, id LIMIT ${limit + 1}
  )
  SELECT u.id, u.level, u.kind, u.code, u.name, u.parent_id, u.valid_from, u.valid_to,
    (SELECT array_agg(DISTINCT old.name ORDER BY old.name) FROM unit old WHERE old.id = ANY (shown.origins) AND old.name <> u.name) AS formerly,
    (SELECT count(*)::int FROM listed) AS total
  FROM shown JOIN unit u ON u.id = shown.id ORDER BY shown.key, shown.id`

/** Units by place and time, in the order of their names. */
export const unitsIn = async (tx: Tx, question: UnitQuestion): Promise<UnitFound[]> => {
  const { rows } = await sql<UnitFound>`
    WITH listed AS MATERIALIZED (
      SELECT u.id, u.sort_key AS key, NULL::int[] AS origins FROM unit u
      WHERE ${all([...places(question), ...(question.on ? [validOn(question.on)] : [])])}
    ) ${pageOf(question)}`.execute(tx)
  return rows
}

const KIND_WORDS = ['', ...new Set(Object.values(KINDS).map(kind => fold(kind.vi)))].filter(
  (word, i) => i === 0 || word !== '',
)
const withWords = (name: string) => KIND_WORDS.map(word => (word === '' ? name : `${word} ${name}`))

/**
 * Units by name: the whole name before its beginning, this before beginnings of words in any order, this before any
 * part; within each, today's units first. Who became today's unit under another name counts as that unit, so a
 * commune is found by what its parts were called. `q` is folded.
 */
export const unitsNamed = async (tx: Tx, question: UnitQuestion): Promise<UnitFound[]> => {
  const { q, on, today } = question
  const words = [...new Set(q.split(' '))]
  const named = sql`
    ${all(words.map(word => sql`' ' || u.fold LIKE ${`% ${word}%`}`))} OR u.code = ${q}
    ${q.length >= 3 ? sql`OR u.fold LIKE ${`%${q}%`}` : sql``}`
  const { rows } = await sql<UnitFound>`
    WITH RECURSIVE hit AS MATERIALIZED (
      SELECT u.id, CASE
        WHEN string_to_array(u.fold, ' | ') && ${withWords(q)}::text[] OR u.code = ${q} THEN 0
        WHEN u.fold LIKE ANY (${withWords(q).map(name => `${name}%`)}::text[]) THEN 1
        WHEN ${all(words.map(word => sql`' ' || u.fold LIKE ${`% ${word}%`}`))} THEN 2
        ELSE 3 END AS rank
      FROM unit u WHERE ${named}
    ), became AS (
      SELECT hit.id AS origin, s.to_id AS id, hit.rank FROM hit JOIN succession s ON s.from_id = hit.id AND s.share <> 'area' WHERE hit.rank < 3
      UNION
      SELECT became.origin, s.to_id, became.rank FROM became JOIN succession s ON s.from_id = became.id AND s.share <> 'area'
    ), found AS (
      SELECT id, min(rank) AS rank, bool_or(origin IS NULL) AS direct, array_agg(origin) FILTER (WHERE origin IS NOT NULL) AS origins
      FROM (SELECT id, rank, NULL::int AS origin FROM hit UNION ALL SELECT id, rank, origin FROM became) AS way
      GROUP BY id
    ), listed AS MATERIALIZED (
      SELECT u.id,
        (found.rank::text || CASE WHEN ${validOn(on ?? today)} THEN '0' ELSE '1' END || CASE WHEN found.direct THEN '0' ELSE '1' END || u.sort_key) COLLATE "C" AS key, found.origins
      FROM found JOIN unit u ON u.id = found.id
      WHERE ${all([...places(question), on ? validOn(on) : sql`(found.direct OR (${validOn(today)}))`])}
    ) ${pageOf(question)}`.execute(tx)
  return rows
}

const COLUMNS = [
  'id',
  'level',
  'kind',
  'code',
  'name',
  'parent_id',
  'path',
  'valid_from',
  'valid_to',
] as const

export const unitById = (tx: Tx, id: number) =>
  tx.selectFrom('unit').where('id', '=', id).select(COLUMNS).executeTakeFirst()

export const unitsById = (tx: Tx, ids: readonly number[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('unit')
        .where('id', 'in', [...ids])
        .select(COLUMNS)
        .execute()

/** Units that are one and the same through time: a unit before and after it was renamed or changed its kind. */
export const twinsOf = async (tx: Tx, id: number): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    WITH RECURSIVE twin AS (
      SELECT id, level FROM unit WHERE id = ${id}
      UNION
      SELECT u.id, u.level FROM twin
        JOIN succession s ON s.kind IN ('same', 'rename') AND (s.from_id = twin.id OR s.to_id = twin.id)
        JOIN unit u ON u.id = CASE WHEN s.from_id = twin.id THEN s.to_id ELSE s.from_id END AND u.level = twin.level
    ) SELECT id FROM twin`.execute(tx)
  return rows.map(row => row.id)
}

/** How many units of each level lie inside any of `ids` on a day. */
export const countsInside = async (
  tx: Tx,
  ids: readonly number[],
  day: Day,
): Promise<Map<string, number>> => {
  const { rows } = await sql<{ level: string; n: number }>`
    SELECT u.level, count(*)::int AS n FROM unit u
    WHERE u.path && ${ids}::int[] AND u.id <> ALL (${ids}::int[]) AND ${validOn(day)} GROUP BY u.level`.execute(
    tx,
  )
  return new Map(rows.map(row => [row.level, row.n]))
}

const changes = (tx: Tx, mine: 'from_id' | 'to_id', other: 'from_id' | 'to_id', id: number) =>
  tx
    .selectFrom('succession')
    .innerJoin('unit', 'unit.id', `succession.${other}`)
    .where(`succession.${mine}`, '=', id)
    .select([
      'unit.id',
      'unit.level',
      'unit.kind',
      'unit.name',
      'succession.kind as change',
      'succession.share',
      'succession.on_day',
      'succession.law',
    ])
    .orderBy('succession.on_day')
    .orderBy('unit.sort_key')
    .execute()

export const predecessorsOf = (tx: Tx, id: number) => changes(tx, 'to_id', 'from_id', id)
export const successorsOf = (tx: Tx, id: number) => changes(tx, 'from_id', 'to_id', id)

export const contactOf = (tx: Tx, unitId: number) =>
  tx
    .selectFrom('unit_contact')
    .where('unit_id', '=', unitId)
    .select(['office', 'phone', 'address'])
    .executeTakeFirst()

export const putContact = (
  tx: Tx,
  row: { unit_id: number; office: string; phone: string | null; address: string | null },
) =>
  tx
    .insertInto('unit_contact')
    .values(row)
    .onConflict(oc =>
      oc.column('unit_id').doUpdateSet({ office: row.office, phone: row.phone, address: row.address }),
    )
    .execute()

/** Areas of a commune on a day with their village and the village team that serves them. */
export const areasOfCommune = async (tx: Tx, communeId: number, day: Day) => {
  const { rows } = await sql<{
    id: number
    name: string
    village_id: number
    village_name: string
    village_kind: string
    team_id: string | null
    team_name: string | null
  }>`
    SELECT DISTINCT ON (village.sort_key, village.id, area.sort_key, area.id)
      area.id, area.name, village.id AS village_id, village.name AS village_name, village.kind AS village_kind, team.id AS team_id, team.name AS team_name
    FROM unit village
    JOIN area_village link ON link.village_id = village.id AND link.valid_from <= ${day} AND (link.valid_to IS NULL OR ${day} < link.valid_to)
    JOIN area ON area.id = link.area_id
    LEFT JOIN (
      team_area served JOIN team ON team.id = served.team_id AND team.formed_on <= ${day} AND (team.dissolved_on IS NULL OR ${day} < team.dissolved_on)
    ) ON served.area_id = area.id AND served.valid_from <= ${day} AND (served.valid_to IS NULL OR ${day} < served.valid_to)
    WHERE village.parent_id = ${communeId} AND village.level = 'village'
    ORDER BY village.sort_key, village.id, area.sort_key, area.id, (team.level = 'village') DESC NULLS LAST, team.sort_key`.execute(
    tx,
  )
  return rows
}
