import type { Actor } from '@tung-nha/model/access/access.ts'
import {
  answerCheck,
  countLessons,
  coursePack,
  joinOwnProgress,
  readCourse,
  readOutline,
  readProgress,
  readTeamCourse,
  startCheck,
} from '@tung-nha/model/api/course.ts'
import { certificateAddress } from '@tung-nha/model/certificate/token.ts'
import { enoughRight } from '@tung-nha/model/course/check.ts'
import { finishedOf, joinProgress, type Progress } from '@tung-nha/model/course/progress.ts'
import { addDays } from '@tung-nha/model/kit/day.ts'
import { tidy } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { limitAttempts } from '#auth/limit.ts'
import { certifyLearner } from '#certificate/issue.ts'
import { type Route, route } from '#http/route.ts'
import { questionsOf, readTicket, skillsOf, writeTicket } from '#learning/check.ts'
import {
  areasOfCommune,
  areasOfTeam,
  lessonCounts,
  lessonsOfMembers,
  lockMember,
  namesInTeam,
  putMemberLessons,
} from '#learning/course-queries.ts'
import { headOf, type Lessons } from '#learning/lessons.ts'
import { makePacks } from '#learning/pack.ts'
import { addToLessonDay, posterByCode, villageNames } from '#learning/queries.ts'

const NATION = 1
/** What was counted on a phone without a network may be this old; older or later days count as today. */
const OLDEST_DAYS = 60
/** Learning is read over the year that ends today unless asked otherwise. */
const YEAR_DAYS = 365

const memberOf = (actor: Actor) => {
  if (actor.kind !== 'member') throw problem('access.denied')
  return actor.id
}
const listed = (progress: Progress) => ({
  items: Object.entries(progress).map(([skill, one]) => ({ skill, ...one })),
})
const shownCount = (row: { skill: string; area_id: number; started: number; finished: number }) => ({
  skill: row.skill,
  areaId: row.area_id,
  started: row.started,
  finished: row.finished,
})

