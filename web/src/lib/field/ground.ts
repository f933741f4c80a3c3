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
import type { HomeRows, Shown } from '#lib/local/book.ts'
import { remembered } from '#lib/local/remembered.ts'
import type { View } from '#lib/local/view.ts'

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
  home: (id: string) => Home | undefined
  readonly homes: Home[]
  readonly people: Map<string, Person>
  /** Open and taken requests, oldest first. */
  readonly calls: Shown<RequestRow>[]
  readonly visits: Shown<ActivityRow>[]
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

const latestFirst = (a: ActivityRow, b: ActivityRow): number =>
  a.day === b.day ? (a.stamp < b.stamp ? 1 : -1) : a.day < b.day ? 1 : -1
const stands = (visit: ActivityRow) => !visit.voided && visit.body !== null

const homeOf = remembered(({ row, ...rows }: HomeRows, skills: readonly FieldSkill[], today: Day): Home => {
  const people = rows.people
    .map(resident => personOf(resident, row.sells, skills, today))
    .sort((a, b) => (orderOf(a, row.head) < orderOf(b, row.head) ? -1 : 1))
  const counted = people.map(person => ({ age: person.age, reached: person.reached.length }))
  const visits = rows.visits.filter(stands).sort(latestFirst)
  return {
    row,
    people,
    groups: groupsOfHome(counted),
    fluent: isFluentHome(counted),
    visits,
    lastDay: lastDayOf(row, visits[0]?.day ?? null),
    teacher: people.find(person => [...person.held.values()].some(item => item.level === 4)) ?? null,
    waiting: row.waiting || people.some(person => person.row.waiting) || visits.some(visit => visit.waiting),
  }
})

/** Worked out at the first question, and not before. */
const lazy = <T>(work: () => T): (() => T) => {
  let made: { of: T } | null = null
  return () => {
    made ??= { of: work() }
    return made.of
  }
}

/**
 * The rows of the phone, joined for all screens. Pure; made anew when something changes, so it works out only what is
 * asked of it: the page of one home costs one home, and of the others only what has changed is worked out again.
 */
export const groundOf = (view: View, skills: readonly FieldSkill[], today: Day): Ground => {
  const homes = lazy(() => view.homes().map(rows => homeOf(rows, skills, today)))
  const people = lazy(
    () => new Map(homes().flatMap(home => home.people.map(person => [person.row.id, person] as const))),
  )
  const calls = lazy(() =>
    view
      .calls()
      .filter(call => call.state !== 'closed')
      .sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1)),
  )
  const visits = lazy(() => view.visits().filter(stands).sort(latestFirst))
  return {
    home: id => {
      const rows = view.home(id)
      return rows && homeOf(rows, skills, today)
    },
    get homes() {
      return homes()
    },
    get people() {
      return people()
    },
    get calls() {
      return calls()
    },
    get visits() {
      return visits()
    },
  }
}

/** Whether a home was fluent at the end of a day, by what had been seen until then. */
const wasFluent = remembered((home: Home, skills: readonly FieldSkill[], day: Day): boolean =>
  isFluentHome(
    home.people.map(({ row, about, age }) => ({
      age,
      reached: groupsReached(attainmentsOf(row.observations, day), skills, about).length,
    })),
  ),
)

/** How many homes were fluent at the end of a day. */
export const fluentAt = (ground: Ground, skills: readonly FieldSkill[], day: Day): number =>
  ground.homes.filter(home => wasFluent(home, skills, day)).length

/** Why a home is worth going to today. */
export type Reason =
  | { why: 'call'; requestId: string }
  | { why: 'promised'; day: Day }
  | { why: 'never' }
  | { why: 'almost'; groups: number }
  | { why: 'long'; day: Day }

export type Worth = { home: Home; reason: Reason }

/** Homes somebody promised to come back to: on this day, and on a day that has passed, the longest overdue first. */
export const promisedHomes = (ground: Ground, today: Day): { today: Home[]; overdue: Home[] } => {
  const due = ground.homes
    .filter(home => home.row.nextDay !== null && home.row.nextDay <= today && home.lastDay !== today)
    .sort((a, b) => (a.row.nextDay! < b.row.nextDay! ? -1 : 1))
  const [overdue, now] = [
    due.filter(home => home.row.nextDay! < today),
    due.filter(home => home.row.nextDay === today),
  ]
  return { today: now, overdue }
}

/**
 * The homes to go to today: promised ones first (longest overdue), then homes nobody has been to, near fluent ones,
 * and those not seen for longest. Who was visited today, is fluent, or is promised for later waits.
 */
export const worthGoing = (ground: Ground, today: Day, most = 5): Worth[] => {
  const due = promisedHomes(ground, today)
  const promised = [...due.overdue, ...due.today].map(
    (home): Worth => ({ home, reason: { why: 'promised', day: home.row.nextDay! } }),
  )
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
