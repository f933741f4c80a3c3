import { DIFFICULTIES } from '@tung-nha/model/activity/difficulty.ts'
import { FACTS, factOf } from '@tung-nha/model/fact/facts.ts'
import { addDays, startOf } from '@tung-nha/model/kit/day.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drain, recountRosters } from '#facts/drain.ts'
import { recount } from '#facts/recount.ts'
import { type CountRules, countRulesOf } from '#facts/rules.ts'
import { onwardOf } from '#onward/loop.ts'
import { runOnward } from '#onward/run.ts'
import { pushOps } from '#sync/push.ts'
import { serverSender } from '#sync/sender.ts'
import { type Ground, makeGround, newId, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let ground: Ground
let rules: CountRules
const NOW = '2027-03-01T00:00:00.000Z'
const SECOND_AREA = 900_050
const SECOND_VILLAGE = 900_051

beforeAll(async () => {
  t = await testApp()
  ground = await makeGround(t.database)
  rules = countRulesOf(t.setup.catalogue)
  const { owner } = t.database
  const { province, commune } = ground
  await owner
    .insertInto('unit')
    .values({
      id: SECOND_VILLAGE,
      level: 'village',
      kind: 'ban',
      code: null,
      name: 'Bản Hai',
      fold: 'ban hai',
      sort_key: 'ban hai',
      parent_id: commune,
      path: [1, province, commune, SECOND_VILLAGE],
      valid_from: '2000-01-01',
      valid_to: null,
    })
    .execute()
  await owner
    .insertInto('area')
    .values({ id: SECOND_AREA, name: 'Bản Hai', fold: 'ban hai', sort_key: 'ban hai' })
    .execute()
})
afterAll(() => t.close())

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!
/** Gatherings that were planned, each for its day. */
const planned = ['2026-03-07', '2026-11-14'].map(on => ({ id: newId(), on }))
const ids = Array.from({ length: 12 }, () => newId())
const [homes, people, visits, requests] = [0, 1, 2, 3].map(i => ids.slice(i * 3, i * 3 + 3)) as [
  string[],
  string[],
  string[],
  string[],
]
const skill = fc.constantFrom(
  'service.vneid',
  'service.submit',
  'shop.order',
  'pay.qr',
  'safe.otp',
  'safe.scam',
  'local.zalo',
  'pay.app',
)
const seen = fc.array(fc.record({ skill, level: fc.constantFrom(0, 2, 3, 3, 3, 4, 'na') }), { maxLength: 6 })
const fluent = [
  'service.vneid',
  'service.submit',
  'shop.order',
  'pay.qr',
  'safe.otp',
  'safe.scam',
  'local.zalo',
].map(key => ({ skill: key, level: 3 }))
const some = fc.nat({ max: 11 })
const day = fc.integer({ min: 0, max: 420 }).map(n => addDays('2025-12-01', n))
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

/** What someone might send. Ids repeat on purpose: the same home, person or visit is met again and again. */
const anOp = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('household.put'),
      who: some,
      sells: fc.boolean(),
      online: fc.boolean(),
      qr: fc.boolean(),
      refused: maybe(fc.boolean()),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('resident.put'),
      who: some,
      home: some,
      birthYear: maybe(fc.constantFrom(1950, 1966, 1967, 2008, 2011, 2012, null)),
      eid2: maybe(fc.constantFrom(true, false, null)),
      smartphone: maybe(fc.boolean()),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant('activity.record'),
      what: fc.constantFrom('home_visit', 'home_visit', 'class', 'market'),
      home: some,
      guided: fc.array(fc.record({ who: some, seen: fc.oneof(seen, fc.constant(fluent)) }), { maxLength: 2 }),
      unnamed: fc.array(
        fc.record({
          count: fc.integer({ min: 1, max: 9 }),
          ageBand: fc.constantFrom('under18', 'from60'),
          observations: seen,
        }),
        { maxLength: 2 },
      ),
      outcome: fc.constantFrom('guided', 'guided', 'nobody_home', 'refused'),
      attendance: maybe(fc.nat({ max: 30 })),
      topics: maybe(fc.array(skill, { maxLength: 2 })),
      planned: maybe(fc.nat({ max: 1 })),
      helps: fc.boolean(),
      difficulties: fc.array(fc.constantFrom(...DIFFICULTIES), { maxLength: 3 }),
      dossiers: maybe(
        fc.record({ self: fc.nat({ max: 3 }), selfGuided: fc.nat({ max: 3 }), behalf: fc.nat({ max: 3 }) }),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('activity.void'), which: some }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('activity.day'), which: some }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('household.remove', 'resident.remove'), who: some }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('household.merge', 'household.unmerge', 'resident.merge', 'resident.unmerge'),
      who: some,
      into: some,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('household.depart', 'resident.depart'),
      who: some,
      home: some,
      // Someone of the other area, who may have come here and goes back.
      guest: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('request.open'), who: some }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('request.close'),
      who: some,
      result: fc.constantFrom('done', 'referred', 'not_needed'),
    }),
  },
)
type Said = { kind: string } & Record<string, unknown>

