import type { ActivityRow } from '@tung-nha/model/activity/ops.ts'
import { FACTS, REQUEST_DAYS_MOST, RESOLVED } from '@tung-nha/model/fact/facts.ts'
import type { HouseholdRow } from '@tung-nha/model/household/ops.ts'
import type { EarlierVisit } from '@tung-nha/model/household/shape.ts'
import { distinctKeys } from '@tung-nha/model/indicator/period.ts'
import { type Day, dayOf, daysBetween } from '@tung-nha/model/kit/day.ts'
import type { RequestRow } from '@tung-nha/model/request/ops.ts'
import { oneHomes, onePeople, rootsOf } from '@tung-nha/model/resident/one.ts'
import type { ResidentRow } from '@tung-nha/model/resident/ops.ts'
import { ageIn, attainmentsOf, groupsReached, isFluentHome } from '@tung-nha/model/skill/attainment.ts'
import { type Clocks, clockOf } from '@tung-nha/model/sync/clocks.ts'
import { sql } from 'kysely'
import { type Db, inAreas } from '#db/connect.ts'
import { type CountRules, NO_TEAM } from '#facts/rules.ts'
import { type FIELD_TABLES, mappings } from '#sync/rows.ts'

type Rows = {
  homes: HouseholdRow[]
  people: ResidentRow[]
  /** As they were entered, each by itself: what was done on a day does not change when two turn out to be one. */
  entered: ResidentRow[]
  activities: ActivityRow[]
  requests: RequestRow[]
}
/** `day team fact` and `period team fact` to a count; zeros are left out. */
export type Recount = { facts: Map<string, number>; distincts: Map<string, number> }

/**
 * Counts an area anew, slowly and obviously: every state is asked of the model's own rules for every day on which it
 * could change. Nothing of the product runs it; the tests hold the fast SQL to it.
 */
export const recount = async (
  db: Db,
  areaId: number,
  rules: CountRules,
  teamOn: (day: Day) => string,
): Promise<Recount> => {
  const rows = await readArea(db, areaId)
  const facts = new Map<string, number>()
  const distincts = new Map<string, number>()
  const add = (day: Day, team: string, fact: string, n: number) => bump(facts, `${day} ${team} ${fact}`, n)

  for (const activity of rows.activities)
    for (const [fact, n] of flowsOf(activity, rows, rules)) add(activity.day, activity.teamId, fact, n)
  for (const request of rows.requests.filter(row => !row.removed)) {
    add(request.openedOn, teamOn(request.openedOn), 'requests_received', 1)
    if (request.closedOn === null) continue
    add(request.closedOn, teamOn(request.closedOn), 'requests_closed', 1)
    if (!RESOLVED.some(result => result === request.result)) continue
    const days = Math.min(Math.max(daysBetween(request.openedOn, request.closedOn), 0), REQUEST_DAYS_MOST)
    add(request.openedOn, teamOn(request.openedOn), 'requests_resolved', 1)
    add(request.closedOn, teamOn(request.closedOn), `request_days_${days}`, 1)
  }

  let before = new Map<string, number>()
  for (const day of changeDays(rows, rules)) {
    const after = stateOn(day, rows, rules)
    for (const { name } of FACTS) add(day, NO_TEAM, name, (after.get(name) ?? 0) - (before.get(name) ?? 0))
    before = after
  }

  for (const [key, ids] of distinctsOf(rows, rules)) if (ids.size > 0) distincts.set(key, ids.size)
  return { facts: without0(facts), distincts }
}

const bump = (sums: Map<string, number>, key: string, n: number) => sums.set(key, (sums.get(key) ?? 0) + n)
const without0 = (sums: Map<string, number>) => new Map([...sums].filter(([, n]) => n !== 0))

const readArea = (db: Db, areaId: number): Promise<Rows> =>
  inAreas(db, [areaId], async tx => {
    const read = async (table: (typeof FIELD_TABLES)[number]) =>
      (await sql<object>`SELECT * FROM ${sql.table(table)} WHERE area_id = ${areaId}`.execute(tx)).rows.map(
        mappings[table].toRow,
      )
    const homes = (await read('household')) as HouseholdRow[]
    const people = (await read('resident')) as ResidentRow[]
    const homeRoots = rootsOf(homes)
    return {
      homes: oneHomes(homes, homeRoots).map(asCounted),
      people: onePeople(people, rootsOf(people), homeRoots).map(asCounted),
      entered: people,
      activities: ((await read('activity')) as ActivityRow[]).map(row => ({
        ...row,
        householdId: row.householdId && (homeRoots.get(row.householdId) ?? row.householdId),
      })),
      requests: (await read('request')) as RequestRow[],
    }
  })

