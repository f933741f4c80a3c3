import { type Stated, type Surroundings, type Target, targetOf } from '@tung-nha/model/indicator/evaluate.ts'
import { dueDayOf, type Period, type PeriodRule, spanOf } from '@tung-nha/model/indicator/period.ts'
import { flatRows, type Indicator } from '@tung-nha/model/indicator/shape.ts'
import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

export type UnitRow = {
  id: number
  level: string
  kind: string
  name: string
  path: number[]
  parent_id: number | null
}

export const unitsOf = async (tx: Tx, ids: readonly number[]): Promise<UnitRow[]> =>
  ids.length === 0
    ? []
    : tx
        .selectFrom('unit')
        .where('id', 'in', [...ids])
        .select(['id', 'level', 'kind', 'name', 'path', 'parent_id'])
        .execute()

/** The units one level down as they are on a day; the nation's are provinces, not the districts of older times. */
export const childrenOf = (tx: Tx, id: number, day: Day): Promise<UnitRow[]> =>
  tx
    .selectFrom('unit')
    .where('parent_id', '=', id)
    .where(eb =>
      eb.and([
        eb.or([eb('valid_from', 'is', null), eb('valid_from', '<=', day)]),
        eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]),
      ]),
    )
    .select(['id', 'level', 'kind', 'name', 'path', 'parent_id'])
    .orderBy('sort_key')
    .orderBy('id')
    .execute()

/** Targets, stated denominators and other offices' figures around some units. */
export const surroundingsOf = async (
  tx: Tx,
  units: readonly UnitRow[],
  indicators: readonly Indicator[],
  period: Period,
  rule: PeriodRule,
): Promise<Map<number, Surroundings>> => {
  const chain = [...new Set(units.flatMap(unit => unit.path))]
  const ids = units.map(unit => unit.id)
  const year = Number(period.slice(0, 4))
  const { last } = spanOf(period, rule)
  const targets = (
    await sql<{
      unit_id: number
      indicator: string
      value: number
    }>`SELECT unit_id, indicator, value FROM target
    WHERE unit_id = ANY(${chain}::int[]) AND year = ${year}`.execute(tx)
  ).rows
  const stated = (
    await sql<
      Stated & { unit_id: number; name: string }
    >`SELECT DISTINCT ON (unit_id, name) unit_id, name, n, source, day FROM denominator
    WHERE unit_id = ANY(${ids}::int[]) AND day <= ${last} ORDER BY unit_id, name, day DESC`.execute(tx)
  ).rows
  const outside = (
    await sql<
      Stated & { unit_id: number; indicator: string }
    >`SELECT DISTINCT ON (unit_id, indicator) unit_id, indicator, value AS n, source, day
    FROM outside_figure WHERE unit_id = ANY(${ids}::int[]) AND day <= ${dueDayOf(period, rule)} ORDER BY unit_id, indicator, day DESC`.execute(
      tx,
    )
  ).rows
  const above = await homesAbove(tx, units, last, period)

  return new Map(
    units.map(unit => {
      const own = (code: string, id: number) =>
        targets.find(row => row.unit_id === id && row.indicator === code)
      const nearest = (code: string) =>
        [...unit.path]
          .reverse()
          .slice(1)
          .map(id => own(code, id))
          .find(row => row !== undefined)
      const found = flatRows(indicators).flatMap(({ row }): [string, Target][] => {
        const mine = own(row.code, unit.id)
        const upper = nearest(row.code)
        const target = row.target
          ? targetOf(
              row,
              year,
              mine ? { value: mine.value, year } : null,
              upper ? { value: upper.value, year } : null,
            )
          : null
        return target ? [[row.code, target]] : []
      })
      const mine = stated.filter(row => row.unit_id === unit.id)
      const denominators = Object.fromEntries(
        mine.map(({ name, n, source, day }) => [name, { n, source, day }]),
      )
      const sum = above.get(unit.id)
      return [
        unit.id,
        {
          targets: Object.fromEntries(found),
          denominators: sum && !denominators['homes'] ? { ...denominators, homes: sum } : denominators,
          outside: Object.fromEntries(
            outside
              .filter(row => row.unit_id === unit.id)
              .map(({ indicator, n, source, day }) => [indicator, { n, source, day }]),
          ),
        },
      ]
    }),
  )
}

