import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  addObservations,
  type Level,
  type Observation,
  voidObservations,
} from '#model/resident/observation.ts'
import {
  type About,
  ageIn,
  attainmentsOf,
  groupsOfHome,
  groupsReached,
  isFluentHome,
  isGroupReached,
  outlookOf,
  suggest,
} from '#model/skill/attainment.ts'
import { SKILL_GROUPS, type Skill } from '#model/skill/skill.ts'

const catalogue = JSON.parse(
  readFileSync(new URL('../../catalogue/skills.json', import.meta.url), 'utf8'),
) as { skills: Skill[]; groups: { key: string }[] }
const { skills } = catalogue
const grown: About = { age: 40, sells: false }
const seen = (skill: string, level: Level, day: string, at = 0, visit = 'v1'): Observation => [
  skill,
  level,
  day,
  visit,
  0,
  at,
]
const held = (levels: Record<string, Level>) =>
  attainmentsOf(
    addObservations(
      [],
      Object.entries(levels).map(([skill, level]) => seen(skill, level, '2026-11-01')),
    ),
  )

describe('levels', () => {
  test('[S12] the current level is the latest by day, even when it was recorded earlier or is lower; the highest stays beside it', () => {
    const found = attainmentsOf(
      addObservations(
        [seen('pay.qr', 2, '2026-11-20', 9)],
        [seen('pay.qr', 4, '2026-10-01', 99), seen('pay.qr', 3, '2026-11-05', 1)],
      ),
    )
    expect(found.get('pay.qr')).toEqual({ level: 2, day: '2026-11-20', highest: 4 })
  })
  test('on one day the later stamp counts, whatever the order of arrival', () => {
    const [a, b] = [seen('pay.qr', 1, '2026-11-20', 1, 'v1'), seen('pay.qr', 3, '2026-11-20', 2, 'v2')]
    for (const order of [
      [a, b],
      [b, a],
    ])
      expect(attainmentsOf(addObservations([], order)).get('pay.qr')?.level).toBe(3)
  })
  test('what a voided activity had seen counts for nothing', () => {
    const all = voidObservations(
      addObservations([], [seen('pay.qr', 2, '2026-11-01'), seen('pay.qr', 4, '2026-11-20', 0, 'wrong')]),
      'wrong',
    )
    expect(attainmentsOf(all).get('pay.qr')).toEqual({ level: 2, day: '2026-11-01', highest: 2 })
  })
  test('the state at the end of a day leaves out what came after it', () => {
    const all = addObservations([], [seen('pay.qr', 2, '2026-11-01'), seen('pay.qr', 4, '2026-11-20')])
    expect(attainmentsOf(all, '2026-11-14').get('pay.qr')?.level).toBe(2)
  })
})

describe('groups', () => {
  test('a group is reached when all its core skills are at 3 or more', () => {
    expect(isGroupReached('safe', held({ 'safe.otp': 3, 'safe.scam': 4 }), skills, grown)).toBe(true)
    expect(isGroupReached('safe', held({ 'safe.otp': 3, 'safe.scam': 2 }), skills, grown)).toBe(false)
    expect(isGroupReached('safe', held({ 'safe.lock': 4 }), skills, grown)).toBe(false)
  })
  test('"not applicable" leaves the denominator, but a group with nothing left is not reached', () => {
    expect(isGroupReached('safe', held({ 'safe.otp': 3, 'safe.scam': 'na' }), skills, grown)).toBe(true)
    expect(isGroupReached('pay', held({ 'pay.qr': 'na' }), skills, grown)).toBe(false)
  })
  test('a skill for an older age does not apply: below it the group has no core skill to reach', () => {
    expect(
      isGroupReached('service', held({ 'service.vneid': 3, 'service.submit': 3 }), skills, {
        age: 13,
        sells: false,
      }),
    ).toBe(false)
  })
  test('five of five, and who makes a home fluent', () => {
    const all = held(Object.fromEntries(skills.filter(skill => skill.core).map(skill => [skill.key, 3])))
    expect(groupsReached(all, skills, grown)).toEqual([...SKILL_GROUPS])
    expect(
      isFluentHome([
        { age: 14, reached: 5 },
        { age: 70, reached: 4 },
      ]),
    ).toBe(false)
    expect(isFluentHome([{ age: 15, reached: 5 }])).toBe(true)
    expect(isFluentHome([{ age: null, reached: 5 }])).toBe(true)
    expect(groupsOfHome([])).toBe(0)
  })
  test('the five groups of the rules are those of the catalogue, each with a core skill', () => {
    expect(catalogue.groups.map(group => group.key)).toEqual([...SKILL_GROUPS])
    for (const group of SKILL_GROUPS)
      expect(skills.some(skill => skill.group === group && skill.core)).toBe(true)
  })
})

describe('suggestions', () => {
  test('VNeID comes before everything, then core skills', () => {
    expect(suggest(new Map(), skills, grown).map(skill => skill.key)).toEqual([
      'service.vneid',
      'pay.app',
      'shop.order',
    ])
  })
  test('what is done, does not apply or waits for another is not offered', () => {
    const keys = suggest(held({ 'service.vneid': 3, 'pay.app': 4, 'shop.order': 'na' }), skills, grown).map(
      skill => skill.key,
    )
    expect(keys).toEqual(['service.submit', 'pay.qr', 'safe.otp'])
    expect(suggest(new Map(), skills, grown, 99).map(skill => skill.key)).not.toContain('shop.sell')
  })
})

test('an age counts in calendar years, as only the year of birth is asked', () => {
  expect(ageIn(2011, '2026-01-01')).toBe(15)
  expect(ageIn(null, '2026-01-01')).toBeNull()
})

test('the sentence to be stored names what goes alone and what still needs help', () => {
  expect(
    outlookOf([
      { skill: 'pay.qr', level: 3 },
      { skill: 'service.submit', level: 2 },
      { skill: 'safe.otp', level: 'na' },
    ]),
  ).toEqual({
    alone: ['pay.qr'],
    withHelp: ['service.submit'],
    heard: [],
  })
})
