import type { ActivityRow } from '@tung-nha/model/activity/ops.ts'
import type { HouseholdRow } from '@tung-nha/model/household/ops.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import { nameKey } from '@tung-nha/model/kit/text.ts'
import type { RequestRow } from '@tung-nha/model/request/ops.ts'
import type { ResidentRow } from '@tung-nha/model/resident/ops.ts'
import {
  type About,
  type Attainment,
  ageIn,
  applies,
  attainmentsOf,
  FLUENT_FROM_AGE,
  groupsOfHome,
  groupsReached,
  isFluentHome,
} from '@tung-nha/model/skill/attainment.ts'
import type { FieldSkill } from '#lib/field/catalogue.ts'
import type { Shown, View } from '#lib/local/view.ts'

/** A person as the screens show it. */
export type Person = {
  row: Shown<ResidentRow>
  age: number | null
  about: About
  held: Map<string, Attainment>
  /** Groups reached, in official order. */
  reached: string[]
  /** The first core skill not yet done alone. */
  missing: FieldSkill | null
}

/** A home with all that is known of it on this phone. */
export type Home = {
  row: Shown<HouseholdRow>
  people: Person[]
  /** 0 to 5: the person with the most groups. */
  groups: number
  fluent: boolean
  visits: Shown<ActivityRow>[]
  lastDay: Day | null
  /** Who has been seen to show others. */
  teacher: Person | null
  /** Something of it has not been sent yet. */
  waiting: boolean
}

export type Ground = {
  homes: Home[]
  byId: Map<string, Home>
  /** Open and taken requests, oldest first. */
  calls: Shown<RequestRow>[]
  visits: Shown<ActivityRow>[]
  people: Map<string, Person>
}

/** Keeps what was worked out of something until it, or what else it rests on, is another: a save changes one home of thousands. */
const remembered = <Of extends object, On extends readonly unknown[], Made>(
  work: (of: Of, ...on: On) => Made,
) => {
  const known = new WeakMap<Of, { on: On; made: Made }>()
  return (of: Of, ...on: On): Made => {
    const last = known.get(of)
    if (last?.on.every((part, i) => part === on[i])) return last.made
    const made = work(of, ...on)
    known.set(of, { on, made })
    return made
  }
}

const personOf = remembered(
  (row: Shown<ResidentRow>, sells: boolean, skills: readonly FieldSkill[], today: Day): Person => {
    const age = ageIn(row.birthYear, today)
    const about = { age, sells }
    const held = attainmentsOf(row.observations)
    const alone = (key: string) => {
      const level = held.get(key)?.level
      return level === 'na' || (typeof level === 'number' && level >= 3)
    }
    return {
      row,
      age,
      about,
      held,
      reached: groupsReached(held, skills, about),
      missing: skills.find(skill => skill.core && applies(skill, about) && !alone(skill.key)) ?? null,
    }
  },
)

/** How many groups a person had reached by what was seen until the end of a day. */
const reachedAt = remembered(
  (person: Person, skills: readonly FieldSkill[], day: Day): number =>
    groupsReached(attainmentsOf(person.row.observations, day), skills, person.about).length,
)

/** The head first, then grown-ups, then children; by name within. */
const orderOf = (person: Person, head: string | null): string => {
  const key = nameKey(person.row.name ?? '')
  const rank =
    head !== null && key === nameKey(head) ? 0 : person.age !== null && person.age < FLUENT_FROM_AGE ? 2 : 1
  return `${rank}${key}`
}

/** When somebody was last at a home, also in the area it came from. */
const lastDayOf = (home: HouseholdRow, last: Day | null): Day | null =>
  home.earlier.reduce<Day | null>(
    (latest, [, day, , , voided]) => (voided === 0 && (latest === null || day > latest) ? day : latest),
    last,
  )

