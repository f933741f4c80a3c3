import { addDays, type Day, dayOf, type Instant } from '@tung-nha/model/kit/day.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import type { Chance } from '#demo/chance.ts'
import { chanceOf } from '#demo/chance.ts'
import {
  type DemoTeam,
  homesOf,
  type Making,
  momentOf,
  type Planned,
  type PlannedHome,
  storyOfTeam,
} from '#demo/field.ts'
import { seedLearning } from '#demo/learning.ts'
import { inventName } from '#demo/people.ts'
import { isEmpty } from '#demo/queries.ts'
import { makeRoster, type Roster } from '#demo/roster.ts'
import { seedTeamLife } from '#demo/team-life.ts'
import { type DemoWorld, readWorld } from '#demo/world.ts'
import type { Setup } from '#http/setup.ts'
import { readLessons } from '#learning/lessons.ts'
import { requestCode } from '#request/code.ts'
import { pushOps } from '#sync/push.ts'
import { serverSender } from '#sync/sender.ts'

/** The silent team and the ones whose homes refuse or double are fixed places in the list of villages. */
const SILENT_VILLAGE = 10
const BATCH = 400

/**
 * Fills an empty database with the demonstration world, relative to today: units are official, people invented.
 * What was recorded in the field arrives as ops through the same door as from a phone.
 * @param begin called once, when there is something to do
 * @returns null when the database was not empty
 */
export const seedDemo = async (setup: Setup, begin: () => void = () => {}): Promise<Roster | null> => {
  if (!(await isEmpty(setup.db))) return null
  const world = await readWorld(setup.catalogue.dir)
  const chance = chanceOf(world.seed)
  const now = setup.clock()
  const today = dayOf(now)
  const { newId, random } = setup
  const skills = setup.catalogue.skills.map(skill => skill.key)
  begin()
  const roster = await setup.db
    .transaction()
    .execute(tx => makeRoster({ tx, world, chance, newId, random, today, now, skills }))

  const making: Making = { world, chance, newId, today, now, consentVersion: setup.catalogue.consent.version }
  const stories = roster.teams.map((team, i) => {
    const homes = homesOf(team, making)
    return { team, homes, planned: storyOfTeam(team, homes, making, i === SILENT_VILLAGE) }
  })
  const oddities = [
    ...requestsOf(
      roster.teams,
      stories.map(s => s.homes),
      making,
      random,
    ),
    ...duplicatePerson(stories[0]!, making),
  ]

  const imported = importOps(
    stories.flatMap(story => story.homes),
    world,
    roster.officerId,
    newId,
    addDays(today, -325),
    chance,
    now,
  )
  await pushAll(setup, imported, now)
  const visits = numbered(stories.flatMap(story => story.planned).concat(oddities), roster.teams, newId)
  await pushAll(setup, visits, now)
  await refusedVisit(setup, roster, making)
  await setup.db.transaction().execute(async tx => {
    const around = { tx, world, chance, newId, random, today, now, ...roster }
    await seedTeamLife(around)
    await seedLearning(around, readLessons(setup.catalogue))
  })
  return roster
}

/** A member helped a neighbour of another village: the record is refused, kept whole, and waits in her inbox. */
const refusedVisit = async (setup: Setup, { teams }: Roster, making: Making) => {
  const [home, next] = [teams[0]!, teams[2]!]
  const member = home.members[1]!
  const day = addDays(making.today, -6)
  const op: SentOp = {
    id: making.newId(),
    areaId: next.areaIds[0]!,
    deviceId: member.deviceId,
    seq: 1_000_000,
    actorId: member.id,
    kind: 'activity.record',
    deviceAt: momentOf(day, making.chance, making.now),
    body: {
      activityId: making.newId(),
      kind: 'home_visit',
      day,
      teamId: home.id,
      outcome: 'guided',
      guided: [],
      difficulties: [],
      unnamed: [{ count: 1, ageBand: 'from60', observations: [{ skill: 'pay.benefit', level: 2 }] }],
    },
  }
  const sender = { actorId: member.id, deviceId: member.deviceId, serves: () => false }
  const skills = new Set(setup.catalogue.skills.map(skill => skill.key))
  await pushOps(setup.db, { ops: [op], sender, now: making.now, offset: 0, skills, secret: setup.secret })
}

/** One area after another, in batches, as phones would send them. */
const pushAll = async (setup: Setup, ops: SentOp[], now: Instant) => {
  const skills = new Set(setup.catalogue.skills.map(skill => skill.key))
  const batches: SentOp[][] = []
  for (const share of Map.groupBy(ops, op => op.areaId).values()) {
    for (let i = 0; i < share.length; i += BATCH) batches.push(share.slice(i, i + BATCH))
  }
  for (const batch of batches) {
    const answers = await pushOps(setup.db, {
      ops: batch,
      sender: serverSender,
      now,
      offset: 0,
      skills,
      secret: setup.secret,
    })
    const refused = answers.find(answer => answer.result === 'refused')
    if (refused)
      throw new Error(`the demonstration world made an op that was refused: ${JSON.stringify(refused)}`)
  }
}