/** Each area begins with a home and two people in it, so that what follows finds someone. */
const beginnings = [true, false].flatMap(area =>
  [
    { kind: 'household.put', who: 0, sells: true, online: true, qr: true },
    { kind: 'resident.put', who: 0, home: 0, birthYear: 1966, eid2: true },
    { kind: 'resident.put', who: 1, home: 0, birthYear: 2011 },
    { kind: 'request.open', who: 0 },
    { kind: 'request.close', who: 0, result: 'done' },
  ].map(op => ({ area, day: '2025-11-20', at: '2025-11-20', op, drainAfter: false })),
)
const met = new Set<string>()

describe('facts', () => {
  test('[drain = recount] whatever is pushed, in whatever batches it is drained, the kept facts are those of the slow recount, and the tree is the sum of its areas', async () => {
    const step = fc.record({ area: fc.boolean(), day, at: day, op: anOp, drainAfter: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async steps => {
        await wipe()
        await linkSecondArea()
        const mergeAt = steps.length >> 1
        const recorded: string[] = []
        let seq = 0
        for (const { area, day, at, op, drainAfter } of [...beginnings, ...steps]) {
          const sent = opOf(op as Said, area ? ground.areaId : SECOND_AREA, day, at, recorded, ++seq)
          await pushOps(t.setup.db, {
            ops: [sent],
            sender: serverSender,
            now: NOW,
            offset: 0,
            skills: new Set(rules.skills.map(s => s.key)),
            secret: t.setup.secret,
          })
          if (seq === mergeAt) await mergeVillages()
          if (!drainAfter) continue
          await drain(t.setup.db, rules, NOW, 1)
          await runOnward(onwardOf(t.setup), NOW)
        }
        await runOnward(onwardOf(t.setup), NOW)
        await recountRosters(t.setup.db, rules, NOW)
        await Promise.all([drain(t.setup.db, rules, NOW), drain(t.setup.db, rules, NOW)])
        await drain(t.setup.db, rules, NOW)
        await sameAsRecount(ground.areaId)
        await sameAsRecount(SECOND_AREA)
        await treeIsSum()
      }),
      { numRuns: 15 },
    )
    expect(
      [
        'homes_fluent',
        'people_fluent',
        'people_alone_pay',
        'guidance_times_60',
        'businesses_online',
        'requests_resolved',
        'homes_guided',
      ].filter(name => !met.has(name)),
    ).toEqual([])
  }, 180_000)
})

const opOf = (
  said: Said,
  areaId: number,
  day: string,
  at: string,
  recorded: string[],
  seq: number,
): SentOp => {
  const offset = areaId === SECOND_AREA ? 1 : 0 // people and homes of the areas are other ones
  const id = (list: string[], n: unknown, of = offset) => pick(list, n as number).replace(/.$/, String(of))
  const leaver = (list: string[]) => id(list, said['who'], said['guest'] ? 1 - offset : offset)
  const base = {
    id: newId(),
    areaId,
    deviceId: homes[0]!,
    seq,
    actorId: homes[1]!,
    kind: said.kind,
    deviceAt: startOf(at),
  }
  const consent = {
    version: '2026.1',
    purpose: 'guidance',
    channel: 'spoken',
    by: 'self_and_guardian',
    day: at,
  }
  const basis = { kind: 'visit', day: at }
  const of = (): object => {
    switch (said.kind) {
      case 'household.put':
        return {
          householdId: id(homes, said['who']),
          basis,
          fields: {
            sells: said['sells'],
            sellsOnline: said['online'],
            takesQr: said['qr'],
            ...(said['refused'] === undefined ? {} : { namesRefused: said['refused'] }),
          },
        }
      case 'resident.put':
        return {
          residentId: id(people, said['who']),
          householdId: id(homes, said['home']),
          consent,
          fields: JSON.parse(
            JSON.stringify({
              name: 'Người Thử',
              birthYear: said['birthYear'],
              eid2: said['eid2'],
              account: said['eid2'],
              signature: said['eid2'],
              smartphone: said['smartphone'],
            }),
          ),
        }
      case 'activity.record': {
        const activityId = newId()
        recorded.push(activityId)
        const gathering = said['what'] !== 'home_visit'
        const of =
          gathering && said['planned'] !== undefined ? pick(planned, said['planned'] as number) : null
        const guided = (said['guided'] as { who: number; seen: object[] }[]).map(g => ({
          residentId: id(people, g.who),
          observations: g.seen,
        }))
        return JSON.parse(
          JSON.stringify({
            activityId,
            kind: said['what'],
            day: of?.on ?? day,
            teamId: ground.teamId,
            householdId: gathering ? undefined : id(homes, said['home']),
            outcome: gathering ? 'held' : said['outcome'],
            guided,
            unnamed: said['unnamed'],
            attendance: said['attendance'],
            topics: said['topics'],
            plannedId: of?.id,
            helps: (of && said['helps']) || undefined,
            difficulties: said['difficulties'],
            dossiers: said['dossiers'],
          }),
        )
      }
      case 'activity.void':
        return {
          activityId: recorded.length === 0 ? visits[0]! : pick(recorded, said['which'] as number),
          reason: 'nhầm',
        }
      case 'activity.day':
        return {
          activityId: recorded.length === 0 ? visits[0]! : pick(recorded, said['which'] as number),
          day,
        }
      case 'household.remove':
        return { householdId: id(homes, said['who']), reason: 'chuyển đi' }
      case 'resident.remove':
        return { residentId: id(people, said['who']), reason: 'rút đồng ý' }
      case 'household.merge':
      case 'household.unmerge':
        return { householdId: id(homes, said['who']), intoId: id(homes, said['into']) }
      case 'resident.merge':
      case 'resident.unmerge':
        return { residentId: id(people, said['who']), intoId: id(people, said['into']) }
      case 'household.depart':
        return {
          householdId: leaver(homes),
          toAreaId: areaId === SECOND_AREA ? ground.areaId : SECOND_AREA,
        }
      case 'resident.depart':
        return {
          residentId: leaver(people),
          toAreaId: areaId === SECOND_AREA ? ground.areaId : SECOND_AREA,
          toHouseholdId: id(homes, said['home'], 1 - offset),
        }
      case 'request.open':
        return {
          requestId: id(requests, said['who']),
          code: 'ABCD23',
          name: 'Bà Hai',
          lane: 'ngõ 1',
          day: at,
        }
      default:
        return { requestId: id(requests, said['who']), result: said['result'], day }
    }
  }
  return { ...base, body: of() }
}

