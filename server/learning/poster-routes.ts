import {
  listPosters,
  makeCommunePoster,
  makePoster,
  printPoster,
  readPoster,
} from '@tung-nha/model/api/posters.ts'
import { dayOf } from '@tung-nha/model/kit/day.ts'
import { codeFrom } from '@tung-nha/model/kit/id.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { limitAttempts } from '#auth/limit.ts'
import type { Tx } from '#db/connect.ts'
import { posterPdf } from '#documents/poster.ts'
import { type Route, route } from '#http/route.ts'
import type { Setup } from '#http/setup.ts'
import type { Lessons } from '#learning/lessons.ts'
import { posterOf } from '#learning/poster.ts'
import {
  countScan,
  insertPoster,
  isCommune,
  posterByCode,
  posterPlace,
  postersOfCommune,
  villageNames,
} from '#learning/queries.ts'
import { scanCounter } from '#learning/visitors.ts'

type Maker = { db: Tx; setup: Setup; now: string; actor: { kind: string; id?: string } }

export const posterRoutes = (lessons: Lessons, counts = scanCounter()): Route[] => {
  const lessonOf = (skill: string) => {
    const lesson = lessons.find(skill, 'vi')
    if (!lesson) throw problem('lesson.unknown')
    return lesson
  }
  const addressOf = (setup: Setup, code: string) => `${setup.publicUrl}/p/${code}`

  const make = async (c: Maker, skill: string, areaId: number | null, communeId: number | null) => {
    const poster = {
      skill,
      area_id: areaId,
      commune_id: communeId,
      made_by: c.actor.id!,
      made_at: c.now,
      lesson_version: lessonOf(skill).version,
    }
    for (;;) {
      const code = codeFrom(c.setup.random(6))
      if (await insertPoster(c.db, { ...poster, code })) return { code, address: addressOf(c.setup, code) }
    }
  }

  const found = async (tx: Tx, code: string) => {
    const poster = await posterByCode(tx, code.toUpperCase())
    if (!poster) throw problem('poster.unknown')
    return poster
  }

  return [
    route(makePoster, async c => {
      const { skill, areaId } = c.input.body
      const place = await posterPlace(c.db, areaId, null, c.today)
      return make(c, skill, areaId, place.commune?.id ?? null)
    }),

    route(makeCommunePoster, async c => {
      const { communeId } = c.input.params
      if (!(await isCommune(c.db, communeId))) throw problem('unit.unknown')
      return make(c, c.input.body.skill, null, communeId)
    }),

    route(listPosters, async c => {
      const rows = await postersOfCommune(c.db, c.input.params.communeId)
      const names = await villageNames(
        c.db,
        rows.flatMap(row => row.area_id ?? []),
        c.today,
      )
      return {
        items: rows.map(row => {
          const lesson = lessons.find(row.skill, c.lang)
          return {
            code: row.code,
            skill: row.skill,
            lessonTitle: lesson?.title ?? row.skill,
            areaId: row.area_id,
            village: row.area_id === null ? null : (names.get(row.area_id) ?? null),
            madeOn: dayOf(row.made_at),
            stillRight: lesson?.version === row.lesson_version,
            address: addressOf(c.setup, row.code),
            scans: row.scans,
          }
        }),
      }
    }),

    route(readPoster, async c => {
      const poster = await found(c.db, c.input.params.code)
      const visit = {
        code: poster.code,
        address: c.address,
        userAgent: c.userAgent,
        day: c.today,
        wall: c.wall,
      }
      if (!c.input.query.quiet && counts(visit)) await countScan(c.db, poster.code, c.today)
      const place = await posterPlace(c.db, poster.area_id, poster.commune_id, c.today)
      const lesson = lessons.find(poster.skill, c.lang)
      return {
        code: poster.code,
        skill: poster.skill,
        lessonTitle: lesson?.title ?? poster.skill,
        areaId: poster.area_id,
        ...place,
        stillRight: lesson?.version === poster.lesson_version,
        madeOn: dayOf(poster.made_at),
      }
    }),

    route(printPoster, async c => {
      // Typesetting keeps the whole server busy for a moment, and anyone may ask for it.
      await limitAttempts(c.setup.db, `print ${c.address}`, 120, c.wall)
      const poster = await found(c.db, c.input.params.code)
      const place = await posterPlace(c.db, poster.area_id, poster.commune_id, c.today)
      const size = c.input.query.size ?? 'A4'
      const print = { size, address: addressOf(c.setup, poster.code), demo: c.setup.demo }
      const { bytes } = posterPdf(
        posterOf(lessonOf(poster.skill), lessons.drawings(poster.skill), place, print),
      )
      return {
        file: bytes,
        type: 'application/pdf',
        name: `ap-phich-${poster.skill}-${poster.code}-${size}.pdf`,
        inline: true,
      }
    }),
  ]
}
