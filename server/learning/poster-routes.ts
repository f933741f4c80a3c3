import {
  listPosters,
  makeCommunePoster,
  makePoster,
  makePosterCopies,
  posterScans,
  printPoster,
  printPosters,
  type REPORT_KINDS,
  readPoster,
  reportPoster,
  settlePoster,
} from '@tung-nha/model/api/posters.ts'
import { addDays, type Day, dayOf } from '@tung-nha/model/kit/day.ts'
import { codeFrom } from '@tung-nha/model/kit/id.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { limitAttempts } from '#auth/limit.ts'
import type { Tx } from '#db/connect.ts'
import { type PosterData, posterPdf } from '#documents/poster.ts'
import { type Route, route } from '#http/route.ts'
import type { Setup } from '#http/setup.ts'
import { areasOfCommune } from '#learning/course-queries.ts'
import type { Lessons } from '#learning/lessons.ts'
import { posterOf } from '#learning/poster.ts'
import {
  addReport,
  countScan,
  openReports,
  scansByDay,
  settleReports,
  takeDown,
} from '#learning/poster-queries.ts'
import {
  insertPoster,
  isCommune,
  posterByCode,
  posterPlace,
  postersOfCommune,
  villageNames,
} from '#learning/queries.ts'
import { scanCounter } from '#learning/visitors.ts'

type ReportKind = (typeof REPORT_KINDS)[number]

/** One print job: what a PDF may hold without keeping the server from everyone else. */
const MOST_AT_ONCE = 60
const SCAN_DAYS = 60
const refuseMany = (n: number) => {
  if (n > MOST_AT_ONCE) throw problem('poster.too-many', { most: MOST_AT_ONCE })
}
const versionsOf = (poster: { lesson_version: number }, lesson: { version: number } | null) => ({
  stillRight: lesson?.version === poster.lesson_version,
  printedVersion: poster.lesson_version,
  currentVersion: lesson?.version ?? 0,
})

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

  type Poster = Awaited<ReturnType<typeof found>>
  const pageOf = async (c: { db: Tx; setup: Setup; today: Day }, poster: Poster): Promise<PosterData> => {
    const place = await posterPlace(c.db, poster.area_id, poster.commune_id, c.today)
    const print = { address: addressOf(c.setup, poster.code), demo: c.setup.demo }
    return posterOf(lessonOf(poster.skill), lessons.drawings(poster.skill), place, print)
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
      const reports = await openReports(
        c.db,
        rows.map(row => row.code),
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
            ...versionsOf(row, lesson),
            goneOn: row.gone_on,
            replacedBy: row.replaced_by,
            reports: (reports.get(row.code) ?? []).map(({ kind, n }) => ({ kind: kind as ReportKind, n })),
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
        ...versionsOf(poster, lesson),
        goneOn: poster.gone_on,
        madeOn: dayOf(poster.made_at),
      }
    }),

    route(printPoster, async c => {
      // Typesetting keeps the whole server busy for a moment, and anyone may ask for it.
      await limitAttempts(c.setup.db, `print ${c.address}`, 120, c.wall)
      const poster = await found(c.db, c.input.params.code)
      const size = c.input.query.size ?? 'A4'
      const { bytes } = posterPdf(size, [await pageOf(c, poster)])
      return {
        file: bytes,
        type: 'application/pdf',
        name: `ap-phich-${poster.skill}-${poster.code}-${size}.pdf`,
        inline: true,
      }
    }),

    route(makePosterCopies, async c => {
      const { communeId } = c.input.params
      const { skill, copies } = c.input.body
      if (!(await isCommune(c.db, communeId))) throw problem('unit.unknown')
      refuseMany(copies.reduce((sum, one) => sum + one.n, 0))
      const own = new Set(await areasOfCommune(c.db, communeId, c.today))
      if (copies.some(one => one.areaId !== null && !own.has(one.areaId))) throw problem('unit.unknown')
      const codes: string[] = []
      for (const { areaId, n } of copies)
        for (let i = 0; i < n; i++) codes.push((await make(c, skill, areaId, communeId)).code)
      return { codes }
    }),

    route(printPosters, async c => {
      const codes = [...new Set(c.input.query.codes.split(',').filter(Boolean))]
      refuseMany(codes.length)
      const pages: PosterData[] = []
      for (const code of codes) {
        const poster = await found(c.db, code)
        if (poster.commune_id !== c.input.params.communeId) throw problem('poster.unknown')
        pages.push(await pageOf(c, poster))
      }
      if (pages.length === 0) throw problem('poster.unknown')
      const { bytes } = posterPdf(c.input.query.size ?? 'A4', pages)
      return { file: bytes, type: 'application/pdf', name: `ap-phich-${codes.length}-ban.pdf`, inline: true }
    }),

    route(posterScans, async c => {
      const { from = addDays(c.today, -SCAN_DAYS), to = c.today } = c.input.query
      const rows = await scansByDay(c.db, c.input.params.communeId, from, to)
      const names = await villageNames(
        c.db,
        rows.flatMap(row => row.area_id ?? []),
        c.today,
      )
      const items = rows.map(({ day, area_id, n }) => ({
        day,
        areaId: area_id,
        village: area_id === null ? null : (names.get(area_id) ?? null),
        n,
      }))
      return { from, to, items }
    }),

    route(reportPoster, async c => {
      await limitAttempts(c.setup.db, `poster report ${c.address}`, 30, c.wall)
      const poster = await found(c.db, c.input.params.code)
      await addReport(c.db, poster.code, c.input.body.kind, c.today)
      return { told: true as const }
    }),

    route(settlePoster, async c => {
      const poster = await found(c.db, c.input.params.code)
      if (poster.commune_id !== c.input.params.communeId) throw problem('poster.unknown')
      await settleReports(c.db, poster.code, c.today)
      const { how } = c.input.body
      if (how === 'fine') return { replacedBy: null }
      const next = how === 'replaced' ? await make(c, poster.skill, poster.area_id, poster.commune_id) : null
      await takeDown(c.db, poster.code, next?.code ?? null, c.today)
      return { replacedBy: next?.code ?? null }
    }),
  ]
}
