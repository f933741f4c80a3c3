import { addDays, type Day, daysBetween, type Instant, startOf } from '@tung-nha/model/kit/day.ts'
import type { Chance } from '#demo/chance.ts'
import { type InventedHome, inventHome } from '#demo/people.ts'
import { type Learner, learnerOf, nextDayAfter, reviewOf, seenAtVisit } from '#demo/visit.ts'
import type { DemoVillage, DemoWorld } from '#demo/world.ts'

export type DemoMember = { id: string; deviceId: string; name: string; role: 'leader' | 'deputy' | 'member' }
export type DemoTeam = {
  id: string
  village: DemoVillage | null
  areaIds: number[]
  members: DemoMember[]
  from: Day
}

/** An op before its device numbers it. */
export type Planned = {
  at: Instant
  areaId: number
  memberId: string
  kind: string
  body: Record<string, unknown>
}
export type PlannedHome = { areaId: number; householdId: string; home: InventedHome }

export type Making = {
  world: DemoWorld
  chance: Chance
  newId: () => string
  today: Day
  now: Instant
  consentVersion: string
}

const HISTORY_DAYS = 320

/** A moment of a day in Vietnam, between seven in the morning and eight in the evening, never in the future. */
export const momentOf = (day: Day, chance: Chance, now: Instant): Instant => {
  const moment = Date.parse(startOf(day)) + (chance.int(7, 19) * 60 + chance.int(0, 59)) * 60_000
  return new Date(Math.min(moment, Date.parse(now) - chance.int(1, 90) * 60_000)).toISOString()
}

/** The homes of one village, spread over its areas. */
export const homesOf = (team: DemoTeam, making: Making): PlannedHome[] =>
  Array.from({ length: team.village?.homes ?? 0 }, (_, i) => ({
    areaId: team.areaIds[i % team.areaIds.length]!,
    householdId: making.newId(),
    home: inventHome(making.world, making.chance, Number(making.today.slice(0, 4))),
  }))

const recorded = (making: Making, team: DemoTeam, member: DemoMember, day: Day, areaId: number) => {
  const at = momentOf(day, making.chance, making.now)
  return {
    at,
    activity: (body: Record<string, unknown>): Planned => ({
      at,
      areaId,
      memberId: member.id,
      kind: 'activity.record',
      body: {
        activityId: making.newId(),
        kind: 'home_visit',
        day,
        teamId: team.id,
        guided: [],
        unnamed: [],
        difficulties: [],
        ...body,
      },
    }),
    op: (kind: string, body: Record<string, unknown>): Planned => ({
      at,
      areaId,
      memberId: member.id,
      kind,
      body,
    }),
  }
}

const difficultiesOf = (making: Making) =>
  making.chance.maybe(0.3)
    ? [making.world.difficulties[making.chance.weighted([12, 7, 6, 4, 3, 3, 4, 2])]!]
    : []