/** Gone from the day it left; between leaving and coming back it is `isAway`. */
const asCounted = <R extends HouseholdRow | ResidentRow>(row: R): R => {
  const moved = clockOf(row.clocks, 'moved')
  const clocks = row.clocks.map(([stamp, id, ...fields]): Clocks[number] => [
    stamp,
    id,
    ...fields.filter(f => !(f === 'removed' && row.movedTo !== null)),
  ])
  if (moved && row.movedTo !== null) clocks.push([moved.stamp, moved.id, 'removed'])
  return { ...row, removed: row.removed || row.movedTo !== null, clocks }
}

const flowsOf = (activity: ActivityRow, rows: Rows, rules: CountRules): [string, number][] => {
  const { body } = activity
  if (activity.voided || body === null) return []
  const found: [string, number][] = body.difficulties.map(key => [`difficulty_${key}`, 1])
  const flows = [...new Map(found)]
  const visit = activity.kind === 'home_visit'
  const unnamed = body.unnamed.reduce((sum, people) => sum + people.count, 0)
  const named = body.guided.length
  const times = visit ? named + unnamed : Math.max(named + unnamed, body.attendance ?? 0)
  if (visit) flows.push(['visits', 1])
  if (visit && body.outcome !== 'held') flows.push([`visits_${body.outcome}`, 1])
  const elsewhere = isCountedElsewhere(activity, rows.activities)
  if (!visit && !elsewhere) flows.push(['group_sessions', 1], ['group_attendance', times])
  if (body.dossiers) {
    flows.push(['dossiers_self', body.dossiers.self + body.dossiers.selfGuided])
    flows.push(['dossiers_self_guided', body.dossiers.selfGuided], ['dossiers_behalf', body.dossiers.behalf])
  }
  if (elsewhere || (body.outcome !== 'guided' && body.outcome !== 'held')) return flows
  flows.push(['guidance_times', times], ['guidance_unnamed', unnamed])
  const groupOf = (key: string) => rules.skills.find(skill => skill.key === key)?.group
  for (const group of new Set(rules.skills.map(skill => skill.group))) {
    const about = !visit && (body.topics ?? []).some(topic => groupOf(topic) === group)
    const touched = [...body.guided.map(p => ({ ...p, count: 1 })), ...body.unnamed].filter(p =>
      p.observations.some(o => groupOf(o.skill) === group),
    )
    flows.push([`guidance_times_${group}`, about ? times : touched.reduce((sum, p) => sum + p.count, 0)])
  }
  const old = body.guided.filter(p => {
    const person = rows.entered.find(row => row.id === p.residentId)
    const age = ageIn(person?.birthYear ?? null, activity.day)
    return p.observations.length > 0 && age !== null && age >= 60
  })
  flows.push([
    'guidance_times_60',
    old.length + body.unnamed.filter(p => p.ageBand === 'from60').reduce((sum, p) => sum + p.count, 0),
  ])
  return flows
}

/** Another record of the same planned gathering counts it: that of the host, or an earlier one of the host's. */
const isCountedElsewhere = ({ id, day, body }: ActivityRow, all: readonly ActivityRow[]): boolean =>
  body?.helps === true ||
  all.some(
    first =>
      body?.plannedId !== undefined &&
      first.body?.plannedId === body.plannedId &&
      first.body.helps !== true &&
      first.day === day &&
      first.id < id &&
      !first.voided,
  )

const since = (clocks: Clocks, field: string): Day | null => {
  const clock = clockOf(clocks, field)
  return clock ? dayOf(clock.stamp) : null
}
const isAway = (row: { clocks: Clocks }, day: Day) => {
  const [left, back] = [since(row.clocks, 'left'), since(row.clocks, 'arrived')]
  return left !== null && back !== null && left <= day && day < back
}
const isThere = (row: { removed: boolean; clocks: Clocks }, day: Day) => {
  const born = since(row.clocks, 'born')
  const gone = row.removed ? since(row.clocks, 'removed') : '9999-12-31'
  return born !== null && gone !== null && born <= day && day < gone && !isAway(row, day)
}

const isGone = (row: { removed: boolean; clocks: Clocks }, day: Day) =>
  row.removed && since(row.clocks, 'born') !== null && (since(row.clocks, 'removed') ?? '9999-12-31') <= day

