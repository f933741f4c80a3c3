import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Asked, drawQuestions, WHOLE_COURSE } from '@tung-nha/model/course/check.ts'
import type { Instant } from '@tung-nha/model/kit/day.ts'
import { problem } from '@tung-nha/model/problem.ts'
import type { Catalogue } from '#catalogue/read.ts'
import type { Lessons } from '#learning/lessons.ts'

const LASTS_MS = 2 * 3_600_000
type Ticket = { course: string; seed: number; until: Instant }

const mac = (body: string, secret: string) =>
  createHmac('sha256', secret).update(`check of the course\0${body}`).digest()

/** A check needs no row: which questions were asked follows from the seed in the ticket, which we sign. */
export const writeTicket = (course: string, seed: number, now: Instant, secret: string): string => {
  const until = new Date(Date.parse(now) + LASTS_MS).toISOString()
  const body = Buffer.from(JSON.stringify([course, seed, until])).toString('base64url')
  return `${body}.${mac(body, secret).toString('base64url')}`
}

/** @throws check.expired for a ticket that is too old or none of ours */
export const readTicket = (ticket: string, now: Instant, secret: string): Ticket => {
  const [body = '', end = ''] = ticket.split('.')
  const given = Buffer.from(end, 'base64url')
  const right = mac(body, secret)
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw problem('check.expired')
  const [course, seed, until] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
    string,
    number,
    Instant,
  ]
  if (until < now) throw problem('check.expired')
  return { course, seed, until }
}

/** Skills of a course in the order of the catalogue; null when there is no such course. */
export const skillsOf = (catalogue: Catalogue, course: string): string[] | null => {
  if (course === WHOLE_COURSE) return catalogue.skills.map(skill => skill.key)
  const keys = catalogue.skills.filter(skill => skill.group === course).map(skill => skill.key)
  return keys.length > 0 ? keys : null
}

/** The questions a ticket stands for. The draw looks at the Vietnamese lessons, so both languages ask the same. */
export const questionsOf = (lessons: Lessons, skills: readonly string[], seed: number): Asked[] =>
  drawQuestions(
    skills.flatMap(skill => {
      const lesson = lessons.find(skill, 'vi')
      return lesson ? [{ skill, questions: lesson.questions.length }] : []
    }),
    seed,
  )
