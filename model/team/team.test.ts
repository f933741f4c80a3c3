import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { givenName, MEMBER_STATES, mayBecome } from '#model/team/member.ts'
import { fitsRule, type TeamRule, type TeamShape, teamWarnings, withOwn } from '#model/team/rules.ts'
import { warningSentence } from '#model/team/words/write.ts'

const { rules } = JSON.parse(
  readFileSync(new URL('../../catalogue/team-rules.json', import.meta.url), 'utf8'),
) as { rules: TeamRule[] }
const TODAY = '2026-11-16'
const member = (rest = {}): TeamShape['members'][number] => ({
  role: 'member',
  state: 'active',
  affiliation: null,
  cardUntil: '2027-12-31',
  skills: 3,
  ...rest,
})
const team = (members: TeamShape['members'], rest = {}): TeamShape => ({
  level: 'village',
  areas: 1,
  homes: 120,
  groups: 0,
  decisionNumber: '86/QĐ-UBND',
  members,
  ...rest,
})
const keys = (shape: TeamShape) => teamWarnings(rules, shape, TODAY).map(warning => warning.rule)
const head = member({ role: 'leader', affiliation: 'Trưởng bản' })

test('a village team of five led by the head of the village has no warning', () => {
  expect(keys(team([head, ...Array.from({ length: 4 }, () => member())]))).toEqual([])
})

test('a team that is too small, too large or without a leader is pointed out', () => {
  expect(keys(team([head, member()]))).toEqual(['size'])
  expect(keys(team([head, ...Array.from({ length: 10 }, () => member())]))).toEqual(['size', 'groups'])
  expect(keys(team([member(), member(), member()]))).toEqual(['leader-missing'])
})

test('who has applied, left or only helps from outside is not counted', () => {
  const others = [member({ state: 'applied' }), member({ state: 'left' }), member({ role: 'specialist' })]
  expect(keys(team([head, member(), ...others]))).toEqual(['size'])
})

test('a large team with groups, and one whose homes its members can reach, are left alone', () => {
  const ten = [head, ...Array.from({ length: 9 }, () => member())]
  expect(keys(team(ten))).toEqual(['groups'])
  expect(keys(team(ten, { groups: 2 }))).toEqual([])
  expect(keys(team([head, member(), member()], { homes: 661 }))).toEqual(['homes'])
  expect(keys(team([head, member(), member()], { homes: 660 }))).toEqual([])
  expect(keys(team([head, member(), member()], { homes: null }))).toEqual([])
})

test('a province changes the numbers of a rule, never what the rule is about', () => {
  const size = rules.find(rule => rule.key === 'size' && rule.level === 'village')!
  expect(fitsRule(size, { min: 2, max: 5 })).toBe(true)
  expect(fitsRule(size, { min: 6, max: 5 })).toBe(false)
  expect(fitsRule(size, { from: 3 })).toBe(false)
  const own = [
    { key: 'size', level: 'village', value: { min: 2, max: 5 }, source: 'Kế hoạch của tỉnh' },
  ] as const
  const changed = withOwn(rules, own as never)
  const six = team([head, ...Array.from({ length: 5 }, () => member())])
  expect(teamWarnings(changed, six, TODAY)).toEqual([{ rule: 'size', details: { n: 6, min: 2, max: 5 } }])
  expect(keys(six)).toEqual([])
  expect(withOwn(rules, [{ ...own[0], value: { from: 1 } }] as never)).toEqual(rules)
})

test('who leads depends on the level of the team', () => {
  const youth = member({ role: 'leader', affiliation: 'Bí thư Đoàn xã' })
  expect(keys(team([youth, member(), member()]))).toEqual(['leader-affiliation'])
  expect(keys(team([youth, member(), member()], { level: 'commune', areas: 0 }))).toEqual([])
  expect(keys(team([head, member(), member()], { level: 'commune' }))).toEqual(['leader-affiliation'])
})

test('a missing area or decision, untrained members and ending cards are pointed out', () => {
  const members = [head, member({ skills: 0 }), member({ cardUntil: '2026-12-01' })]
  expect(keys(team(members, { areas: 0, decisionNumber: null }))).toEqual([
    'area-missing',
    'decision-missing',
    'untrained',
    'card-ends',
  ])
})

test('a warning is one sentence with its numbers, in both languages', () => {
  const [warning] = teamWarnings(rules, team([head, member()]), TODAY)
  expect(warningSentence(warning!, 'vi')).toBe('Tổ có 2 thành viên, hướng dẫn là từ 3 đến 10.')
  for (const rule of rules) {
    for (const language of ['vi', 'en'] as const) {
      const details = { n: 1, min: 3, max: 10, from: 10, days: 30, homes: 100 }
      expect(warningSentence({ rule: rule.key, details }, language)).not.toMatch(/[{}—]/)
    }
  }
})

test('a member goes through the states in order, may pause, leave and come back', () => {
  const allowed = MEMBER_STATES.flatMap(from =>
    MEMBER_STATES.filter(to => from !== to && mayBecome(from, to)).map(to => `${from} ${to}`),
  )
  expect(allowed).toEqual([
    'applied approved',
    'applied left',
    'approved training',
    'approved active',
    'approved left',
    'training active',
    'training paused',
    'training left',
    'active training',
    'active paused',
    'active left',
    'paused training',
    'paused active',
    'paused left',
    'left applied',
    'left approved',
  ])
})

test('a stranger sees the given name only', () => {
  expect(givenName('Lò Thị Mai')).toBe('Mai')
})
