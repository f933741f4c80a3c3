import { communePhones, type PhoneItem, teamPhones } from '@tung-nha/model/api/sync-health.ts'
import { teamsOfCommunes } from '#access/queries.ts'
import { type Route, route } from '#http/route.ts'
import { type PhoneFound, phonesOfTeams } from '#sync/phones/queries.ts'

const item = (row: PhoneFound): PhoneItem => ({
  deviceId: row.device_id,
  teamId: row.team_id,
  teamName: row.team_name,
  memberId: row.member_id,
  memberName: row.member_name,
  label: row.label,
  lastHeardAt: row.last_heard_at,
  unsent: row.unsent,
  refused: row.refused,
  storageUsed: row.storage_used,
  storageQuota: row.storage_quota,
  appVersion: row.app_version,
})

/** How the phones of teams stand, for those who can do something about it. */
export const phoneRoutes: Route[] = [
  route(teamPhones, async c => ({
    items: (await phonesOfTeams(c.db, [c.input.params.teamId], c.today)).map(item),
  })),

  route(communePhones, async c => {
    const teams = await teamsOfCommunes(c.db, [c.input.params.communeId])
    return { items: (await phonesOfTeams(c.db, teams, c.today)).map(item) }
  }),
]
