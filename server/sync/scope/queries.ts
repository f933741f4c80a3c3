import type { Day } from '@tung-nha/model/kit/day.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'

const valid = (table: string, day: Day) =>
  sql<boolean>`${sql.ref(`${table}.valid_from`)} <= ${day} AND (${sql.ref(`${table}.valid_to`)} IS NULL OR ${day} < ${sql.ref(`${table}.valid_to`)})`

export const memberCard = async (tx: Tx, memberId: string) => {
  const member = await tx
    .selectFrom('member')
    .where('id', '=', memberId)
    .select(['id', 'name', 'card_code as cardCode', 'card_until as cardUntil'])
    .executeTakeFirst()
  if (!member) return null
  const skills = await tx
    .selectFrom('member_skill')
    .where('member_id', '=', memberId)
    .select('skill')
    .orderBy('skill')
    .execute()
  return { ...member, skills: skills.map(row => row.skill) }
}

export const teamsOfMember = (tx: Tx, memberId: string, day: Day) =>
  tx
    .selectFrom('membership')
    .innerJoin('team', 'team.id', 'membership.team_id')
    .innerJoin('unit as commune', 'commune.id', 'team.commune_id')
    .innerJoin('unit as province', 'province.id', 'commune.parent_id')
    .where('membership.member_id', '=', memberId)
    .where(valid('membership', day))
    .select([
      'team.id',
      'team.name',
      'team.local_name as localName',
      'membership.role',
      'commune.id as communeId',
      'commune.name as communeName',
      'commune.kind as communeKind',
      'province.name as provinceName',
    ])
    .orderBy('team.sort_key')
    .orderBy('team.id')
    .execute()

export const areasOfMember = async (tx: Tx, teamIds: string[], day: Day) =>
  teamIds.length === 0
    ? []
    : tx
        .selectFrom('team_area')
        .innerJoin('area', 'area.id', 'team_area.area_id')
        .innerJoin('area_village', 'area_village.area_id', 'area.id')
        .innerJoin('unit as village', 'village.id', 'area_village.village_id')
        .where('team_area.team_id', 'in', teamIds)
        .where(valid('team_area', day))
        .where(valid('area_village', day))
        .select([
          'area.id',
          'area.name',
          'team_area.team_id as teamId',
          'village.id as villageId',
          'village.name as villageName',
          'village.kind as villageKind',
        ])
        .orderBy('area.sort_key')
        .orderBy('area.id')
        .orderBy('team_area.team_id')
        .execute()

export const membersOfTeams = async (tx: Tx, teamIds: string[], day: Day) =>
  teamIds.length === 0
    ? []
    : tx
        .selectFrom('membership')
        .innerJoin('member', 'member.id', 'membership.member_id')
        .where('membership.team_id', 'in', teamIds)
        .where(valid('membership', day))
        .where('member.state', '<>', 'left')
        .select([
          'member.id',
          'membership.team_id as teamId',
          'member.name',
          'membership.role',
          'member.phone',
        ])
        .orderBy('member.sort_key')
        .orderBy('member.id')
        .execute()
