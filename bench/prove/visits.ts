import { type Day, dayOf } from '@tung-nha/model/kit/day.ts'
import type { MemoryArea } from '@tung-nha/model/sync/memory-store.ts'
import type { Row } from '@tung-nha/model/sync/op.ts'
import { settledDays } from './recount.ts'
import type { Judge } from './violation.ts'

const HOUR = 3_600_000

type Visit = {
  activityId: string
  day: Day
  guided: { residentId: string; observations: { skill: string }[] }[]
}
/** When a change was really saved, and how wrong the clock of its phone was then, in ms. */
type Saved = { at: number; clock: number }

/** Every visit stands as a whole, on the day it was given or settled on, and one that a wrong clock wrote is flagged. */
export const checkVisits = (judge: Judge, area: MemoryArea, saved: ReadonlyMap<string, Saved>): void => {
  const settled = settledDays(area)
  for (const { op } of area.ledger) {
    if (op.kind !== 'activity.record') continue
    const { activityId, day, guided } = op.body as Visit
    const visit = area.rows.get(`activity ${activityId}`)?.row as
      | (Row & { day: Day; body: { doubtfulDay?: true } })
      | undefined
    const known = saved.get(op.id)
    // The push found the clock as wrong as it was when the visit was saved: its stamp is right, and its day is not.
    const isWrong = known !== undefined && Math.abs(known.clock) >= HOUR && day !== dayOf(op.stamp)
    judge.holds(
      !isWrong ||
        settled.has(activityId) ||
        visit?.body.doubtfulDay === true ||
        Math.abs(Date.parse(op.stamp) - known.at) >= HOUR,
      'S13',
      () => `visit ${activityId} lies on a day that a wrong clock wrote, and nobody is told`,
    )
    const people = guided.map(({ residentId }) => area.rows.get(`resident ${residentId}`)?.row) as (
      | (Row & { observations: unknown[][] })
      | undefined
    )[]
    judge.holds(
      visit?.day === (settled.get(activityId)?.[0] ?? day) &&
        people.every(
          (person, i) =>
            person !== undefined &&
            (person.removed ||
              guided[i]!.observations.every(({ skill }) =>
                person.observations.some(item => item[0] === skill && item[3] === activityId),
              )),
        ),
      'I7',
      () => `visit ${activityId} stands in part only`,
    )
  }
}
