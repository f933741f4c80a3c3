import { isDoubted } from '#model/activity/doubtful-day.ts'
import type {
  ActivityContent,
  ActivityDay,
  ActivityKind,
  ActivityRecord,
  ActivityVoid,
  AttainmentRecord,
  Seen,
} from '#model/activity/shape.ts'
import { households, promise } from '#model/household/ops.ts'
import { isLaterWord, type SettledDay } from '#model/household/settled-day.ts'
import { type Day, dayOf, type Instant } from '#model/kit/day.ts'
import { msOf } from '#model/kit/instant.ts'
import {
  joinObservations,
  type Observation,
  settleObservations,
  voidObservations,
} from '#model/resident/observation.ts'
import { type ResidentRow, residents } from '#model/resident/ops.ts'
import { isErased, isTombstone } from '#model/sync/clocks.ts'
import {
  type Draft,
  type Known,
  type OpRule,
  type Refusal,
  type Row,
  refusal,
  type StampedOp,
  type Table,
} from '#model/sync/op.ts'

/** What was said, and our mark on a day that is hard to believe. */
export type ActivityKept = ActivityContent & { doubtfulDay?: true }

/**
 * An activity as kept: written once, voided but never changed, its day settled by a person where it was doubtful. `body`
 * is null while only a void or a day has named it.
 */
export type ActivityRow = Row & {
  kind: ActivityKind
  day: Day
  teamId: string
  memberId: string
  householdId: string | null
  body: ActivityKept | null
  voided: boolean
  settled: SettledDay | null
  stamp: Instant
}

const NIL = '00000000-0000-0000-0000-000000000000'

export const activities: Table<ActivityRow> = {
  name: 'activity',
  blank: id => ({
    id,
    removed: true,
    kind: 'other',
    day: '1970-01-01',
    teamId: NIL,
    memberId: NIL,
    householdId: null,
    body: null,
    voided: false,
    settled: null,
    stamp: '1970-01-01T00:00:00.000Z',
  }),
  links: { household: (row, id) => row.householdId === id },
}

/** Whether a visit was at a home, or with someone, that asked to be erased: then its free words are not kept. */
const isOfErased = (rows: Draft, op: StampedOp<ActivityRecord>): boolean =>
  (op.body.householdId !== undefined && isErased(rows.read(households, op.body.householdId))) ||
  peopleHere(op.body, op.areaId).some(person => isErased(rows.read(residents, person.residentId)))

const unknownSkill = (seen: readonly Seen[], known: Known): Refusal | null => {
  const stranger = seen.find(item => !known.skills.has(item.skill))
  return stranger ? refusal('op.skill-unknown', { skill: stranger.skill }) : null
}

/** Lays what was seen on a person; a removed person keeps nothing. */
const observe = (
  rows: Draft,
  residentId: string,
  seen: readonly Seen[],
  activity: ActivityRow,
  day: Day,
  op: StampedOp,
) => {
  const row: ResidentRow = rows.read(residents, residentId)
  if (isTombstone(row)) return
  const at = msOf(op.stamp) ?? 0
  const more = seen.map(
    ({ skill, level }): Observation => [skill, level, day, activity.id, activity.voided ? 1 : 0, at],
  )
  const held = joinObservations(row.observations, more)
  rows.write(residents, { ...row, observations: settleObservations(held, activity.id, activity.settled) })
}

/** Days on which what was seen of people at an activity stands. */
const daysSeen = (people: readonly ResidentRow[], activityId: string): Day[] =>
  people.flatMap(row => row.observations.flatMap(item => (item[3] === activityId ? [item[2]] : [])))

/** Everything of an activity that is in the area: its own row and what was seen at it. */
const wholeOf = ({ activityId }: { activityId: string }) => [
  { table: activities.name, id: activityId },
  { table: residents.name, by: 'activity', value: activityId },
]
const isHere = (rows: Draft, { activityId }: { activityId: string }): boolean =>
  rows.lives(activities, activityId) || daysSeen(rows.all(residents), activityId).length > 0
const daysOfWhole = (rows: Draft, { activityId }: { activityId: string }): Day[] => [
  ...(rows.lives(activities, activityId) ? [rows.read(activities, activityId).day] : []),
  ...daysSeen(rows.all(residents), activityId),
]

/** The row on the day that was settled; doubtful only if that day had not come when somebody settled it. */
const onSettledDay = (row: ActivityRow): ActivityRow => {
  if (row.settled === null || row.body === null) return row
  const [day, by] = row.settled
  const { doubtfulDay: _, ...said } = row.body
  const notYet = day > dayOf(by.slice(0, by.indexOf(' ')))
  return { ...row, day, body: notYet ? { ...said, doubtfulDay: true } : said }
}

const peopleHere = (body: ActivityRecord, areaId: number) =>
  body.guided.filter(person => person.areaId === undefined || person.areaId === areaId)

const allSeen = (body: ActivityRecord) =>
  [...body.guided, ...body.unnamed].flatMap(people => people.observations)

