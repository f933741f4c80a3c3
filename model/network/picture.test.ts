import { expect, test } from 'vitest'
import { coverageOf, type NetworkUnit, type Reported, tilesOn } from '#model/network/picture.ts'

const DAY = '2025-07-01'
const unit = (id: number, from: string | null, to: string | null): NetworkUnit => ({
  id,
  level: 'province',
  kind: 'province',
  code: String(id),
  name: `Tỉnh ${id}`,
  parentId: id,
  validFrom: from,
  validTo: to,
})
const units = [unit(1, null, DAY), unit(2, null, DAY), unit(3, DAY, null)]
const origins = [1, 2].map(from => ({ from, to: 3, share: 'all' }))
const said = (unitId: number, rest: Partial<Reported>): Reported => ({
  unitId,
  day: '2024-01-01',
  estimated: false,
  teams: null,
  teamsMark: null,
  members: null,
  membersMark: null,
  communeTeams: null,
  villageTeams: null,
  provincesWithTeams: null,
  provincesComplete: null,
  provincesTotal: null,
  reach: null,
  source: { key: 'k', organ: 'o', title: 't', address: null, weak: false, statements: [] },
  note: null,
  ...rest,
})
const merged = (...figures: Reported[]) => tilesOn({ on: '2026-01-01', figures, units, origins })

test('two parts that are both known add up, and round parts make a round sum', () => {
  const [tile, ...others] = merged(
    said(1, { teams: 10, members: 50 }),
    said(2, { teams: 20, teamsMark: 'over', members: 90 }),
  )
  expect(others).toEqual([])
  expect(tile).toMatchObject({
    teams: 30,
    teamsMark: 'over',
    members: 140,
    membersMark: null,
    basis: 'sum',
    parts: { known: 2, of: 2 },
  })
})

test('a part whose members are not stated leaves the members of the whole not stated', () => {
  expect(merged(said(1, { teams: 10, members: 50 }), said(2, { teams: 20 }))[0]).toMatchObject({
    teams: 30,
    members: null,
  })
})

test('one part alone makes no number', () => {
  expect(merged(said(1, { teams: 10, members: 50 }))[0]).toMatchObject({
    teams: null,
    basis: 'partial',
    parts: { known: 1, of: 2 },
    reach: 'some',
  })
})

test('a number of its own goes before what its parts once had', () => {
  const own = said(3, { day: '2025-12-01', teams: 7 })
  expect(merged(said(1, { teams: 10 }), said(2, { teams: 20 }), own)[0]).toMatchObject({
    teams: 7,
    basis: 'own',
  })
})

test('a later word that a province has teams does not take back that it was complete', () => {
  const figures = [said(1, { reach: 'communes' }), said(1, { day: '2024-06-01', reach: 'some' })]
  expect(tilesOn({ on: '2024-07-01', figures, units, origins })[0]).toMatchObject({ reach: 'communes' })
})

test('the whole has come as far as the part that has come least', () => {
  const both = merged(said(1, { reach: 'villages' }), said(2, { reach: 'communes' }))
  expect(both[0]!.reach).toBe('communes')
})

test('a count of other provinces is carried over only when it is all of them', () => {
  const row = said(9, { provincesTotal: 63, provincesWithTeams: 63, provincesComplete: 52 })
  expect(coverageOf(row, 34)).toEqual({
    now: { provincesWithTeams: 34, provincesComplete: null, provincesTotal: 34 },
    asCounted: { provincesWithTeams: 63, provincesComplete: 52, provincesTotal: 63 },
  })
  expect(coverageOf(row, 63).asCounted).toBeNull()
  expect(coverageOf(null, 34)).toEqual({
    now: { provincesWithTeams: null, provincesComplete: null, provincesTotal: 34 },
    asCounted: null,
  })
})
