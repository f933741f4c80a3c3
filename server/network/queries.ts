import type { Day } from '@tung-nha/model/kit/day.ts'
import type { NetworkUnit, Origin, Reported } from '@tung-nha/model/network/picture.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'
import type { ReportedLine } from '#network/files.ts'

const KEY = 'catalogue.network'

/** One loader at a time; the lock ends with the transaction. */
export const lockReported = (tx: Tx) => sql`SELECT pg_advisory_xact_lock(7447424)`.execute(tx)

export const loadedReported = async (tx: Tx): Promise<string | null> =>
  (await tx.selectFrom('setting').where('key', '=', KEY).select('value').executeTakeFirst())?.value
    ?.version ?? null

export const rememberReported = (tx: Tx, version: string) => {
  const value = JSON.stringify({ version })
  return tx
    .insertInto('setting')
    .values({ key: KEY, value })
    .onConflict(oc => oc.column('key').doUpdateSet({ value }))
    .execute()
}

/** Replaces all figures by the catalogue's. @returns how many found the unit of their level and code on their day */
export const putReported = async (tx: Tx, lines: readonly ReportedLine[]): Promise<number> => {
  await tx.deleteFrom('reported_figure').execute()
  const { numAffectedRows } = await sql`
    INSERT INTO reported_figure (unit_id, day, source, estimated, teams, teams_mark, members, members_mark, commune_teams,
      village_teams, provinces_with_teams, provinces_complete, provinces_total, reach, about)
    SELECT u.id, row.day, row.source, row.estimated, row.teams, row.teams_mark, row.members, row.members_mark, row.commune_teams,
      row.village_teams, row.provinces_with_teams, row.provinces_complete, row.provinces_total, row.reach, row.about
    FROM unnest(
      ${lines.map(line => line.level)}::text[], ${lines.map(line => line.code)}::text[], ${lines.map(line => line.day)}::date[],
      ${lines.map(line => line.source)}::text[], ${lines.map(line => line.estimated)}::boolean[],
      ${lines.map(line => line.teams)}::int[], ${lines.map(line => line.teamsMark)}::text[],
      ${lines.map(line => line.members)}::int[], ${lines.map(line => line.membersMark)}::text[],
      ${lines.map(line => line.communeTeams)}::int[], ${lines.map(line => line.villageTeams)}::int[],
      ${lines.map(line => line.provincesWithTeams)}::int[], ${lines.map(line => line.provincesComplete)}::int[],
      ${lines.map(line => line.provincesTotal)}::int[], ${lines.map(line => line.reach)}::text[],
      ${lines.map(line => JSON.stringify(line.about))}::jsonb[]
    ) AS row (level, code, day, source, estimated, teams, teams_mark, members, members_mark, commune_teams,
      village_teams, provinces_with_teams, provinces_complete, provinces_total, reach, about)
    JOIN unit u ON u.level = row.level AND u.code IS NOT DISTINCT FROM row.code
      AND (u.valid_from IS NULL OR u.valid_from <= row.day) AND (u.valid_to IS NULL OR row.day < u.valid_to)`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}

/** All published figures, oldest first: some dozens of rows for the whole nation. */
export const reportedFigures = async (tx: Tx): Promise<Reported[]> => {
  const rows = await tx
    .selectFrom('reported_figure')
    .selectAll()
    .orderBy('day')
    .orderBy('unit_id')
    .orderBy('source')
    .execute()
  return rows.map(row => ({
    unitId: row.unit_id,
    day: row.day,
    estimated: row.estimated,
    teams: row.teams,
    teamsMark: row.teams_mark as Reported['teamsMark'],
    members: row.members,
    membersMark: row.members_mark as Reported['membersMark'],
    communeTeams: row.commune_teams,
    villageTeams: row.village_teams,
    provincesWithTeams: row.provinces_with_teams,
    provincesComplete: row.provinces_complete,
    provincesTotal: row.provinces_total,
    reach: row.reach as Reported['reach'],
    source: {
      key: row.source,
      organ: row.about.organ,
      title: row.about.title,
      address: row.about.address,
      weak: row.about.weak ?? false,
      statements: row.about.statements ?? [],
    },
    note: row.about.note,
  }))
}

/** The provinces of all times in the order of their names, and whatever else has figures; a district's parent is its province. */
export const networkUnits = async (tx: Tx): Promise<NetworkUnit[]> => {
  const { rows } = await sql<NetworkUnit>`
    SELECT id, level, kind, code, name, path[2] AS "parentId", valid_from AS "validFrom", valid_to AS "validTo" FROM unit
    WHERE level = 'province' OR (level <> 'nation' AND id IN (SELECT unit_id FROM reported_figure)) ORDER BY sort_key, id`.execute(
    tx,
  )
  return rows
}

/** Provinces valid on a day. */
export const provincesOn = (tx: Tx, day: Day) =>
  tx
    .selectFrom('unit')
    .where('level', '=', 'province')
    .where(eb => eb.or([eb('valid_from', 'is', null), eb('valid_from', '<=', day)]))
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .orderBy('sort_key')
    .orderBy('id')
    .select(['id', 'kind', 'code', 'name'])
    .execute()

export const allBorders = (tx: Tx) => tx.selectFrom('border').selectAll().execute()

export const putBorders = (
  tx: Tx,
  rows: { unit_id: number; path: string; imported_on: Day; source: string }[],
) =>
  tx
    .insertInto('border')
    .values(rows)
    .onConflict(oc =>
      oc.column('unit_id').doUpdateSet(eb => ({
        path: eb.ref('excluded.path'),
        imported_on: eb.ref('excluded.imported_on'),
        source: eb.ref('excluded.source'),
      })),
    )
    .execute()

export const provinceOrigins = async (tx: Tx): Promise<Origin[]> => {
  const { rows } = await sql<Origin>`
    SELECT s.from_id AS "from", s.to_id AS "to", s.share FROM succession s
    JOIN unit f ON f.id = s.from_id AND f.level = 'province' JOIN unit t ON t.id = s.to_id AND t.level = 'province'`.execute(
    tx,
  )
  return rows
}