/** The second area begins in the second village; later it is told that it went over to the first one on 1 July. */
const linkSecondArea = async () => {
  await t.database.owner.deleteFrom('area_village').where('area_id', '=', SECOND_AREA).execute()
  await t.database.owner
    .insertInto('area_village')
    .values({ area_id: SECOND_AREA, village_id: SECOND_VILLAGE, valid_from: '2000-01-01', valid_to: null })
    .execute()
}
const mergeVillages = async () => {
  await t.database.owner
    .updateTable('area_village')
    .set({ valid_to: '2026-07-01' })
    .where('area_id', '=', SECOND_AREA)
    .execute()
  await t.database.owner
    .insertInto('area_village')
    .values({ area_id: SECOND_AREA, village_id: ground.village, valid_from: '2026-07-01', valid_to: null })
    .execute()
}

const wipe = async () => {
  await sql`TRUNCATE op, onward, resident, household, activity, request, area_feed, refused_op, dirty, area_fact, area_distinct, unit_fact, unit_distinct, area_tree CASCADE`.execute(
    t.database.owner,
  )
}

const sameAsRecount = async (areaId: number) => {
  const expected = await recount(t.setup.db, areaId, rules, () =>
    areaId === ground.areaId ? ground.teamId : '00000000-0000-0000-0000-000000000000',
  )
  const facts = await t.database.owner
    .selectFrom('area_fact')
    .where('area_id', '=', areaId)
    .selectAll()
    .execute()
  const distincts = await t.database.owner
    .selectFrom('area_distinct')
    .where('area_id', '=', areaId)
    .selectAll()
    .execute()
  for (const row of [...facts, ...distincts]) met.add(row.fact)
  const sorted = (map: Map<string, number>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))
  expect(sorted(new Map(facts.map(f => [`${f.day} ${f.team_id} ${f.fact}`, f.n])))).toEqual(
    sorted(expected.facts),
  )
  expect(sorted(new Map(distincts.map(f => [`${f.period} ${f.team_id} ${f.fact}`, f.n])))).toEqual(
    sorted(expected.distincts),
  )
}

/** For some days: every unit has what its areas of that day have. */
const treeIsSum = async () => {
  const { owner } = t.database
  const facts = await owner.selectFrom('area_fact').selectAll().execute()
  const units = await owner.selectFrom('unit_fact').selectAll().execute()
  const villageOf = (area: number, day: string) =>
    area === SECOND_AREA && day < '2026-07-01' ? SECOND_VILLAGE : ground.village
  for (const day of ['2025-12-20', '2026-06-30', '2026-07-01', '2026-11-14', '2027-02-01']) {
    for (const unit of [1, ground.province, ground.commune, ground.village, SECOND_VILLAGE]) {
      const holds = (area: number, on: string) =>
        ![ground.village, SECOND_VILLAGE].includes(unit) || villageOf(area, on) === unit
      for (const { name, kind } of FACTS.filter(fact => fact.kind !== 'distinct')) {
        const sum = facts
          .filter(f => f.fact === name && f.day <= day && holds(f.area_id, kind === 'stock' ? day : f.day))
          .reduce((n, f) => n + f.n, 0)
        const kept = units
          .filter(f => f.unit_id === unit && f.fact === name && f.day <= day)
          .reduce((n, f) => n + f.n, 0)
        expect(kept, `${name} of unit ${unit} on ${day}`).toBe(sum)
      }
    }
  }
  const months = await owner.selectFrom('unit_distinct').where('unit_id', '=', 1).selectAll().execute()
  for (const month of months.filter(row => factOf(row.fact)?.kind === 'flow')) {
    expect(month.period, 'a flow is summed by months only').toMatch(/^\d{4}-\d{2}$/)
  }
}
