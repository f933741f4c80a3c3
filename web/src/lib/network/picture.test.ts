import { expect, test } from 'vitest'
import { restatedOf } from '#lib/network/picture.ts'
import { networkEn } from '#lib/words/en/public/network.ts'
import { formatsOf } from '#lib/words/format.ts'
import { networkVi } from '#lib/words/vi/public/network.ts'

const write = formatsOf('vi')
const counted = { provincesWithTeams: 63, provincesComplete: 52, provincesTotal: 63 }
const now = { provincesWithTeams: 34, provincesComplete: null, provincesTotal: 34 }

test('what a source counted and nobody can restate is told, not dropped', () => {
  const told = restatedOf({ ...now, asCounted: counted }, networkVi, write)
  expect(told).toEqual([
    networkVi.restatedText('63', '63', '34'),
    '52/63 nơi có tổ ở mọi xã khi đó; nguồn không nêu tên nên không quy được về 34.',
  ])
  expect(restatedOf({ ...now, asCounted: counted }, networkEn, write)[1]).toContain('52 of 63')
})

test('on a day with the provinces of the source there is nothing to restate', () => {
  expect(restatedOf({ ...counted, asCounted: null }, networkVi, write)).toEqual([])
  const all = { ...counted, provincesComplete: 63 }
  expect(restatedOf({ ...now, provincesComplete: 34, asCounted: all }, networkVi, write)).toHaveLength(1)
})
