import type { Chance } from '#demo/chance.ts'
import type { DemoWorld } from '#demo/world.ts'

export type Sex = 'female' | 'male'

/** An invented full name, family name given when it runs in a home. */
export const inventName = (
  world: DemoWorld,
  chance: Chance,
  sex: Sex,
  family = chance.pick(world.family),
): string => {
  const middle = chance.pick(sex === 'female' ? world.womenMiddle : world.menMiddle)
  const given = chance.pick(sex === 'female' ? world.women : world.men)
  return `${family} ${middle} ${given}`
}

export type InventedPerson = { name: string; sex: Sex; birthYear: number }
export type InventedHome = {
  head: string
  family: string
  lane: string
  headcount: number
  people: InventedPerson[]
}

/** A home of one to seven people: a couple of some age, children or grandchildren, sometimes an elder. */
export const inventHome = (world: DemoWorld, chance: Chance, year: number): InventedHome => {
  const family = chance.pick(world.family)
  const headSex: Sex = chance.maybe(0.72) ? 'male' : 'female'
  const headAge = chance.int(27, 78)
  const people: InventedPerson[] = [
    { name: inventName(world, chance, headSex, family), sex: headSex, birthYear: year - headAge },
  ]
  const add = (age: number, sex: Sex, kin: boolean) =>
    people.push({
      name: inventName(world, chance, sex, kin ? family : undefined),
      sex,
      birthYear: year - age,
    })
  if (chance.maybe(0.85))
    add(Math.max(20, headAge + chance.int(-7, 4)), headSex === 'male' ? 'female' : 'male', false)
  const young = chance.int(1, 4)
  for (let i = 0; i < young; i++)
    add(Math.max(3, headAge - chance.int(20, 34)), chance.maybe(0.5) ? 'male' : 'female', true)
  if (headAge < 50 && chance.maybe(0.35))
    add(headAge + chance.int(22, 32), chance.maybe(0.6) ? 'female' : 'male', false)
  return { head: people[0]!.name, family, lane: chance.pick(world.lanes), headcount: people.length, people }
}
