import { expect, test } from 'vitest'
import { groupsOf, openChecks, sameWritten, type Written, writtenOf } from './report.ts'

const written: Written = {
  narrative: { highlights: 'a', difficulties: '', proposals: '', next: '' },
  additions: { TN01: { n: 2, reason: 'Trước khi có máy', source: 'Sổ giấy' } },
  answers: {},
}

test('rows stand under the row they are part of, in the order of the form', () => {
  const report = {
    indicators: [
      { code: 'B', parent: null },
      { code: 'B.1', parent: 'B' },
      { code: 'A', parent: null },
    ],
    rows: [{ code: 'A' }, { code: 'B' }, { code: 'B.1' }],
  } as never
  expect(groupsOf(report).map(group => [group.row.code, group.below.map(one => one.row.code)])).toEqual([
    ['B', ['B.1']],
    ['A', []],
  ])
})

test('a copy says the same until something is typed; an empty answer says nothing', () => {
  const copy = writtenOf(written)
  expect(sameWritten(copy, written)).toBe(true)
  copy.answers['same'] = ' '
  expect(sameWritten(copy, written)).toBe(true)
  copy.additions['TN01']!.n = 3
  expect(sameWritten(copy, written)).toBe(false)
})

test('an answer typed now closes a question, but nothing typed closes a stop', () => {
  const report = {
    checks: [
      { severity: 'ask', answerKey: 'change:TN01' },
      { severity: 'stop', answerKey: 'part:TN02' },
    ],
  } as never
  expect(openChecks(report, { ...written, answers: { 'change:TN01': 'Mùa gặt' } })).toHaveLength(1)
  expect(openChecks(report, written)).toHaveLength(2)
})
