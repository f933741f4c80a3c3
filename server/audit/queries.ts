import type { PlaceKind } from '@tung-nha/model/access/access.ts'
import { sql } from 'kysely'
import { placeOf } from '#access/queries.ts'
import type { Tx } from '#db/connect.ts'

/** One writer of a commune's chain at a time, until the transaction ends. */
export const lockChain = (tx: Tx, communeId: number) =>
  sql`SELECT pg_advisory_xact_lock(7447425, ${communeId})`.execute(tx)

export const lastEntry = (tx: Tx, communeId: number) =>
  tx
    .selectFrom('audit_entry')
    .where('commune_id', '=', communeId)
    .select(['n', 'chain'])
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()

export const insertEntry = (
  tx: Tx,
  row: {
    commune_id: number
    n: number
    at: string
    actor_id: string
    what: string
    subjects: string
    chain: Buffer
  },
) => tx.insertInto('audit_entry').values(row).execute()

/** Entries of a commune from the newest down, with who acted. */
export const entriesBefore = (tx: Tx, communeId: number, before: number | null, limit: number) =>
  tx
    .selectFrom('audit_entry')
    .leftJoin('officer', 'officer.id', 'audit_entry.actor_id')
    .leftJoin('member', 'member.id', 'audit_entry.actor_id')
    .where('audit_entry.commune_id', '=', communeId)
    .$if(before !== null, query => query.where('n', '<', before!))
    .select([
      'audit_entry.commune_id',
      'n',
      'at',
      'actor_id',
      'what',
      'subjects',
      'chain',
      'officer.name as officer_name',
      'officer.title',
      'member.name as member_name',
    ])
    .orderBy('n', 'desc')
    .limit(limit)
    .execute()

/** Entries from one number on, oldest first, for checking the chain in pieces. */
export const entriesFrom = (tx: Tx, communeId: number, from: number, limit: number) =>
  tx
    .selectFrom('audit_entry')
    .where('commune_id', '=', communeId)
    .where('n', '>=', from)
    .select(['commune_id', 'n', 'at', 'actor_id', 'what', 'subjects', 'chain'])
    .orderBy('n')
    .limit(limit)
    .execute()

/** The commune an area lies in on a day. */
export const communeOfArea = async (tx: Tx, areaId: number, day: string): Promise<number | null> => {
  const row = await tx
    .selectFrom('area_village')
    .innerJoin('unit', 'unit.id', 'area_village.village_id')
    .where('area_village.area_id', '=', areaId)
    .where('area_village.valid_from', '<=', day)
    .where(eb => eb.or([eb('area_village.valid_to', 'is', null), eb('area_village.valid_to', '>', day)]))
    .select('unit.parent_id')
    .executeTakeFirst()
  return row?.parent_id ?? null
}

/** The commune a place lies in, or the unit itself when it stands above the communes: whose chain tells of it. */
export const chainUnitOf = async (
  tx: Tx,
  kind: PlaceKind,
  id: unknown,
  day: string,
): Promise<number | null> => {
  const place = await placeOf(tx, kind, id, day)
  if (!place) return null
  const commune = await tx
    .selectFrom('unit')
    .where('id', 'in', place.path)
    .where('level', '=', 'commune')
    .select('id')
    .executeTakeFirst()
  return commune?.id ?? place.path.at(-1) ?? null
}
