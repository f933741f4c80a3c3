import type { Day } from '@tung-nha/model/kit/day.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

export const countScan = (tx: Tx, code: string, day: Day, n = 1) =>
  tx
    .insertInto('poster_scan')
    .values({ code, day, n })
    .onConflict(conflict =>
      conflict.columns(['code', 'day']).doUpdateSet({ n: sql<number>`poster_scan.n + excluded.n` }),
    )
    .execute()

/** Scans of a commune's posters by day and area; null is a poster of the whole commune. */
export const scansByDay = (tx: Tx, communeId: number, from: Day, to: Day) =>
  tx
    .selectFrom('poster_scan')
    .innerJoin('poster', 'poster.code', 'poster_scan.code')
    .where('poster.commune_id', '=', communeId)
    .where('poster_scan.day', '>=', from)
    .where('poster_scan.day', '<=', to)
    .groupBy(['poster_scan.day', 'poster.area_id'])
    .orderBy('poster_scan.day')
    .orderBy('poster.area_id')
    .select(['poster_scan.day', 'poster.area_id'])
    .select(sql<number>`sum(poster_scan.n)::int`.as('n'))
    .execute()

export const addReport = (tx: Tx, code: string, kind: string, day: Day) =>
  tx
    .insertInto('poster_report')
    .values({ code, kind, day, n: 1 })
    .onConflict(conflict =>
      conflict
        .columns(['code', 'kind', 'day'])
        .doUpdateSet({ n: sql<number>`poster_report.n + 1`, settled_on: null }),
    )
    .execute()

/** What was said and not settled, by poster and kind. */
export const openReports = async (tx: Tx, codes: readonly string[]) => {
  if (codes.length === 0) return new Map<string, { kind: string; n: number }[]>()
  const rows = await tx
    .selectFrom('poster_report')
    .where('code', 'in', codes)
    .where('settled_on', 'is', null)
    .groupBy(['code', 'kind'])
    .orderBy('kind')
    .select(['code', 'kind'])
    .select(sql<number>`sum(n)::int`.as('n'))
    .execute()
  return Map.groupBy(rows, row => row.code)
}

export const settleReports = (tx: Tx, code: string, day: Day) =>
  tx
    .updateTable('poster_report')
    .set({ settled_on: day })
    .where('code', '=', code)
    .where('settled_on', 'is', null)
    .execute()

/** A copy hangs no more; `by` is the one that hangs in its place. */
export const takeDown = (tx: Tx, code: string, by: string | null, day: Day) =>
  tx.updateTable('poster').set({ gone_on: day, replaced_by: by }).where('code', '=', code).execute()
