import { addDays, type Day } from '@tung-nha/model/kit/day.ts'
import type { Chance } from '#demo/chance.ts'

type Level = 0 | 1 | 2 | 3 | 4
type Seen = { skill: string; level: Level | 'na' }

const CORE = [
  'service.vneid',
  'service.submit',
  'shop.order',
  'pay.qr',
  'safe.otp',
  'safe.scam',
  'local.zalo',
]
const MORE = [
  'pay.bills',
  'pay.benefit',
  'safe.lock',
  'local.health',
  'service.track',
  'safe.report',
  'pay.receive',
]

/** A person of the demonstration world, as the visits see them learn. */
export type Learner = {
  residentId: string
  age: number
  ease: number
  levels: Map<string, Level>
  sum: number
  conditions: Record<string, boolean>
}

/** The younger, the easier; a few elders surprise everyone. */
export const learnerOf = (residentId: string, age: number, chance: Chance): Learner => {
  const byAge = age < 15 ? 0.25 : age < 30 ? 0.8 : age < 45 ? 0.66 : age < 60 ? 0.42 : 0.16
  const ease = Math.min(1, Math.max(0, byAge + (chance.next() - 0.5) * 0.6))
  const smartphone = age >= 12 && chance.maybe(age < 60 ? 0.93 : 0.45)
  return {
    residentId,
    age,
    ease,
    levels: new Map(),
    sum: 0,
    conditions: {
      smartphone,
      ...(smartphone ? { simOwner: chance.maybe(0.86), networkHome: chance.maybe(0.78) } : {}),
      ...(age >= 14 ? { eid2: chance.maybe(0.35 + ease * 0.6) } : {}),
      ...(age >= 15 ? { account: chance.maybe(0.25 + ease * 0.65) } : {}),
      ...(age >= 18 ? { signature: chance.maybe(ease * 0.5) } : {}),
    },
  }
}

const set = (learner: Learner, skill: string, level: Level): Seen => {
  learner.sum += level - (learner.levels.get(skill) ?? 0)
  learner.levels.set(skill, level)
  return { skill, level }
}

/** The first look at all core skills. */
export const reviewOf = (learner: Learner, chance: Chance): Seen[] =>
  CORE.map(skill => {
    if (!learner.conditions.smartphone) return { skill, level: 'na' as const }
    const reach = learner.ease * 4.4 + (chance.next() - 0.55) * 2.2
    return set(learner, skill, Math.max(0, Math.min(4, Math.round(reach))) as Level)
  })

/** One to three skills, mostly a step up; now and then someone has forgotten or changed phones. */
export const seenAtVisit = (learner: Learner, chance: Chance): Seen[] => {
  const wanted = [...CORE].sort((a, b) => (learner.levels.get(a) ?? 0) - (learner.levels.get(b) ?? 0))
  const skills = wanted.slice(0, chance.int(1, 2))
  if (chance.maybe(0.25)) skills.push(chance.pick(MORE))
  return skills.map(skill => {
    const before = learner.levels.get(skill) ?? 0
    if (before > 1 && chance.maybe(0.05)) return set(learner, skill, (before - 1) as Level)
    const step = chance.maybe(0.35 + learner.ease * 0.5) ? chance.int(1, 2) : 0
    return set(learner, skill, Math.min(4, before + step) as Level)
  })
}

/** Level 1 or 2 seen: come again after two weeks (product rule); otherwise no promise. */
export const nextDayAfter = (guided: { observations: Seen[] }[], day: Day): Day | null =>
  guided.some(person => person.observations.some(seen => seen.level === 1 || seen.level === 2))
    ? addDays(day, 14)
    : null
