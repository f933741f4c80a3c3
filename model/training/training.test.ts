import { expect, test } from 'vitest'
import { allowancesOf } from '#model/thanks/allowance.ts'
import { trainingNeeds } from '#model/training/training.ts'

test('what most members may not guide yet comes first, and what a team asked for weighs more', () => {
  const members = [
    { skills: ['pay.qr'], studied: [] },
    { skills: ['pay.qr'], studied: ['safe.otp'] },
    { skills: [], studied: [] },
  ]
  expect(trainingNeeds(['pay.qr', 'safe.otp', 'local.zalo'], members, ['pay.qr'])).toEqual([
    { skill: 'pay.qr', lacking: 1, studied: 0, asked: 1 },
    { skill: 'safe.otp', lacking: 3, studied: 1, asked: 0 },
    { skill: 'local.zalo', lacking: 3, studied: 0, asked: 0 },
  ])
})

test('a month is paid to who was active in it: teams, members and days', () => {
  const rule = { teamMonth: 300_000, memberMonth: 60_000, day: 50_000 }
  const paid = allowancesOf(rule, [
    { id: 'a', teamId: 't', days: 3 },
    { id: 'b', teamId: 't', days: 1 },
    { id: 'c', teamId: 'u', days: 0 },
  ])
  expect(paid.lines.map(line => line.amount)).toEqual([210_000, 110_000, 0])
  expect([paid.teams, paid.total]).toEqual([1, 620_000])
})