export const activityRecord: OpRule<ActivityRecord> = {
  day: body => body.day,
  team: body => body.teamId,
  touches: (body, areaId) => [
    { table: activities.name, id: body.activityId },
    ...(body.householdId === undefined ? [] : [{ table: households.name, id: body.householdId }]),
    ...peopleHere(body, areaId).map(person => ({ table: residents.name, id: person.residentId })),
  ],
  refuse: (rows, op, known) => {
    const { body } = op
    if (rows.lives(activities, body.activityId)) return refusal('op.id-reused', { id: body.activityId })
    const home = body.householdId === undefined ? null : rows.read(households, body.householdId)
    if (home?.removed && !isTombstone(home)) return refusal('op.target-missing', { id: home.id })
    const stranger = peopleHere(body, op.areaId)
      .map(person => rows.read(residents, person.residentId))
      .find(row => row.removed && !isTombstone(row))
    if (stranger) return refusal('op.target-missing', { id: stranger.id })
    return unknownSkill(allSeen(body), known)
  },
  apply: (rows, op) => {
    const { activityId, kind, day, daySure: _sure, teamId, householdId, ...said } = op.body
    const { note: _note, ...without } = said
    const content = isOfErased(rows, op) ? without : said
    const before = rows.read(activities, activityId)
    const body = isDoubted(op.body, op) ? { ...content, doubtfulDay: true as const } : content
    const activity = onSettledDay({
      ...before,
      removed: false,
      kind,
      day,
      teamId,
      memberId: op.actorId,
      householdId: householdId ?? null,
      body,
      stamp: op.stamp,
    })
    if (before.body === null) rows.write(activities, activity)
    for (const person of peopleHere(op.body, op.areaId))
      observe(rows, person.residentId, person.observations, before, day, op)
    if (householdId === undefined) return
    const home = rows.read(households, householdId)
    const promised = op.body.nextDay === undefined ? home : promise(home, op.body.nextDay, op)
    // A visit to a home that has left is told to where it is now; writing its row tells that there is something to tell.
    if (promised !== home || home.movedTo !== null) rows.write(households, promised)
  },
  forget: (rows, op) => op.body.note !== undefined && isOfErased(rows, op),
  days: (rows, op) => {
    const people = peopleHere(op.body, op.areaId).map(person => rows.read(residents, person.residentId))
    const { activityId, day } = op.body
    return [day, rows.read(activities, activityId).settled?.[0] ?? day, ...daysSeen(people, activityId)]
  },
}

/** What was seen of a person of another area than the activity's own. */
export const attainmentRecord: OpRule<AttainmentRecord> = {
  day: body => body.day,
  touches: body => [
    { table: residents.name, id: body.residentId },
    { table: activities.name, id: body.activityId },
  ],
  refuse: (rows, op, known) => {
    const row = rows.read(residents, op.body.residentId)
    if (row.removed && !isTombstone(row)) return refusal('op.target-missing', { id: row.id })
    return unknownSkill(op.body.observations, known)
  },
  apply: (rows, op) =>
    observe(
      rows,
      op.body.residentId,
      op.body.observations,
      rows.read(activities, op.body.activityId),
      op.body.day,
      op,
    ),
  forget: (rows, op) => isErased(rows.read(residents, op.body.residentId)),
  days: (rows, { body }) => [body.day, ...daysSeen([rows.read(residents, body.residentId)], body.activityId)],
}

/** Voids an activity and all that was seen at it, here; in the areas of its guests the same op is sent again. */
export const activityVoid: OpRule<ActivityVoid> = {
  day: () => null,
  touches: wholeOf,
  refuse: (rows, op) =>
    isHere(rows, op.body) ? null : refusal('op.target-missing', { id: op.body.activityId }),
  apply: (rows, op) => {
    const { activityId } = op.body
    rows.write(activities, { ...rows.read(activities, activityId), voided: true })
    for (const row of rows.all(residents)) {
      if (!row.observations.some(item => item[3] === activityId)) continue
      rows.write(residents, { ...row, observations: voidObservations(row.observations, activityId) })
    }
  },
  days: (rows, op) => daysOfWhole(rows, op.body),
}

/**
 * A person confirms the day of an activity or says the right one: what is doubtful about it ends, and all that was seen at
 * it moves along. Sent to the areas of its guests as well, like a void.
 */
export const activityDay: OpRule<ActivityDay> = {
  day: () => null,
  touches: wholeOf,
  refuse: (rows, op) =>
    isHere(rows, op.body) ? null : refusal('op.target-missing', { id: op.body.activityId }),
  apply: (rows, op) => {
    const { activityId, day } = op.body
    const settled: SettledDay = [day, `${op.stamp} ${op.id}`]
    const before = rows.read(activities, activityId)
    if (isLaterWord(settled[1], before.settled?.[1]))
      rows.write(activities, onSettledDay({ ...before, settled }))
    for (const row of rows.all(residents)) {
      const observations = settleObservations(row.observations, activityId, settled)
      if (observations !== row.observations) rows.write(residents, { ...row, observations })
    }
  },
  days: (rows, op) => daysOfWhole(rows, op.body),
}
