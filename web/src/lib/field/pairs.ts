import { finderOf, type Pair } from '@tung-nha/model/resident/likeness.ts'
import type { Side } from '#lib/alike/alike.ts'
import type { Ground } from '#lib/field/ground.ts'

/** People of areas in this phone's book who may be one, the likeliest first. Without network. */
export const pairsOf = (
  ground: Pick<Ground, 'people' | 'home'>,
  areas: ReadonlyMap<number, string>,
): Pair<Side>[] => {
  const sides = [...ground.people.values()].flatMap(({ row }): (Side & { apart: string[] })[] => {
    const areaName = areas.get(row.areaId)
    const home = ground.home(row.householdId ?? '')?.row
    if (areaName === undefined || !home || row.name === null) return []
    const { areaId, id, name, birthYear, sex, phone, apart } = row
    const days = row.observations.flatMap(([, , day, , voided]) => (voided === 0 ? [day] : [])).sort()
    return [
      {
        areaId,
        areaName,
        id,
        name,
        birthYear,
        sex,
        phone,
        householdId: home.id,
        head: home.head,
        place: [home.lane, home.address].filter(Boolean).join(', '),
        seen: days.length,
        seenOn: days.at(-1) ?? null,
        apart,
      },
    ]
  })
  return finderOf(sides).pairs()
}
