import type { SentOp } from '@tung-nha/model/sync/op.ts'
import type { DeviceRow } from '@tung-nha/model/sync/storage.ts'
import { describe, expect, test } from 'vitest'
import type { HomeRows } from '#lib/local/book.ts'
import { viewOf } from '#lib/local/view.ts'

const id = (n: number) => `90000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const home = (n: number, head: string, lane = 'ngõ 1'): DeviceRow =>
  ({
    areaId: 7,
    table: 'household',
    revision: 1,
    row: { id: id(n), removed: false, head, lane },
  }) as DeviceRow
const person = (n: number, householdId: string, name: string): DeviceRow =>
  ({
    areaId: 7,
    table: 'resident',
    revision: 1,
    row: { id: id(n), removed: false, householdId, name },
  }) as DeviceRow
const op = (kind: string, body: object): SentOp => ({
  id: id(99),
  areaId: 7,
  deviceId: id(1),
  seq: 1,
  actorId: id(2),
  kind,
  body,
  deviceAt: '2026-11-20T02:00:00.000Z',
})
const names = (homes: HomeRows[]) => homes.map(home => home.row.head)

describe('the view of a phone', () => {
  const rows = [home(10, 'Lò Văn Pản'), home(11, 'Hà Thị Ún', 'ngõ 3'), person(20, id(11), 'Đinh Văn Sơ')]

  test('[D9] lays what is unsent over the rows of the server, and marks it as waiting', () => {
    const visit = op('household.put', {
      householdId: id(10),
      fields: { head: 'Lò Văn Pấng' },
      basis: { kind: 'visit', day: '2026-11-20' },
    })
    const shown = viewOf(rows, [visit], 0).homes()
    expect(shown.map(({ row }) => [row.head, row.waiting])).toEqual([
      ['Lò Văn Pấng', true],
      ['Hà Thị Ún', false],
    ])
  })

  test.each([
    ['1970-01-02', true],
    ['2026-09-20', true],
    ['2026-11-20', undefined],
    ['2038-01-19', true],
  ])(
    '[S13] a visit of %s, recorded on 20/11/2026 and not yet sent, shows whether its day is doubtful',
    (day, doubtfulDay) => {
      const visit = op('activity.record', {
        activityId: id(30),
        kind: 'home_visit',
        day,
        teamId: id(3),
        householdId: id(10),
        outcome: 'nobody_home',
        guided: [],
        unnamed: [],
        difficulties: [],
      })
      // The phone itself may believe anything: how wrong its clock is, it has learnt at its last exchange.
      const wrong = { ...visit, deviceAt: '2038-01-19T02:00:00.000Z' }
      const offset = Date.parse('2026-11-20T02:00:00.000Z') - Date.parse(wrong.deviceAt)
      for (const view of [viewOf(rows, [visit], 0), viewOf(rows, [wrong], offset)])
        expect(view.visits().map(one => [one.day, one.body?.doubtfulDay])).toEqual([[day, doubtfulDay]])
    },
  )

  test('shows an op at once when it has just been saved', () => {
    const view = viewOf(rows, [], 0)
    view.add(op('household.remove', { householdId: id(10), reason: 'chuyển đi' }))
    expect(names(view.homes())).toEqual(['Hà Thị Ún'])
  })

  test('finds a home by any word of its head, lane or people, diacritics or not', () => {
    const view = viewOf(rows, [], 0)
    expect(names(view.find('pan lo'))).toEqual(['Lò Văn Pản'])
    expect(names(view.find('dinh so'))).toEqual(['Hà Thị Ún'])
    expect(names(view.find('ngõ'))).toEqual(['Lò Văn Pản', 'Hà Thị Ún'])
    expect(view.find('không có')).toEqual([])
  })

  test('leaves out what a newer release of the app has recorded', () => {
    expect(viewOf(rows, [op('kind.of.tomorrow', {})], 0).homes()).toHaveLength(2)
  })
})
