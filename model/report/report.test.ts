import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROLES } from '#model/access/roles.ts'
import { evaluate, type Sheet } from '#model/indicator/evaluate.ts'
import type { Indicator } from '#model/indicator/shape.ts'
import { answerKey, checksOf, unanswered } from './checks.ts'
import { difficultyText, periodName, reminderText } from './reminder.ts'
import { faultyAdditions, rowsOf } from './rows.ts'
import { REPORT_ACTIONS, REPORT_STATES, stepOf } from './state.ts'

const indicators: Indicator[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../catalogue/indicators.json'), 'utf8'),
).indicators
const rule = { cutOffDay: 14, dueDay: 20 }
const empty: Sheet = { known: true, month: {}, year: {}, stock: {}, distinct: {}, distinctYear: {} }

describe('states', () => {
  test('every state, action and role has an answer, and exactly these are allowed', () => {
    const allowed: string[] = []
    for (const kind of ['team', 'commune'] as const)
      for (const state of REPORT_STATES)
        for (const action of REPORT_ACTIONS)
          for (const role of ROLES) {
            const next = stepOf(kind, state, action, [role])
            if (next) allowed.push(`${kind} ${state} ${action} ${role} -> ${next}`)
          }
    expect(allowed).toEqual([
      'team draft save leader -> draft',
      'team draft submit leader -> submitted',
      'team submitted return communeOfficer -> returned',
      'team submitted return communeSigner -> returned',
      'team submitted approve communeOfficer -> approved',
      'team submitted approve communeSigner -> approved',
      'team returned save leader -> returned',
      'team returned submit leader -> submitted',
      'team approved amend communeOfficer -> amended',
      'team approved amend communeSigner -> amended',
      'team amended save leader -> amended',
      'team amended submit leader -> submitted',
      'commune draft save communeOfficer -> draft',
      'commune draft submit communeOfficer -> submitted',
      'commune submitted return communeSigner -> returned',
      'commune submitted sign communeSigner -> signed',
      'commune returned save communeOfficer -> returned',
      'commune returned submit communeOfficer -> submitted',
      'commune signed amend communeOfficer -> amended',
      'commune amended save communeOfficer -> amended',
      'commune amended submit communeOfficer -> submitted',
    ])
  })
})

describe('rows', () => {
  const figures = evaluate(
    indicators,
    {
      ...empty,
      month: { guidance_times: 10 },
      year: { guidance_times: 50 },
      stock: { businesses_online: 2, homes_total: 9, homes_fluent: 3 },
    },
    null,
  )
  const hand = { n: 5, reason: 'Trước khi dùng hệ thống', source: 'Sổ tay' }

  test('what the system counted, what was added and their sum stand apart', () => {
    const rows = rowsOf(
      indicators,
      figures,
      { TN02: hand },
      [{ teamId: 'a', team: 'bản A', additions: { TN02: { ...hand, n: 2 } } }],
      { TN02: 7 },
    )
    expect(rows.find(row => row.code === 'TN02')).toMatchObject({
      system: 10,
      addition: hand,
      reported: 17,
      reportedYear: 64,
      teamAdditions: [{ n: 2, team: 'bản A' }],
    })
  })

  test('earlier additions are no part of a state', () => {
    const rows = rowsOf(indicators, figures, {}, [], { TN09: 7 })
    expect(rows.find(row => row.code === 'TN09')).toMatchObject({ reported: 2, reportedYear: 2 })
  })

  test('a percentage takes no addition, and none is taken without a reason', () => {
    expect(faultyAdditions(indicators, { TN04: hand, TN02: { ...hand, reason: ' ' }, TN10: hand })).toEqual([
      { code: 'TN04', fault: 'row' },
      { code: 'TN02', fault: 'reason' },
    ])
  })
})

describe('checks', () => {
  const rowsFor = (now: Partial<Sheet>, before: Partial<Sheet>, additions = {}) =>
    rowsOf(indicators, evaluate(indicators, { ...empty, ...now }, { ...empty, ...before }), additions, [], {})

  test('a part larger than its whole stops the report', () => {
    const rows = rowsFor(
      { month: { dossiers_self: 3, dossiers_self_guided: 2 } },
      {},
      { 'TN08.1': { n: 4, reason: 'x', source: 'y' } },
    )
    expect(checksOf(indicators, rows)).toContainEqual({
      key: 'part',
      severity: 'stop',
      row: 'TN08.1',
      other: 'TN08',
    })
  })

  test('a change of more than half asks why, until it is answered', () => {
    const rows = rowsFor({ month: { guidance_times: 40 } }, { month: { guidance_times: 20 } })
    const checks = checksOf(indicators, rows)
    expect(checks).toContainEqual({ key: 'change', severity: 'ask', row: 'TN02', from: 20, to: 40 })
    const asked = checks.filter(check => check.row === 'TN02')
    expect(unanswered(asked, {})).toHaveLength(1)
    expect(unanswered(asked, { [answerKey(asked[0]!)]: 'Mở ba lớp ở nhà văn hóa' })).toEqual([])
  })

  test('a report equal to the last one asks to confirm', () => {
    const same = { month: { guidance_times: 20 }, distinct: { homes_guided: 4 } }
    expect(checksOf(indicators, rowsFor(same, same))).toContainEqual({
      key: 'same',
      severity: 'confirm',
      row: null,
    })
    expect(checksOf(indicators, rowsFor({}, {}))).toEqual([])
  })
})

describe('texts', () => {
  test('difficulties are told most frequent first', () => {
    expect(
      difficultyText([
        { name: 'SIM không chính chủ', n: 7 },
        { name: 'Quên mật khẩu', n: 12 },
        { name: 'Ứng dụng lỗi', n: 0 },
      ]),
    ).toBe('12 lần gặp: quên mật khẩu; 7: SIM không chính chủ')
  })

  test('a period is named with its days', () => {
    expect(periodName('2026-11', rule)).toBe('Kỳ tháng 11/2026 (15/10-14/11)')
    expect(periodName('2026-01', rule, 'en')).toBe('Month 1/2026 (15/12 to 14/01)')
  })

  test('the reminder names the teams that have not sent, and no person', () => {
    const teams = [
      { place: 'bản Co Chàm', state: 'none' as const },
      { place: 'bản Hua Tạt', state: 'returned' as const },
      { place: 'bản Pa Chè', state: 'approved' as const },
    ]
    const text = reminderText(teams, '2026-11', '2026-11-18', rule)
    expect(text).toContain('hạn gửi 20/11. Còn 2 ngày.')
    expect(text).toContain('Các tổ chưa gửi: bản Co Chàm.')
    expect(text).toContain('gửi lại: bản Hua Tạt.')
    expect(text).not.toContain('Pa Chè')
    expect(reminderText([teams[2]!], '2026-11', '2026-11-18', rule)).toBe('')
    expect(reminderText(teams, '2026-11', '2026-11-22', rule)).toContain('Đã quá hạn 2 ngày.')
  })
})