/** Every stock at the end of a day, as known now. */
const stateOn = (day: Day, rows: Rows, rules: CountRules): Map<string, number> => {
  const state = new Map<string, number>()
  const count = (fact: string, yes: boolean) => bump(state, fact, yes ? 1 : 0)
  const people = rows.people
    .filter(row => isThere(row, day))
    .filter(row => !rows.homes.some(home => home.id === row.householdId && isGone(home, day)))
    .map(row => {
      const sells = rows.homes.find(home => home.id === row.householdId)?.sells ?? false
      const age = ageIn(row.birthYear, day)
      const groups = groupsReached(attainmentsOf(row.observations, day), rules.skills, { age, sells })
      const answered = (field: 'smartphone' | 'eid2' | 'account' | 'signature') => {
        const on = since(row.clocks, field)
        return row[field] !== null && on !== null && on <= day ? row[field] : null
      }
      return { row, age, reached: groups.length, groups, answered }
    })
  for (const { row, age, groups, reached, answered } of people) {
    const isAged = (from: number) => age === null || age >= from
    count('people_known', true)
    count('people_60', age !== null && row.birthYear !== null && age >= 60)
    count('people_no_smartphone', answered('smartphone') === false)
    for (const group of groups) count(`people_alone_${group}`, true)
    count('people_fluent', isFluentHome([{ age, reached }]))
    for (const [from, field] of [
      [14, 'eid2'],
      [15, 'account'],
      [18, 'signature'],
    ] as const) {
      count(`people_${from}`, isAged(from) && answered(field) !== null)
      count(`people_${from}_${field}`, isAged(from) && answered(field) === true)
    }
  }
  for (const home of rows.homes.filter(row => isThere(row, day))) {
    const here = people.filter(person => person.row.householdId === home.id)
    const known = (field: string) => (since(home.clocks, field) ?? '9999-12-31') <= day
    const seen = rows.people.some(
      row => row.householdId === home.id && row.observations.some(o => o[4] === 0 && o[2] <= day),
    )
    const visited = rows.activities.some(
      a =>
        a.householdId === home.id &&
        a.kind === 'home_visit' &&
        !a.voided &&
        a.body?.outcome === 'guided' &&
        a.day <= day,
    )
    count('homes_total', true)
    const earlier = home.earlier.some(v => isGuided(v) && v[1] <= day)
    count('homes_reviewed', seen || visited || earlier)
    count('homes_fluent', isFluentHome(here))
    count('homes_names_refused', home.namesRefused && known('namesRefused'))
    const sells = home.sells && known('sells')
    const online = sells && home.sellsOnline && known('sellsOnline')
    count('businesses_total', sells)
    count('businesses_online', online)
    count('businesses_qr', online && home.takesQr && known('takesQr'))
  }
  for (const request of rows.requests.filter(row => !row.removed))
    count('requests_open', request.openedOn <= day && (request.closedOn === null || day < request.closedOn))
  return state
}

const isGuided = ([, , kind, outcome, voided]: EarlierVisit) =>
  kind === 'home_visit' && outcome === 'guided' && voided === 0

/** Every day on which a stock could change. */
const changeDays = (rows: Rows, rules: CountRules): Day[] => {
  const days = new Set<Day>()
  for (const row of [...rows.homes, ...rows.people]) for (const [stamp] of row.clocks) days.add(dayOf(stamp))
  const ages = new Set([14, 15, 18, 60, ...rules.skills.map(skill => skill.fromAge)])
  for (const { birthYear, observations } of rows.people) {
    for (const [, , day] of observations) days.add(day)
    if (birthYear !== null) for (const age of ages) days.add(`${birthYear + age}-01-01`)
  }
  for (const { day } of rows.activities) days.add(day)
  for (const { earlier } of rows.homes) for (const visit of earlier) days.add(visit[1])
  for (const row of rows.requests) for (const day of [row.openedOn, row.closedOn]) if (day) days.add(day)
  return [...days].sort()
}

const distinctsOf = (rows: Rows, rules: CountRules): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>()
  const add = (day: Day, team: string, fact: string, id: string) => {
    for (const key of distinctKeys(day, rules.period)) {
      const name = `${key} ${team} ${fact}`
      found.set(name, (found.get(name) ?? new Set()).add(id))
    }
  }
  for (const { voided, kind, body, householdId, day, teamId } of rows.activities) {
    if (voided || kind !== 'home_visit' || body?.outcome !== 'guided' || householdId === null) continue
    if (rows.homes.find(home => home.id === householdId)?.movedTo == null)
      add(day, NO_TEAM, 'homes_guided', householdId)
    add(day, teamId, 'homes_guided', householdId)
  }
  for (const home of rows.homes.filter(row => !row.removed))
    for (const visit of home.earlier.filter(isGuided)) add(visit[1], NO_TEAM, 'homes_guided', home.id)
  for (const person of rows.people.filter(row => !row.removed))
    for (const [, , day, , voided] of person.observations)
      if (voided === 0) add(day, NO_TEAM, 'people_guided', person.id)
  return found
}
