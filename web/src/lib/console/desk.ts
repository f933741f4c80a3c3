import type { CommuneDesk } from '@tung-nha/model/api/reports.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { type Day, daysBetween, type Instant } from '@tung-nha/model/kit/day.ts'
import { fold } from '@tung-nha/model/kit/text.ts'

export type Desk = ReplyOf<CommuneDesk>
export type DeskTeam = Desk['teams'][number]
export const TEAM_FILTERS = ['all', 'missing', 'waiting', 'silent'] as const
export type TeamFilter = (typeof TEAM_FILTERS)[number]

/** A team that recorded nothing for so many days is one to ask after. */
export const SILENT_DAYS = 21

const NOT_SENT = new Set(['none', 'draft', 'returned', 'amended'])
export const isMissing = (team: Pick<DeskTeam, 'state'>): boolean => NOT_SENT.has(team.state)

export const isSilent = (team: Pick<DeskTeam, 'lastActivity'>, today: Day): boolean =>
  team.lastActivity === null || daysBetween(team.lastActivity, today) > SILENT_DAYS

const fits: Record<TeamFilter, (team: DeskTeam, today: Day) => boolean> = {
  all: () => true,
  missing: isMissing,
  waiting: team => team.state === 'submitted',
  silent: isSilent,
}

/** The teams of a filter whose place holds the typed words, with or without tone marks. */
export const chosenTeams = (
  teams: readonly DeskTeam[],
  filter: TeamFilter,
  typed: string,
  today: Day,
): DeskTeam[] => {
  const wanted = fold(typed).split(' ').filter(Boolean)
  return teams.filter(team => {
    const place = fold(team.place)
    return fits[filter](team, today) && wanted.every(word => place.includes(word))
  })
}

// What needs the officer comes first: decide, then ask for, then the rest.
const URGENCY = { submitted: 0, returned: 1, none: 2, draft: 2, amended: 2, approved: 3, signed: 3 } as const

/** A number to sort report states by: those that wait for the officer first, the latest before the others. */
export const urgencyOf = (team: Pick<DeskTeam, 'state' | 'lateDays'>): number =>
  URGENCY[team.state] * 1000 - Math.max(0, team.lateDays)

const FRESH_MS = 60_000

/** Whether the numbers changed within the minute before they were read. */
export const isFresh = (changedAt: Instant | null, asOf: Instant): boolean =>
  changedAt !== null && Date.parse(asOf) - Date.parse(changedAt) <= FRESH_MS
