import type { Day } from '#model/kit/day.ts'
import type { Level, Observation } from '#model/resident/observation.ts'
import { SKILL_GROUPS, type Skill } from '#model/skill/skill.ts'

/** From this level a person does it without anyone touching the phone. */
const ALONE = 3
/** Only residents of this age or more make a home fluent (payment accounts begin at 15). */
export const FLUENT_FROM_AGE = 15

export type Attainment = { level: Level; day: Day; highest: Level }

/**
 * The current level of each skill: the latest observation by day, then stamp, then activity; beside it the highest
 * ever seen. People forget and change phones, so a level may fall. Voided observations count for nothing.
 * @param until leave out what was seen after this day
 */
export const attainmentsOf = (observations: readonly Observation[], until?: Day): Map<string, Attainment> => {
  const found = new Map<string, Attainment>()
  // Observations are kept in that order (model/resident/observation.ts), so the last one seen is the latest.
  for (const [skill, level, day, , voided] of observations) {
    if (voided === 1 || (until !== undefined && day > until)) continue
    const held = found.get(skill)
    found.set(skill, { level, day, highest: held ? higher(held.highest, level) : level })
  }
  return found
}

const rank = (level: Level) => (level === 'na' ? -1 : level)
const higher = (a: Level, b: Level): Level => (rank(b) > rank(a) ? b : a)

/** Age in a year, from the year of birth; null when unknown. */
export const ageIn = (birthYear: number | null, day: Day): number | null =>
  birthYear === null ? null : Number(day.slice(0, 4)) - birthYear

/** What makes a skill apply to a person or not. An unknown age counts as grown up. */
export type About = { age: number | null; sells: boolean }

export const applies = (skill: Skill, about: About): boolean =>
  (about.age === null || about.age >= skill.fromAge) && (skill.forWhom === 'everyone' || about.sells)

const isAlone = (level: Level | undefined) => typeof level === 'number' && level >= ALONE

/**
 * Whether a group is reached: every core skill of it that applies to the person is at 3 or more. What was found "not
 * applicable" leaves the denominator; a group with nothing left to show is not reached.
 */
export const isGroupReached = (
  group: string,
  held: ReadonlyMap<string, Attainment>,
  skills: readonly Skill[],
  about: About,
): boolean => {
  const needed = skills.filter(
    skill =>
      skill.group === group && skill.core && applies(skill, about) && held.get(skill.key)?.level !== 'na',
  )
  return needed.length > 0 && needed.every(skill => isAlone(held.get(skill.key)?.level))
}

/** The groups a person has reached, in official order; its length is the "2/5" of the screens. */
export const groupsReached = (
  held: ReadonlyMap<string, Attainment>,
  skills: readonly Skill[],
  about: About,
): string[] => SKILL_GROUPS.filter(group => isGroupReached(group, held, skills, about))

/** The best of a home, 0 to 5: the person aged 15 or more with the most groups. An unknown age counts as grown up. */
export const groupsOfHome = (people: readonly { age: number | null; reached: number }[]): number =>
  Math.max(
    0,
    ...people
      .filter(person => person.age === null || person.age >= FLUENT_FROM_AGE)
      .map(person => person.reached),
  )

/** A home is fluent ("có người thạo") when one resident of 15 or more has reached all five groups. */
export const isFluentHome = (people: readonly { age: number | null; reached: number }[]): boolean =>
  groupsOfHome(people) === SKILL_GROUPS.length

/**
 * The three skills to offer at a visit: first what blocks a core skill (VNeID before everything), then core skills, then
 * the rest, in catalogue order. A skill whose forerunner is missing waits behind it.
 */
export const suggest = (
  held: ReadonlyMap<string, Attainment>,
  skills: readonly Skill[],
  about: About,
  count = 3,
): Skill[] => {
  const open = skills.filter(
    skill =>
      applies(skill, about) && held.get(skill.key)?.level !== 'na' && !isAlone(held.get(skill.key)?.level),
  )
  const keys = new Set(open.map(skill => skill.key))
  const weight = (skill: Skill) => {
    const blocked = open.filter(other => other.after.includes(skill.key))
    const waits = skill.after.some(key => keys.has(key))
    return (
      (blocked.some(other => other.core) ? 4 : 0) +
      (skill.core ? 2 : 0) +
      (blocked.length > 0 ? 1 : 0) -
      (waits ? 8 : 0)
    )
  }
  return open
    .map((skill, i) => ({ skill, i, weight: weight(skill) }))
    .sort((a, b) => b.weight - a.weight || a.i - b.i)
    .slice(0, count)
    .map(item => item.skill)
}

/** What will be stored of one person, for one sentence on the screen: what goes alone now, and what still needs help. */
export type Outlook = { alone: string[]; withHelp: string[]; heard: string[] }
export const outlookOf = (seen: readonly { skill: string; level: Level }[]): Outlook => ({
  alone: seen.filter(item => isAlone(item.level)).map(item => item.skill),
  withHelp: seen.filter(item => item.level === 2).map(item => item.skill),
  heard: seen.filter(item => item.level === 0 || item.level === 1).map(item => item.skill),
})