/** Homes of a province or the nation: what its communes state, and the system's list for communes that state nothing. */
const homesAbove = async (
  tx: Tx,
  units: readonly UnitRow[],
  last: Day,
  period: Period,
): Promise<Map<number, Stated>> => {
  const ids = units.filter(unit => unit.level === 'nation' || unit.level === 'province').map(unit => unit.id)
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: number; n: number; communes: number; day: Day }>`
    WITH stated AS (
      SELECT DISTINCT ON (d.unit_id) d.unit_id, d.n, d.day, u.path FROM denominator d JOIN unit u ON u.id = d.unit_id AND u.level = 'commune'
      WHERE d.name = 'homes' AND d.day <= ${last} ORDER BY d.unit_id, d.day DESC
    ),
    kept AS (
      SELECT unit_id, sum(n) AS n FROM unit_distinct WHERE fact = 'homes_total' AND period <= ${period}
        AND (unit_id = ANY(${ids}::int[]) OR unit_id IN (SELECT unit_id FROM stated)) GROUP BY 1
    )
    SELECT w.id, count(*)::int AS communes, max(s.day)::text AS day,
      coalesce((SELECT n FROM kept WHERE unit_id = w.id), 0) + sum(s.n - coalesce(k.n, 0)) AS n
    FROM unnest(${ids}::int[]) w (id) JOIN stated s ON w.id = ANY(s.path) LEFT JOIN kept k ON k.unit_id = s.unit_id GROUP BY w.id`.execute(
    tx,
  )
  return new Map(
    rows.map(({ id, n, communes, day }) => [id, { n, source: `${communes} xã, phường, đặc khu`, day }]),
  )
}

export const setTarget = async (
  tx: Tx,
  target: { unitId: number; code: string; year: number; value: number | null; by: string; at: Instant },
) => {
  const { unitId, code, year, value, by, at } = target
  if (value === null) {
    await tx
      .deleteFrom('target')
      .where('unit_id', '=', unitId)
      .where('indicator', '=', code)
      .where('year', '=', year)
      .execute()
    return
  }
  await tx
    .insertInto('target')
    .values({ unit_id: unitId, indicator: code, year, value, set_by: by, set_at: at })
    .onConflict(oc =>
      oc.columns(['unit_id', 'indicator', 'year']).doUpdateSet({ value, set_by: by, set_at: at }),
    )
    .execute()
}

export const denominatorsOf = (tx: Tx, unitId: number) =>
  tx
    .selectFrom('denominator')
    .where('unit_id', '=', unitId)
    .select(['name', 'n', 'source', 'day'])
    .orderBy('day', 'desc')
    .orderBy('name')
    .execute()

export const setDenominator = (
  tx: Tx,
  row: { unitId: number; name: string; n: number; source: string; day: Day; by: string; at: Instant },
) =>
  tx
    .insertInto('denominator')
    .values({
      unit_id: row.unitId,
      name: row.name,
      day: row.day,
      n: row.n,
      source: row.source,
      entered_by: row.by,
      entered_at: row.at,
    })
    .onConflict(oc =>
      oc
        .columns(['unit_id', 'name', 'day'])
        .doUpdateSet({ n: row.n, source: row.source, entered_by: row.by, entered_at: row.at }),
    )
    .execute()

export const setOutsideFigure = (
  tx: Tx,
  row: { unitId: number; code: string; value: number; source: string; day: Day; by: string },
) =>
  tx
    .insertInto('outside_figure')
    .values({
      unit_id: row.unitId,
      indicator: row.code,
      day: row.day,
      value: row.value,
      source: row.source,
      entered_by: row.by,
    })
    .onConflict(oc =>
      oc
        .columns(['unit_id', 'indicator', 'day'])
        .doUpdateSet({ value: row.value, source: row.source, entered_by: row.by }),
    )
    .execute()

export const isPending = async (tx: Tx, unit: UnitRow): Promise<boolean> => {
  const { rows } =
    await sql`SELECT 1 FROM dirty d JOIN area_village l ON l.area_id = d.area_id AND l.valid_to IS NULL
    JOIN unit u ON u.id = l.village_id WHERE ${unit.id} = ANY(u.path) LIMIT 1`.execute(tx)
  return rows.length > 0
}

export type TeamRow = { id: string; commune_id: number; level: string; name: string; local_name: string }
export const teamOf = (tx: Tx, id: string): Promise<TeamRow | undefined> =>
  tx
    .selectFrom('team')
    .where('id', '=', id)
    .select(['id', 'commune_id', 'level', 'name', 'local_name'])
    .executeTakeFirst()

/** The teams of a commune that existed at the end of a period, in the order of lists. */
export const teamsOfCommune = (tx: Tx, communeId: number, day: Day): Promise<TeamRow[]> =>
  tx
    .selectFrom('team')
    .where('commune_id', '=', communeId)
    .where('formed_on', '<=', day)
    .where(eb => eb.or([eb('dissolved_on', 'is', null), eb('dissolved_on', '>', day)]))
    .select(['id', 'commune_id', 'level', 'name', 'local_name'])
    .orderBy('sort_key')
    .orderBy('id')
    .execute()
