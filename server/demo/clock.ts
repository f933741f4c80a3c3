import { addDays, type Day, dayOf, daysBetween, type Instant } from '@tung-nha/model/kit/day.ts'
import type { Db } from '#db/connect.ts'
import { readSetting, writeSetting } from '#db/queries.ts'

/** The clock of a demonstration installation: the real one, shifted by whole days to the chosen day. */
export type DemoClock = {
  now: () => Instant
  chosen: () => Day | null
  choose: (day: Day | null) => Promise<void>
}

const KEY = 'demo.day'
const DAY_MS = 86_400_000

export const makeDemoClock = async (db: Db, wall: () => Instant): Promise<DemoClock> => {
  let chosen = ((await readSetting(db, KEY)) as Day | null) ?? null
  let shift = chosen === null ? 0 : daysBetween(dayOf(wall()), chosen)
  return {
    now: () => new Date(Date.parse(wall()) + shift * DAY_MS).toISOString(),
    chosen: () => chosen && addDays(dayOf(wall()), shift),
    choose: async day => {
      chosen = day
      shift = day === null ? 0 : daysBetween(dayOf(wall()), day)
      await writeSetting(db, KEY, day)
    },
  }
}
