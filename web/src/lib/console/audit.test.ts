import { expect, test } from 'vitest'
import { aboutOf } from '#lib/console/audit.ts'
import { auditVi } from '#lib/words/vi/console/audit.ts'

const areas = new Map([[1, 'Bản Co Chàm']])

test('an entry about a home names its area and leads to the home, with no id shown', () => {
  const told = aboutOf({ areaId: 1, householdId: 'x-1', residentIds: ['a', 'b'] }, areas, auditVi.subjects)
  expect(told.text).toBe('Bản Co Chàm, nhà, 2 người')
  expect(told.home).toEqual({ areaId: 1, householdId: 'x-1' })
})

test('a count is a count and an unknown subject is not shown', () => {
  const told = aboutOf({ importId: 'x', homes: 120, other: { deep: 1 } }, areas, auditVi.subjects)
  expect(told.text).toBe('120 nhà, lần nhập')
  expect(told.home).toBe(null)
})
