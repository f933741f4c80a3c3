import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawQuestions, enoughRight } from '#model/course/check.ts'
import {
  finish,
  finishedOf,
  joinProgress,
  type LessonProgress,
  type Progress,
  reach,
  reviewDue,
  reviewsOn,
} from '#model/course/progress.ts'
import { addDays, daysBetween } from '#model/kit/day.ts'

const D = '2026-11-01'
const all = (day: string) => ({ day, right: 3, of: 3 })
const learnt = (reviews: LessonProgress['reviews']): LessonProgress => ({
  at: 0,
  startedOn: D,
  finishedOn: D,
  version: 1,
  reviews,
})

describe('progress in a lesson', () => {
  test('begins at the first page opened and is resumed at the furthest', () => {
    let progress: Progress = reach({}, 'pay.qr', 1, 1, D)
    progress = reach(progress, 'pay.qr', 4, 1, D)
    progress = reach(progress, 'pay.qr', 2, 1, D)
    expect(progress['pay.qr']).toMatchObject({ at: 4, startedOn: D, finishedOn: null })
  })

  test('is finished once; a later round is a review, a new version is learnt anew', () => {
    let progress = finish({}, 'pay.qr', all(D), 1)
    expect(finishedOf(progress, ['pay.qr', 'pay.app'])).toBe(1)
    progress = finish(progress, 'pay.qr', all('2026-11-02'), 1)
    expect(progress['pay.qr']).toMatchObject({ finishedOn: D, reviews: [all('2026-11-02')] })
    progress = finish(progress, 'pay.qr', all('2026-11-09'), 2)
    expect(progress['pay.qr']).toMatchObject({ finishedOn: '2026-11-09', version: 2, reviews: [] })
  })
})

describe('a review', () => {
  test('comes after 1, 3, 7, 16 and 35 days, then no more', () => {
    const waits: number[] = []
    const reviews: LessonProgress['reviews'] = []
    let last = D
    for (;;) {
      const due = reviewDue(learnt(reviews))
      if (due === null) break
      waits.push(daysBetween(last, due))
      reviews.push(all(due))
      last = due
    }
    expect(waits).toEqual([1, 3, 7, 16, 35])
  })

  test('with a mistake starts over, before its day it changes nothing', () => {
    expect(reviewDue(learnt([all('2026-11-02'), { day: '2026-11-05', right: 2, of: 3 }]))).toBe('2026-11-06')
    expect(reviewDue(learnt([all(D)]))).toBe('2026-11-02')
  })

  test('is listed on its day, the longest waiting first', () => {
    const progress = {
      'pay.qr': learnt([]),
      'pay.app': { ...learnt([]), finishedOn: addDays(D, -3) },
      'safe.otp': { ...learnt([]), finishedOn: null },
    }
    expect(reviewsOn(progress, D)).toEqual(['pay.app'])
    expect(reviewsOn(progress, addDays(D, 1))).toEqual(['pay.app', 'pay.qr'])
  })
})

test('what two phones know is joined in any order, any number of times', () => {
  const day = fc.integer({ min: 0, max: 40 }).map(n => addDays(D, n))
  const lesson = fc.record({
    at: fc.nat(8),
    startedOn: day,
    finishedOn: fc.option(day),
    version: fc.integer({ min: 1, max: 2 }),
    reviews: fc
      .uniqueArray(fc.record({ day, right: fc.nat(3), of: fc.constant(3) }), {
        maxLength: 3,
        selector: one => `${one.day} ${one.right}`,
      })
      // As they are made: a review is added at the end, on its day.
      .map(rounds => rounds.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.right - b.right))),
  })
  const some = fc.dictionary(fc.constantFrom('pay.qr', 'pay.app'), lesson)
  fc.assert(
    fc.property(some, some, some, (a, b, c) => {
      const left = joinProgress(joinProgress(a, b), c)
      expect(joinProgress(a, joinProgress(b, c))).toEqual(left)
      expect(joinProgress(left, b)).toEqual(left)
    }),
  )
})

describe('a check', () => {
  const pool = Array.from({ length: 25 }, (_, i) => ({ skill: `s.${i}`, questions: 3 }))
  test('asks ten of twenty-five lessons, each once, the same for the same seed', () => {
    const drawn = drawQuestions(pool, 7)
    expect(drawn).toHaveLength(10)
    expect(new Set(drawn.map(one => one.skill)).size).toBe(10)
    expect(drawQuestions(pool, 7)).toEqual(drawn)
    expect(drawQuestions(pool, 8)).not.toEqual(drawn)
    expect(drawQuestions(pool.slice(0, 5), 7)).toHaveLength(5)
  })
  test('is passed with four of five', () => {
    expect([enoughRight(8, 10), enoughRight(7, 10), enoughRight(4, 5), enoughRight(0, 0)]).toEqual([
      true,
      false,
      true,
      false,
    ])
  })
})
