import type { Instant } from '#model/kit/day.ts'
import { msOf } from '#model/kit/instant.ts'
import type { MemberRole, MemberState } from '#model/team/member.ts'

/** A team whose village was merged into another, as it stands on the day of looking. */
export type OldTeam = {
  id: string
  name: string
  areaIds: readonly number[]
  members: readonly { id: string; name: string; role: MemberRole; state: MemberState }[]
}

export type JoinedMember = { id: string; name: string; role: MemberRole; fromTeam: string }
export type JoinedTeam = { areaIds: number[]; members: JoinedMember[] }

const RANK: Record<MemberRole, number> = { leader: 0, deputy: 1, member: 2, specialist: 3 }

/**
 * The team that several become: all their ground and everybody in them, each person once. The leader of the team with
 * most people goes on leading, the other leaders become deputies, so that nobody who carries a village is lost.
 */
export const proposeJoined = (teams: readonly OldTeam[]): JoinedTeam => {
  const bySize = [...teams].sort((a, b) => b.members.length - a.members.length)
  const people = new Map<string, JoinedMember>()
  let led = false
  for (const team of bySize) {
    for (const { id, name, role, state } of [...team.members].sort((a, b) => RANK[a.role] - RANK[b.role])) {
      if (state === 'left' || people.has(id)) continue
      const kept: MemberRole = role !== 'leader' ? role : led ? 'deputy' : 'leader'
      led ||= kept === 'leader'
      people.set(id, { id, name, role: kept, fromTeam: team.name })
    }
  }
  return {
    areaIds: [...new Set(teams.flatMap(team => team.areaIds))],
    members: [...people.values()].sort((a, b) => RANK[a.role] - RANK[b.role]),
  }
}

export const UNDO_MS = 24 * 3_600_000

/** What was made at an instant may be taken back for a day. */
export const mayUndo = (madeAt: Instant, now: Instant): boolean =>
  (msOf(now) ?? 0) - (msOf(madeAt) ?? 0) < UNDO_MS

/** Rows by name with a mark of their content. */
export type Marks = Record<string, string>

/** Names of rows that are not as they were marked: changed, gone or come. */
export const touchedSince = (then: Marks, now: Marks): string[] => [
  ...Object.keys(then).filter(key => now[key] !== then[key]),
  ...Object.keys(now).filter(key => !(key in then)),
]