/** Visits to one home over the months: the first records who lives there and agrees, the later ones teach. */
const storyOfHome = (planned: PlannedHome, team: DemoTeam, making: Making, lastDay: Day): Planned[] => {
  const { chance, newId, consentVersion } = making
  const { areaId, householdId, home } = planned
  const span = daysBetween(addDays(making.today, -HISTORY_DAYS), lastDay)
  let day = addDays(addDays(making.today, -HISTORY_DAYS), Math.floor(span * chance.next() ** 1.15))
  const ops: Planned[] = []
  if (chance.maybe(0.03)) {
    const visit = recorded(making, team, chance.pick(team.members), day, areaId)
    return [
      visit.op('household.put', {
        householdId,
        fields: { namesRefused: true },
        basis: { kind: 'visit', day },
      }),
      visit.activity({
        householdId,
        outcome: 'guided',
        unnamed: [{ count: 1, ageBand: '18to59', observations: [{ skill: 'pay.qr', level: 2 }] }],
      }),
    ]
  }
  if (chance.maybe(0.2)) {
    ops.push(
      recorded(making, team, chance.pick(team.members), day, areaId).activity({
        householdId,
        outcome: 'nobody_home',
      }),
    )
    day = addDays(day, chance.int(2, 9))
    if (day > lastDay) return ops
  }

  const member = chance.pick(team.members)
  const first = recorded(making, team, member, day, areaId)
  const sells = chance.maybe(0.16)
  const sellsOnline = sells && chance.maybe(0.35)
  if (sells) {
    ops.push(
      first.op('household.put', {
        householdId,
        fields: { sells, sellsOnline, takesQr: chance.maybe(0.6) },
        basis: { kind: 'visit', day },
      }),
    )
  }
  const year = Number(day.slice(0, 4))
  const learners: Learner[] = []
  for (const person of home.people) {
    const age = year - person.birthYear
    if (age < 7 || chance.maybe(0.04)) continue
    const residentId = newId()
    const learner = learnerOf(residentId, age, chance)
    learners.push(learner)
    ops.push(
      first.op('resident.put', {
        residentId,
        householdId,
        fields: { name: person.name, sex: person.sex, birthYear: person.birthYear, ...learner.conditions },
        consent: {
          version: consentVersion,
          purpose: 'guidance',
          channel: 'spoken',
          day,
          by: age < 16 ? 'self_and_guardian' : 'self',
        },
      }),
    )
  }
  if (learners.length === 0) return ops
  const reviewed = learners.filter(learner => learner.age >= 15 && chance.maybe(0.8))
  ops.push(
    first.activity({
      householdId,
      outcome: 'guided',
      guided: reviewed.map(learner => ({
        residentId: learner.residentId,
        observations: reviewOf(learner, chance),
      })),
      difficulties: difficultiesOf(making),
    }),
  )

  const visits = chance.weighted([2, 4, 4, 3, 2])
  for (let i = 0; i < visits; i++) {
    day = addDays(day, chance.int(9, 45))
    if (day > lastDay) break
    const visit = recorded(making, team, chance.maybe(0.7) ? member : chance.pick(team.members), day, areaId)
    if (chance.maybe(0.12)) {
      ops.push(visit.activity({ householdId, outcome: 'nobody_home' }))
      continue
    }
    const guided = learners
      .filter(learner => learner.age >= 12)
      .sort((a, b) => a.sum - b.sum)
      .slice(0, chance.int(1, 2))
      .map(learner => ({ residentId: learner.residentId, observations: seenAtVisit(learner, chance) }))
    const dossiers = chance.maybe(0.14) ? { self: 0, selfGuided: chance.int(0, 1), behalf: 0 } : undefined
    if (dossiers) dossiers[chance.maybe(0.75) ? 'self' : 'behalf'] = 1
    ops.push(
      visit.activity({
        householdId,
        outcome: 'guided',
        guided,
        difficulties: difficultiesOf(making),
        ...(dossiers ? { dossiers } : {}),
        // Old promises were kept or let go long ago; only those of the last weeks still stand.
        nextDay: day > addDays(making.today, -40) ? nextDayAfter(guided, day) : null,
      }),
    )
  }
  return ops
}

/** Villages whose people are not recorded by name yet: visits are counted, nobody is named. */
const countedVisits = (homes: PlannedHome[], team: DemoTeam, making: Making, lastDay: Day): Planned[] => {
  const { chance } = making
  const ops: Planned[] = []
  for (let day = addDays(making.today, -HISTORY_DAYS); day <= lastDay; day = addDays(day, chance.int(1, 4))) {
    const planned = chance.pick(homes)
    const ageBand = (['under18', '18to59', 'from60'] as const)[chance.weighted([1, 7, 3])]!
    const skill = chance.pick([
      'service.vneid',
      'pay.qr',
      'safe.scam',
      'local.zalo',
      'shop.order',
      'safe.otp',
    ])
    const visit = recorded(making, team, chance.pick(team.members), day, planned.areaId)
    ops.push(
      visit.activity(
        chance.maybe(0.12)
          ? { householdId: planned.householdId, outcome: 'nobody_home' }
          : {
              householdId: planned.householdId,
              outcome: 'guided',
              unnamed: [
                { count: chance.int(1, 3), ageBand, observations: [{ skill, level: chance.int(1, 3) }] },
              ],
              difficulties: difficultiesOf(making),
            },
      ),
    )
  }
  return ops
}

/** Classes, meetings, market days: about one a month. */
const gatherings = (team: DemoTeam, making: Making, lastDay: Day): Planned[] => {
  const { chance } = making
  const ops: Planned[] = []
  for (
    let day = addDays(making.today, -300 + chance.int(0, 20));
    day <= lastDay;
    day = addDays(day, chance.int(22, 44))
  ) {
    const kind = (['class', 'village_meeting', 'market', 'booth'] as const)[chance.weighted([3, 5, 1, 1])]!
    const topics = [chance.pick(['service.vneid', 'pay.qr', 'safe.scam', 'local.zalo', 'pay.benefit'])]
    ops.push(
      recorded(making, team, team.members[0]!, day, team.areaIds[0]!).activity({
        kind,
        outcome: 'held',
        attendance: chance.int(12, 68),
        topics,
      }),
    )
  }
  return ops
}

/** Everything one team recorded. A silent team stopped forty days ago. */
export const storyOfTeam = (
  team: DemoTeam,
  homes: PlannedHome[],
  making: Making,
  silent: boolean,
): Planned[] => {
  const lastDay = silent ? addDays(making.today, -40) : making.today
  const visits = team.village?.people
    ? homes.filter(() => making.chance.maybe(0.93)).flatMap(home => storyOfHome(home, team, making, lastDay))
    : homes.length > 0
      ? countedVisits(homes, team, making, lastDay)
      : []
  return [...visits, ...gatherings(team, making, lastDay)]
}