/** The household list of the commune, imported under its numbered decision: head, lane, headcount, nothing more. */
const importOps = (
  homes: PlannedHome[],
  world: DemoWorld,
  officerId: string,
  newId: () => string,
  day: Day,
  chance: Chance,
  now: Instant,
): SentOp[] => {
  const deviceId = newId()
  const deviceAt = momentOf(day, chance, now)
  return homes.map(({ areaId, householdId, home }, i) => ({
    id: newId(),
    areaId,
    deviceId,
    seq: i + 1,
    actorId: officerId,
    kind: 'household.put',
    deviceAt,
    body: {
      householdId,
      fields: { head: home.head, lane: home.lane, headcount: home.headcount },
      basis: { kind: 'decision', number: world.importDecision.number, day },
    },
  }))
}

/** Gives each member's plans, in the order of time, the numbers of that member's phone. */
const numbered = (planned: Planned[], teams: DemoTeam[], newId: () => string): SentOp[] => {
  const deviceOf = new Map(
    teams.flatMap(team => team.members.map(member => [member.id, member.deviceId] as const)),
  )
  const next = new Map<string, number>()
  return [...planned]
    .map((plan, i) => ({ plan, i }))
    .sort((a, b) => (a.plan.at === b.plan.at ? a.i - b.i : a.plan.at < b.plan.at ? -1 : 1))
    .map(({ plan }) => {
      const seq = (next.get(plan.memberId) ?? 0) + 1
      next.set(plan.memberId, seq)
      const { areaId, memberId, kind, body, at } = plan
      return {
        id: newId(),
        areaId,
        deviceId: deviceOf.get(memberId)!,
        seq,
        actorId: memberId,
        kind,
        body,
        deviceAt: at,
      }
    })
}

/** Requests of residents: most answered within days, a few open, one of them waiting longer than three days. */
const requestsOf = (
  teams: DemoTeam[],
  homes: PlannedHome[][],
  making: Making,
  random: Setup['random'],
): Planned[] => {
  const { chance, newId, today, now, world } = making
  return teams.slice(0, 8).flatMap((team, t) =>
    [290, 240, 190, 150, 110, 70, 40, 20, 9, 1].flatMap((ago, i): Planned[] => {
      if (i < 8 && chance.maybe(0.25)) return []
      const day = addDays(today, -ago)
      const home = chance.pick(homes[t]!)
      const requestId = newId()
      const member = chance.pick(team.members)
      const at = momentOf(day, chance, now)
      const plan = (moment: Instant, kind: string, body: Record<string, unknown>): Planned => ({
        at: moment,
        areaId: home.areaId,
        memberId: member.id,
        kind,
        body,
      })
      const skill = chance.pick(['pay.benefit', 'service.submit', 'pay.qr', 'local.health', 'safe.scam'])
      const opened = plan(at, 'request.open', {
        requestId,
        code: requestCode(home.areaId, random),
        name: inventName(world, chance, 'female').split(' ').at(-1)!,
        lane: home.home.lane,
        skill,
        day,
      })
      const open = i === 9 || (i === 8 && t === 2)
      if (open && t % 3 !== 2) return i === 9 && t > 2 ? [] : [opened]
      if (open) return [opened]
      const closedOn = addDays(day, chance.int(0, 5))
      const evening = momentOf(closedOn > today ? today : closedOn, chance, now)
      const closedAt = evening > at ? evening : new Date(Date.parse(at) + 60_000).toISOString()
      return [
        opened,
        plan(closedAt, 'request.close', {
          requestId,
          result: chance.maybe(0.85) ? 'done' : 'guided_by_phone',
          day: closedOn > today ? today : closedOn,
        }),
      ]
    }),
  )
}

/** The same woman stands in two homes of one lane: someone will notice. */
const duplicatePerson = (story: { team: DemoTeam; homes: PlannedHome[] }, making: Making): Planned[] => {
  const { team, homes } = story
  const day = addDays(making.today, -25)
  const at = momentOf(day, making.chance, making.now)
  return [homes[3]!, homes[4]!].map((home, i) => ({
    at,
    areaId: home.areaId,
    memberId: team.members[i]!.id,
    kind: 'resident.put',
    body: {
      residentId: making.newId(),
      householdId: home.householdId,
      fields: { name: 'Quàng Thị Mai Xuân', sex: 'female', birthYear: 1988 },
      consent: { version: making.consentVersion, purpose: 'guidance', channel: 'spoken', day, by: 'self' },
    },
  }))
}