export const courseRoutes = (lessons: Lessons): Route[] => {
  const packs = makePacks(lessons)
  return [
    route(readOutline, async c => {
      const list = lessons.list(c.lang)
      const sizeOf = (paths: readonly string[]) =>
        paths.reduce((sum, path) => sum + (lessons.at(path)?.bytes.length ?? 0), 0)
      const file = lessons.courseFile(c.lang)
      const pictures = [...new Set(list.flatMap(one => one.parts.flatMap(part => part.picture ?? [])))]
      const sounds = lessons.list('vi').flatMap(one => one.audio?.path ?? [])
      return {
        groups: c.setup.catalogue.groups.map(({ key, name }) => ({ key, name })),
        items: list.map(headOf),
        minutes: list.reduce((sum, one) => sum + one.minutes, 0),
        file,
        pictures,
        sounds,
        bytes: sizeOf([file, ...pictures]),
        audioBytes: sizeOf(sounds),
        packBytes: packs(c.lang).length,
      }
    }),

    route(readProgress, async c => {
      const id = memberOf(c.actor)
      return listed((await lessonsOfMembers(c.db, [id])).get(id) ?? {})
    }),

    route(joinOwnProgress, async c => {
      const id = memberOf(c.actor)
      if (c.input.body.items.some(one => !lessons.find(one.skill, 'vi'))) throw problem('lesson.unknown')
      await lockMember(c.db, id)
      const kept = (await lessonsOfMembers(c.db, [id])).get(id) ?? {}
      const sent = Object.fromEntries(c.input.body.items.map(({ skill, ...one }) => [skill, one]))
      const both = joinProgress(kept, sent)
      await putMemberLessons(c.db, id, both)
      return listed(both)
    }),

    route(countLessons, async c => {
      await limitAttempts(c.setup.db, `lessons ${c.address}`, 200, c.wall)
      const { poster, items } = c.input.body
      const from = poster ? await posterByCode(c.db, poster.toUpperCase()) : undefined
      const known = items.filter(one => lessons.find(one.skill, 'vi'))
      for (const { skill, what, day } of known)
        await addToLessonDay(c.db, {
          skill,
          day: day <= c.today && day >= addDays(c.today, -OLDEST_DAYS) ? day : c.today,
          areaId: from?.area_id ?? 0,
          opened: what === 'opened' ? 1 : 0,
          finished: what === 'finished' ? 1 : 0,
          answered: 0,
          right: 0,
        })
      return { counted: known.length }
    }),

    route(startCheck, async c => {
      await limitAttempts(c.setup.db, `check ${c.address}`, 60, c.wall)
      const { course } = c.input.body
      const skills = skillsOf(c.setup.catalogue, course)
      if (!skills) throw problem('course.unknown')
      const seed = Buffer.from(c.setup.random(4)).readUInt32BE()
      return {
        ticket: writeTicket(course, seed, c.wall, c.setup.secret),
        questions: questionsOf(lessons, skills, seed).map(({ skill, question }) => {
          const asked = lessons.find(skill, c.lang)!.questions[question]!
          return { skill, text: asked.text, options: asked.options.map(option => option.text) }
        }),
      }
    }),

    route(answerCheck, async c => {
      await limitAttempts(c.setup.db, `check ${c.address}`, 60, c.wall)
      const { ticket, answers, name, poster } = c.input.body
      const { course, seed } = readTicket(ticket, c.wall, c.setup.secret)
      const asked = questionsOf(lessons, skillsOf(c.setup.catalogue, course) ?? [], seed)
      const again = asked.filter(({ skill, question }, i) => {
        const option = lessons.find(skill, 'vi')!.questions[question]!.options[answers[i] ?? -1]
        return option?.right !== true
      })
      const [right, of] = [asked.length - again.length, asked.length]
      const passed = enoughRight(right, of)
      const told = { passed, right, of, again: again.map(one => one.skill), certificate: null }
      if (!passed) return told
      const from = poster ? await posterByCode(c.db, poster.toUpperCase()) : undefined
      const { code, token } = await certifyLearner(c, {
        course,
        right,
        of,
        unitId: from?.commune_id ?? NATION,
        name: tidy(name),
      })
      const address = certificateAddress(c.setup.publicUrl, code, token)
      return { ...told, certificate: { code, token, address } }
    }),

    route(coursePack, async c => {
      const lang = c.input.query.lang ?? 'vi'
      return { file: packs(lang), type: 'application/zip', name: `khoa-hoc-ky-nang-so-${lang}.zip` }
    }),

    route(readCourse, async c => {
      const { communeId } = c.input.params
      const areas = await areasOfCommune(c.db, communeId, c.today)
      const { from = addDays(c.today, -YEAR_DAYS), to = c.today } = c.input.query
      const names = await villageNames(c.db, areas, c.today)
      return {
        lessons: lessons
          .list(c.lang)
          .map(({ skill, number, title, group }) => ({ skill, number, title, group })),
        areas: areas.map(areaId => ({ areaId, village: names.get(areaId) ?? '' })),
        items: (await lessonCounts(c.db, areas, from, to)).map(shownCount),
      }
    }),

    route(readTeamCourse, async c => {
      const { teamId } = c.input.params
      const members = await namesInTeam(c.db, teamId, c.today)
      const learnt = await lessonsOfMembers(
        c.db,
        members.map(member => member.id),
      )
      const areas = await areasOfTeam(c.db, teamId, c.today)
      const skills = lessons.list('vi').map(lesson => lesson.skill)
      return {
        lessons: skills.length,
        members: members.map(({ id, name }) => {
          const progress = learnt.get(id) ?? {}
          const days = Object.values(progress).flatMap(one => [
            one.startedOn,
            ...(one.finishedOn ? [one.finishedOn] : []),
            ...one.reviews.map(round => round.day),
          ])
          return {
            id,
            name,
            started: Object.keys(progress).length,
            finished: finishedOf(progress, skills),
            lastOn: days.sort().at(-1) ?? null,
          }
        }),
        items: (await lessonCounts(c.db, areas, addDays(c.today, -YEAR_DAYS), c.today)).map(shownCount),
      }
    }),
  ]
}
