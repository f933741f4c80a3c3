import type { Day } from '@tung-nha/model/kit/day.ts'
import type { MemoryArea } from '@tung-nha/model/sync/memory-store.ts'

/** Figures of one day: visits that stand, and how often each level was seen. */
export type Count = Record<string, number>

const add = (counts: Map<Day, Count>, day: Day, what: string) => {
  const count = counts.get(day) ?? {}
  count[what] = (count[what] ?? 0) + 1
  counts.set(day, count)
}

type ActivityRow = { removed: boolean; voided: boolean; day: Day }
type ResidentRow = { removed: boolean; observations: [string, unknown, Day, string, 0 | 1][] }

/** What the rows say, day by day. */
export const countsOfRows = (area: MemoryArea): Map<Day, Count> => {
  const counts = new Map<Day, Count>()
  for (const { table, row } of area.rows.values()) {
    if (table === 'activity') {
      const { removed, voided, day } = row as unknown as ActivityRow
      if (!removed && !voided) add(counts, day, 'visits')
    }
    if (table === 'resident')
      for (const [skill, level, day, , voided] of (row as unknown as ResidentRow).observations)
        if (voided === 0) add(counts, day, `${skill} ${level}`)
  }
  return counts
}

type Seen = { skill: string; level: unknown }

/** The day of each activity that somebody settled, and who said so last, from the bodies alone. */
export const settledDays = (area: MemoryArea): Map<string, [day: Day, by: string]> => {
  const settled = new Map<string, [Day, string]>()
  for (const { op } of area.ledger) {
    if (op.kind !== 'activity.day') continue
    const { activityId, day } = op.body as { activityId: string; day: Day }
    const by = `${op.stamp} ${op.id}`
    if (by > (settled.get(activityId)?.[1] ?? '')) settled.set(activityId, [day, by])
  }
  return settled
}

/** What the ledger says, counted from the bodies alone, without the rules of the product. */
export const countsOfLedger = (area: MemoryArea): Map<Day, Count> => {
  const counts = new Map<Day, Count>()
  const ops = area.ledger.map(entry => entry.op as unknown as { kind: string; stamp: string; body: never })
  const ofKind = <B>(kind: string) =>
    ops.filter(op => op.kind === kind).map(op => ({ ...(op.body as B), stamp: op.stamp }))
  const voided = new Set(ofKind<{ activityId: string }>('activity.void').map(body => body.activityId))
  const gone = new Set(ofKind<{ residentId: string }>('resident.remove').map(body => body.residentId))
  // What came along when somebody arrived: void in one copy is void in all.
  const brought = ofKind<{
    residentId: string
    observations: [string, unknown, Day, string, 0 | 1, number, string?][]
  }>('resident.arrive').flatMap(({ residentId, observations }) =>
    observations.map(([skill, level, day, activity, isVoid, at, by]) => ({
      person: residentId,
      seen: [{ skill, level }],
      activity,
      day,
      isVoid,
      by,
      stamp: new Date(at).toISOString(),
    })),
  )
  const settled = settledDays(area)
  // A day that was settled elsewhere comes along with what was seen.
  const along = new Map<string, [Day, string]>()
  for (const { person, activity, day, by } of brought)
    if (by !== undefined && by > (along.get(`${person} ${activity}`)?.[1] ?? ''))
      along.set(`${person} ${activity}`, [day, by])
  const dayOfSeen = (person: string, activity: string, day: Day): Day => {
    const [here, brought] = [settled.get(activity), along.get(`${person} ${activity}`)]
    return (here && brought ? (here[1] > brought[1] ? here : brought) : (here ?? brought))?.[0] ?? day
  }
  const seen = new Set<string>()
  const keyOf = (person: string, { skill, level }: Seen, activity: string, day: Day, stamp: string) =>
    [person, skill, level, dayOfSeen(person, activity, day), activity, Date.parse(stamp)].join()
  for (const {
    person,
    seen: [one],
    activity,
    day,
    isVoid,
    stamp,
  } of brought)
    if (isVoid === 1) seen.add(keyOf(person, one!, activity, day, stamp))
  const look = (person: string, observations: Seen[], activity: string, day: Day, stamp: string) => {
    if (gone.has(person) || voided.has(activity)) return
    for (const item of observations) {
      const key = keyOf(person, item, activity, day, stamp)
      if (!seen.has(key)) add(counts, dayOfSeen(person, activity, day), `${item.skill} ${item.level}`)
      seen.add(key)
    }
  }
  for (const { person, seen, activity, day, stamp } of brought) look(person, seen, activity, day, stamp)
  for (const { activityId, day, guided, stamp } of ofKind<{
    activityId: string
    day: Day
    guided: { residentId: string; observations: Seen[] }[]
  }>('activity.record')) {
    if (!voided.has(activityId)) add(counts, settled.get(activityId)?.[0] ?? day, 'visits')
    for (const { residentId, observations } of guided) look(residentId, observations, activityId, day, stamp)
  }
  for (const { activityId, residentId, day, observations, stamp } of ofKind<{
    activityId: string
    residentId: string
    day: Day
    observations: Seen[]
  }>('attainment.record'))
    look(residentId, observations, activityId, day, stamp)
  return counts
}

/** The head of each home by the last change that names one, and whether the home was removed: from the bodies alone. */
export const namesOfHomes = (area: MemoryArea): Map<string, { head: string | null; removed: boolean }> => {
  const homes = new Map<string, { head: string | null; removed: boolean; at: string }>()
  for (const { op } of area.ledger) {
    const { householdId: id, fields } = op.body as { householdId: string; fields?: { head?: string | null } }
    if (op.kind === 'household.remove') homes.set(id, { head: null, removed: true, at: '~' })
    if (op.kind === 'household.arrive') {
      const author = (op.body as { clocks: string[][] }).clocks.find(entry => entry.includes('head', 2))
      const home = homes.get(id) ?? { head: null, removed: false, at: '' }
      const at = author ? `${author[0]} ${author[1]}` : ''
      homes.set(id, at > home.at ? { head: fields?.head ?? null, removed: false, at } : home)
    }
    if (op.kind !== 'household.put') continue
    const home = homes.get(id) ?? { head: null, removed: false, at: '' }
    const at = `${op.stamp} ${op.id}`
    if (fields?.head !== undefined && at > home.at) homes.set(id, { head: fields.head, removed: false, at })
    else homes.set(id, home)
  }
  return homes
}

/** What closed each request: the earliest of the changes that closed it, from the bodies alone. */
export const closesOfRequests = (area: MemoryArea): Map<string, { at: string; result: string }> => {
  const closes = new Map<string, { at: string; result: string }>()
  for (const { op } of area.ledger) {
    if (op.kind !== 'request.close') continue
    const { requestId, result } = op.body as { requestId: string; result: string }
    const at = `${op.stamp} ${op.id}`
    const held = closes.get(requestId)
    if (!held || at < held.at) closes.set(requestId, { at, result })
  }
  return closes
}
