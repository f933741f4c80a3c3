import { addDays, type Day } from '#model/kit/day.ts'
import { fold } from '#model/kit/text.ts'
import type { MemberRole, MemberState } from '#model/team/member.ts'

type TeamLevel = 'village' | 'commune'
type Scope = { level?: TeamLevel; source: string }

/** A rule of catalogue/team-rules.json. Rules warn and never block: guidance differs from province to province. */
export type TeamRule = Scope &
  (
    | { key: 'size'; min: number; max: number }
    | { key: 'groups'; from: number }
    | { key: 'leader-missing' }
    | { key: 'leader-affiliation'; words: string[] }
    | { key: 'area-missing' }
    | { key: 'decision-missing' }
    | { key: 'untrained' }
    | { key: 'card-ends'; days: number }
  )
export type RuleKey = TeamRule['key']

export type TeamShape = {
  level: TeamLevel
  areas: number
  decisionNumber: string | null
  members: {
    role: MemberRole
    state: MemberState
    affiliation: string | null
    cardUntil: Day
    skills: number
  }[]
}

export type TeamWarning = { rule: RuleKey; details: Record<string, number> }

const broken = (rule: TeamRule, team: TeamShape, today: Day): TeamWarning['details'] | null => {
  const working = team.members.filter(member => member.state !== 'left' && member.state !== 'applied')
  const leader = team.members.find(member => member.role === 'leader')
  switch (rule.key) {
    case 'size':
      return working.length < rule.min || working.length > rule.max
        ? { n: working.length, min: rule.min, max: rule.max }
        : null
    case 'groups':
      return working.length >= rule.from ? { n: working.length, from: rule.from } : null
    case 'leader-missing':
      return leader ? null : {}
    case 'leader-affiliation': {
      const said = fold(leader?.affiliation ?? '')
      return leader && !rule.words.some(word => said.includes(fold(word))) ? {} : null
    }
    case 'area-missing':
      return team.areas === 0 ? {} : null
    case 'decision-missing':
      return team.decisionNumber ? null : {}
    case 'untrained': {
      const n = working.filter(member => member.state === 'active' && member.skills === 0).length
      return n > 0 ? { n } : null
    }
    case 'card-ends': {
      const n = working.filter(member => member.cardUntil <= addDays(today, rule.days)).length
      return n > 0 ? { n, days: rule.days } : null
    }
  }
}

/** What a team lacks by the rules of the catalogue, in their order. */
export const teamWarnings = (rules: readonly TeamRule[], team: TeamShape, today: Day): TeamWarning[] =>
  rules
    .filter(rule => rule.level === undefined || rule.level === team.level)
    .flatMap(rule => {
      const details = broken(rule, team, today)
      return details ? [{ rule: rule.key, details }] : []
    })
