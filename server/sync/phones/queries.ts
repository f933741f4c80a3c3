import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

export type PhoneFound = {
  device_id: string
  team_id: string
  team_name: string
  member_id: string
  member_name: string
  label: string
  last_heard_at: Instant | null
  unsent: number
  refused: number
  storage_used: number | null
  storage_quota: number | null
  app_version: string | null
}

/** Phones in use of the members of some teams on a day; those not heard for longest first. */
export const phonesOfTeams = (tx: Tx, teamIds: readonly string[], day: Day): Promise<PhoneFound[]> =>
  tx
    .selectFrom('membership')
    .innerJoin('team', 'team.id', 'membership.team_id')
    .innerJoin('member', 'member.id', 'membership.member_id')
    .innerJoin('device', 'device.member_id', 'member.id')
    .where('membership.team_id', '=', sql<string>`ANY(${sql.val([...teamIds])}::uuid[])`)
    .where('membership.valid_from', '<=', day)
    .where(eb => eb.or([eb('membership.valid_to', 'is', null), eb('membership.valid_to', '>', day)]))
    .where('device.revoked_at', 'is', null)
    .select([
      'device.id as device_id',
      'team.id as team_id',
      'team.name as team_name',
      'member.id as member_id',
      'member.name as member_name',
      'device.label',
      'device.last_heard_at',
      'device.unsent',
      'device.refused',
      'device.storage_used',
      'device.storage_quota',
      'device.app_version',
    ])
    .orderBy('device.last_heard_at', order => order.asc().nullsFirst())
    .orderBy('device.id')
    .execute()
