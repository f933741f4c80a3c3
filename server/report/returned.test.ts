import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ground, makeGround, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let ground: Ground
let leader: { token: string }
let officer: { token: string }
beforeAll(async () => {
  t = await testApp()
  ground = await makeGround(t.database)
  leader = await t.member(ground.teamId, 'leader')
  officer = await t.officer('communeOfficer', ground.commune)
})
afterAll(() => t?.close())

test('a month given back adds nothing to the year of its team nor of its commune, until it is sent again', async () => {
  const may = (rest = '') => `/api/v1/teams/${ground.teamId}/reports/2026-05${rest}`
  const narrative = { highlights: 'Có lớp.', difficulties: '', proposals: '', next: 'Mở một lớp.' }
  const additions = { TN02: { n: 7, reason: 'Trước khi dùng hệ thống', source: 'Sổ tay' } }
  const addedBefore = async (url: string, token: string) => {
    const { body } = await t.ask('GET', url, undefined, token)
    const { reportedYear, yearToDate } = body.rows.find((row: { code: string }) => row.code === 'TN02')
    return reportedYear - yearToDate
  }
  const years = async () => [
    await addedBefore(`/api/v1/teams/${ground.teamId}/reports/2026-06`, leader.token),
    await addedBefore(`/api/v1/units/${ground.commune}/reports/2026-06`, officer.token),
  ]
  await t.ask('PUT', may(), { version: 0, narrative, additions, answers: {} }, leader.token)
  expect(await years()).toEqual([0, 0])
  const sent = await t.ask('POST', may('/submit'), { version: 1 }, leader.token)
  expect(sent.body.state).toBe('submitted')
  expect(await years()).toEqual([7, 7])
  await t.ask('POST', may('/return'), { version: 2, remark: 'Ghi rõ sổ nào' }, officer.token)
  expect(await years()).toEqual([0, 0])
  await t.ask('POST', may('/submit'), { version: 3 }, leader.token)
  expect(await years()).toEqual([7, 7])
})
