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
    | { key: 'homes'; max: number }
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
  /** Homes on the list of its areas; null when the caller may not count them. */
  homes: number | null
  groups: number
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
  const working = team.members.filter(
    member => member.state !== 'left' && member.state !== 'applied' && member.role !== 'specialist',
  )
  const leader = team.members.find(member => member.role === 'leader')
  switch (rule.key) {
    case 'size':
      return working.length < rule.min || working.length > rule.max
        ? { n: working.length, min: rule.min, max: rule.max }
        : null
    case 'groups':
      return working.length >= rule.from && team.groups === 0 ? { n: working.length, from: rule.from } : null
    case 'homes': {
      const n = team.homes === null || working.length === 0 ? 0 : Math.ceil(team.homes / working.length)
      return n > rule.max ? { n, max: rule.max, homes: team.homes ?? 0 } : null
    }
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

/** What of a rule a province may say differently; the other rules are the same everywhere. */
export const SETTABLE = ['size', 'groups', 'homes', 'leader-affiliation', 'card-ends'] as const
export type RuleValue = { min?: number; max?: number; from?: number; days?: number; words?: string[] }
export type OwnRule = { key: RuleKey; level: TeamLevel | ''; value: RuleValue; source: string }

/** The part of a rule that is a number or a list of words. */
export const valueOfRule = (rule: TeamRule): RuleValue => {
  const { key: _key, level: _level, source: _source, ...value } = rule as TeamRule & Record<string, unknown>
  return value as RuleValue
}

/** Whether a value has exactly the parts the catalogue's rule has, in a range that can be meant. */
export const fitsRule = (rule: TeamRule, value: RuleValue): boolean => {
  const parts = Object.keys(valueOfRule(rule)).sort().join()
  const sane = value.min === undefined || value.max === undefined || value.min <= value.max
  return parts !== '' && Object.keys(value).sort().join() === parts && sane
}

/** The rules of the catalogue, with what a province says of them in their place. */
export const withOwn = (rules: readonly TeamRule[], own: readonly OwnRule[]): TeamRule[] =>
  rules.map(rule => {
    const said = own.find(one => one.key === rule.key && one.level === (rule.level ?? ''))
    return said && fitsRule(rule, said.value)
      ? ({ ...rule, ...said.value, source: said.source } as TeamRule)
      : rule
  })
