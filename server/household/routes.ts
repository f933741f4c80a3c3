import { findHouseholds, getHousehold, listHouseholds } from '@tung-nha/model/api/households.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import { fold } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { CONDITIONS } from '@tung-nha/model/resident/ops.ts'
import {
  ageIn,
  attainmentsOf,
  groupsOfHome,
  groupsReached,
  isFluentHome,
} from '@tung-nha/model/skill/attainment.ts'
import type { Skill } from '@tung-nha/model/skill/skill.ts'
import { areasOfCommunes } from '#access/queries.ts'
import { auditReading } from '#audit/reading.ts'
import { cursorOf, readCursor } from '#household/cursor.ts'
import {
  countHomes,
  type HomesAsked,
  homeById,
  homesPage,
  namesOfAreas,
  type PersonSeen,
  peopleOf,
  residentsOfHome,
  visitsOfHome,
} from '#household/queries.ts'
import { type Route, route } from '#http/route.ts'
import { communeOf } from '#unit/village.ts'

const standing = (
  person: Pick<PersonSeen, 'birth_year' | 'observations' | 'sells'>,
  skills: readonly Skill[],
  today: Day,
) => {
  const age = ageIn(person.birth_year, today)
  return {
    age,
    reached: groupsReached(attainmentsOf(person.observations), skills, { age, sells: person.sells }).length,
  }
}

/** People of each home with how many groups they have reached. */
const byHome = (people: readonly PersonSeen[], skills: readonly Skill[], today: Day) =>
  new Map(
    [...Map.groupBy(people, person => person.household_id)].map(([id, group]) => [
      id,
      group.map(person => standing(person, skills, today)),
    ]),
  )

type HomeRow = Awaited<ReturnType<typeof homesPage>>[number]
const homeItem = (
  row: Omit<HomeRow, 'sort_key' | 'sells' | 'area_id'>,
  people: { age: number | null; reached: number }[],
) => ({
  id: row.id,
  head: row.head,
  address: row.address,
  lane: row.lane,
  headcount: row.headcount,
  namesRefused: row.names_refused,
  people: people.length,
  groups: groupsOfHome(people),
  fluent: isFluentHome(people),
  visits: row.seen.n,
  lastVisit: row.seen.last,
  nextDay: row.next_day,
})

/** The homes of an area as an officer of its commune reads them. */
export const householdRoutes: Route[] = [
  route(listHouseholds, async c => {
    const { areaId } = c.input.params
    const { q = '', filter, after, limit = 50 } = c.input.query
    const { skills } = c.setup.catalogue
    const what: HomesAsked = {
      areaIds: [areaId],
      q: fold(q),
      today: c.today,
      among: null,
      only: filter === 'fluent' || filter === 'learning' ? null : (filter ?? null),
    }
    if (filter === 'fluent' || filter === 'learning') {
      const homes = byHome(await peopleOf(c.db, [areaId], null), skills, c.today)
      const fluent = [...homes].filter(([, people]) => isFluentHome(people)).map(([id]) => id)
      what.among = { ids: fluent, inside: filter === 'fluent' }
    }
    const rows = await homesPage(c.db, what, readCursor(after), limit)
    const shown = rows.slice(0, limit)
    const people = byHome(
      await peopleOf(
        c.db,
        [areaId],
        shown.map(row => row.id),
      ),
      skills,
      c.today,
    )
    await auditReading(c, { areaId }, 'household.list', { areaId, homes: shown.length })
    const last = shown.at(-1)
    return {
      items: shown.map(row => homeItem(row, people.get(row.id) ?? [])),
      total: await countHomes(c.db, what),
      next: rows.length > limit && last ? cursorOf(last.sort_key, last.id) : null,
    }
  }),

  route(findHouseholds, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const { q, after, limit = 50 } = c.input.query
    const areaIds = await areasOfCommunes(c.db, [commune.id], c.today)
    const what: HomesAsked = { areaIds, q: fold(q), only: null, among: null, today: c.today }
    const rows = await homesPage(c.db, what, readCursor(after), limit)
    const shown = rows.slice(0, limit)
    const seen = await peopleOf(
      c.db,
      areaIds,
      shown.map(row => row.id),
    )
    const people = byHome(seen, c.setup.catalogue.skills, c.today)
    const areas = await namesOfAreas(c.db, areaIds)
    await auditReading(c, { communeId: commune.id }, 'household.list', {
      communeId: commune.id,
      homes: shown.length,
    })
    const last = shown.at(-1)
    return {
      items: shown.map(row => ({
        ...homeItem(row, people.get(row.id) ?? []),
        areaId: row.area_id,
        areaName: areas.get(row.area_id) ?? '',
      })),
      total: await countHomes(c.db, what),
      next: rows.length > limit && last ? cursorOf(last.sort_key, last.id) : null,
    }
  }),

  route(getHousehold, async c => {
    const { areaId, householdId } = c.input.params
    const { skills } = c.setup.catalogue
    const home = await homeById(c.db, areaId, householdId)
    if (!home) throw problem('household.unknown')
    const residents = await residentsOfHome(c.db, areaId, home.id)
    await auditReading(c, { areaId }, 'household.read', {
      areaId,
      householdId: home.id,
      residentIds: residents.map(person => person.id),
    })
    const visits = await visitsOfHome(c.db, areaId, home.rows)
    const people = residents.map(person => standing({ ...person, sells: home.sells }, skills, c.today))
    return {
      ...homeItem(home, people),
      phone: home.phone,
      note: home.note,
      sells: home.sells,
      sellsOnline: home.sells_online,
      takesQr: home.takes_qr,
      basis: home.basis.kind === undefined ? null : home.basis,
      residents: residents.map(person => {
        const held = attainmentsOf(person.observations)
        const about = { age: ageIn(person.birth_year, c.today), sells: home.sells }
        return {
          id: person.id,
          name: person.name,
          birthYear: person.birth_year,
          sex: person.sex as 'female' | 'male' | null,
          phone: person.phone,
          conditions: Object.fromEntries(
            CONDITIONS.map(key => [key, person.conditions[key] ?? null]),
          ) as Record<(typeof CONDITIONS)[number], boolean | null>,
          consent: person.consent.version === undefined ? null : person.consent,
          groups: groupsReached(held, skills, about) as never,
          skills: [...held].map(([skill, { level, day, highest }]) => ({ skill, level, day, highest })),
        }
      }),
      history: visits.map(visit => ({
        activityId: visit.id,
        kind: visit.kind as never,
        day: visit.day,
        outcome: visit.body.outcome,
        memberName: visit.member_name,
        teamName: visit.team_name,
        people: peopleAt(visit.body),
        note: visit.body.note ?? null,
        voided: visit.voided,
      })),
    }
  }),
]

const peopleAt = (body: { guided: unknown[]; unnamed: { count: number }[] }): number =>
  body.guided.length + body.unnamed.reduce((sum, group) => sum + group.count, 0)