/** The four kinds of rows of the phone, joined once for all screens. Pure; made anew when something changes. */
export const groundOf = (view: View, skills: readonly FieldSkill[], today: Day): Ground => {
  const residents = Map.groupBy(view.people(), row => row.householdId ?? '')
  const visits = view
    .visits()
    .filter(visit => !visit.voided && visit.body !== null)
    .sort((a, b) => (a.day === b.day ? (a.stamp < b.stamp ? 1 : -1) : a.day < b.day ? 1 : -1))
  const byHome = Map.groupBy(visits, visit => visit.householdId ?? '')

  const homes = view.homes().map((row): Home => {
    const people = (residents.get(row.id) ?? [])
      .map(resident => personOf(resident, row.sells, skills, today))
      .sort((a, b) => (orderOf(a, row.head) < orderOf(b, row.head) ? -1 : 1))
    const counted = people.map(person => ({ age: person.age, reached: person.reached.length }))
    const seen = byHome.get(row.id) ?? []
    return {
      row,
      people,
      groups: groupsOfHome(counted),
      fluent: isFluentHome(counted),
      visits: seen,
      lastDay: lastDayOf(row, seen[0]?.day ?? null),
      teacher: people.find(person => [...person.held.values()].some(item => item.level === 4)) ?? null,
      waiting: row.waiting || people.some(person => person.row.waiting) || seen.some(visit => visit.waiting),
    }
  })
  return {
    homes,
    byId: new Map(homes.map(home => [home.row.id, home])),
    calls: view
      .calls()
      .filter(call => call.state !== 'closed')
      .sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1)),
    visits,
    people: new Map(homes.flatMap(home => home.people.map(person => [person.row.id, person] as const))),
  }
}

/** How many homes were fluent at the end of a day, by what had been seen until then. */
export const fluentAt = (ground: Ground, skills: readonly FieldSkill[], day: Day): number =>
  ground.homes.filter(home =>
    isFluentHome(home.people.map(person => ({ age: person.age, reached: reachedAt(person, skills, day) }))),
  ).length

/** Why a home is worth going to today. */
export type Reason =
  | { why: 'call'; requestId: string }
  | { why: 'promised'; day: Day }
  | { why: 'never' }
  | { why: 'almost'; groups: number }
  | { why: 'long'; day: Day }

export type Worth = { home: Home; reason: Reason }

/**
 * The homes to go to today: promised ones first (longest overdue), then homes nobody has been to, near fluent ones,
 * and those not seen for longest. Who was visited today, is fluent, or is promised for later waits.
 */
export const worthGoing = (ground: Ground, today: Day, most = 5): Worth[] => {
  const promised = ground.homes
    .filter(home => home.row.nextDay !== null && home.row.nextDay <= today && home.lastDay !== today)
    .sort((a, b) => (a.row.nextDay! < b.row.nextDay! ? -1 : 1))
    .map((home): Worth => ({ home, reason: { why: 'promised', day: home.row.nextDay! } }))
  const free = ground.homes.filter(
    home => home.row.nextDay === null && home.lastDay !== today && !home.fluent,
  )
  const never = free
    .filter(home => home.lastDay === null)
    .map((home): Worth => ({ home, reason: { why: 'never' } }))
  const almost = free
    .filter(home => home.lastDay !== null && home.groups >= 3)
    .sort((a, b) => b.groups - a.groups)
    .map((home): Worth => ({ home, reason: { why: 'almost', groups: home.groups } }))
  const long = free
    .filter(home => home.lastDay !== null && home.groups < 3)
    .sort((a, b) => (a.lastDay! < b.lastDay! ? -1 : 1))
    .map((home): Worth => ({ home, reason: { why: 'long', day: home.lastDay! } }))
  // A day with only old promises would never reach new homes, so each kind keeps a place.
  const first = [...promised.slice(0, 3), ...never.slice(0, 1), ...almost.slice(0, 1)]
  const taken = new Set(first.map(item => item.home.row.id))
  const rest = [...promised, ...never, ...almost, ...long].filter(item => !taken.has(item.home.row.id))
  return [...first, ...rest].slice(0, most)
}
