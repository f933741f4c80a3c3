import {
  closeRequest,
  listRequests,
  openRequest,
  publicAreas,
  requestStatus,
} from '@tung-nha/model/api/requests.ts'
import { addDays, type Day, daysBetween } from '@tung-nha/model/kit/day.ts'
import { tidy } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import type { RequestOpen, RequestResult } from '@tung-nha/model/request/shape.ts'
import { unitLabel } from '@tung-nha/model/unit/name.ts'
import { areasOfCommunes } from '#access/queries.ts'
import { auditReading } from '#audit/reading.ts'
import { recordAudit } from '#audit/record.ts'
import { limitAttempts } from '#auth/limit.ts'
import { inAreas } from '#db/connect.ts'
import { turns } from '#http/in-turn.ts'
import { type Route, route, routeApart } from '#http/route.ts'
import { readRequestCode, requestCode } from '#request/code.ts'
import {
  areaOfPoster,
  countRequests,
  isPoster,
  placeOfRequest,
  type RequestFound,
  requestByCode,
  requestById,
  requestsPage,
  sameToday,
} from '#request/queries.ts'
import { requestWordsEn } from '#request/words/en.ts'
import { requestWordsVi } from '#request/words/vi.ts'
import { pushOps } from '#sync/push.ts'
import { senderOf, serverSender } from '#sync/sender.ts'
import { areasOfCommune } from '#unit/queries.ts'
import { communeOf } from '#unit/village.ts'

/** Days within which a team calls or comes; a request older than that is late. */
const PROMISED_DAYS = 3
/** Whoever asks has no account: such ops come from the server itself. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

const words = (lang: 'vi' | 'en') => (lang === 'en' ? requestWordsEn : requestWordsVi)

/** A card number written by mistake is not kept; twelve digits are never a phone. */
const withoutPapers = (text: string): string =>
  tidy(
    text
      .toWellFormed()
      .replace(/\p{Cc}/gu, ' ')
      .replace(/\d{12,}/g, ''),
  )

const itemOf = (row: RequestFound, teams: Map<number, string | null>, today: Day) => {
  const days = daysBetween(row.opened_on, row.closed_on ?? today)
  return {
    id: row.id,
    code: row.code,
    areaId: row.area_id,
    village: row.area_name,
    teamName: teams.get(row.area_id) ?? null,
    name: row.name,
    phone: row.phone,
    lane: row.lane,
    skill: row.skill,
    fromPoster: row.poster !== null,
    state: row.state as 'open',
    openedOn: row.opened_on,
    days,
    late: row.state !== 'closed' && days > PROMISED_DAYS,
    takenBy: row.taken_by_name,
    closedOn: row.closed_on,
    result: row.result as RequestResult | null,
  }
}

/** Two taps on the button come at the same time on a slow line; the second is told what the first is. */
const inTurn = turns()

/** A resident asks, the team goes, the request closes only with a result. */
export const requestRoutes: Route[] = [
  routeApart(openRequest, async c => {
    const { db, catalogue, secret, random } = c.setup
    const { body } = c.input
    const poster = body.poster?.toUpperCase() ?? null
    // A whole village may share one address of its mobile network, so the address may ask often, one area less so.
    await limitAttempts(db, `request ${c.address}`, 60, c.wall)
    if (poster !== null) await limitAttempts(db, `request poster ${poster}`, 40, c.wall)

    const name = withoutPapers(body.name)
    const lane = withoutPapers(body.lane)
    const phone = body.phone === undefined ? null : body.phone.replace(/[^0-9+]/g, '')
    if (name === '' || lane === '')
      throw problem('request.invalid', {}, [{ path: name === '' ? 'body.name' : 'body.lane', message: '' }])
    if (phone !== null && !/^\+?\d{8,14}$/.test(phone))
      throw problem('request.invalid', {}, [{ path: 'body.phone', message: '' }])
    const skill = catalogue.skills.some(one => one.key === body.skill) ? body.skill! : null

    const place = await db.transaction().execute(async tx => {
      const areaId = body.areaId ?? (poster === null ? null : await areaOfPoster(tx, poster))
      const where = areaId === null ? null : await placeOfRequest(tx, areaId, c.today)
      return areaId === null || where === null
        ? null
        : { areaId, ...where, poster: poster !== null && (await isPoster(tx, poster)) ? poster : null }
    })
    if (!place) throw problem('request.area-unknown')
    const { areaId, village, teamName } = place
    await limitAttempts(db, `request area ${areaId}`, 40, c.wall)

    const told = words(c.lang)
    const promise = (teamName === null ? told.promiseOfCommune : told.promise)
      .replace('{team}', teamName ?? '')
      .replace('{days}', String(PROMISED_DAYS))
    const reply = (code: string) => ({ code, village, teamName, promise: `${promise} ${told.safety}` })
    return inTurn(String(areaId), async () => {
      const before = await inAreas(db, [areaId], tx =>
        sameToday(tx, areaId, { name, lane, phone, skill, day: c.today }),
      )
      if (before) return reply(before.code)

      const code = requestCode(areaId, random)
      const op: RequestOpen = {
        requestId: c.newId(),
        code,
        name,
        lane,
        day: c.today,
        ...(phone === null ? {} : { phone }),
        ...(skill === null ? {} : { skill }),
        ...(place.poster === null ? {} : { poster: place.poster }),
      }
      const [answer] = await pushOps(db, {
        ops: [
          {
            id: c.newId(),
            areaId,
            deviceId: NOBODY,
            seq: 0,
            actorId: NOBODY,
            kind: 'request.open',
            body: op,
            deviceAt: c.now,
          },
        ],
        sender: serverSender,
        now: c.now,
        offset: 0,
        skills: new Set(catalogue.skills.map(one => one.key)),
        secret,
      })
      if (answer!.result === 'refused') throw problem('request.invalid', answer!.details)
      return reply(code)
    })
  }),

  routeApart(requestStatus, async c => {
    await limitAttempts(c.setup.db, `request status ${c.address}`, 60, c.wall)
    const asked = readRequestCode(c.input.params.code)
    const found =
      asked && (await inAreas(c.setup.db, [asked.areaId], tx => requestByCode(tx, asked.areaId, asked.code)))
    if (!found) throw problem('request.unknown')
    const state = found.state as 'open' | 'taken' | 'closed'
    return { state, openedOn: found.opened_on, closedOn: found.closed_on, words: words(c.lang)[state] }
  }),

  route(listRequests, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const { state, after, limit = 50 } = c.input.query
    const places = await areasOfCommune(c.db, commune.id, c.today)
    const areaIds = places.map(place => place.id)
    const lateBefore = addDays(c.today, -PROMISED_DAYS)
    const from = after !== undefined && /^\d{1,6}$/.test(after) ? Number(after) : 0
    const late = state === 'late'
    const rows = await requestsPage(c.db, areaIds, {
      state: late ? null : (state ?? null),
      openedBefore: late ? lateBefore : null,
      from,
      limit,
    })
    const shown = rows.slice(0, limit)
    await auditReading(c, { communeId: commune.id }, 'request.list', { requestIds: shown.map(row => row.id) })
    const counts = await countRequests(c.db, areaIds, lateBefore)
    const teams = new Map(places.map(place => [place.id, place.team_name]))
    return {
      items: shown.map(row => itemOf(row, teams, c.today)),
      total: state === undefined ? counts.open + counts.taken + counts.closed : counts[state],
      next: rows.length > limit ? String(from + limit) : null,
      counts,
    }
  }),

  routeApart(closeRequest, async c => {
    const { communeId, requestId } = c.input.params
    const { db, catalogue, secret } = c.setup
    if (c.actor.kind !== 'officer') throw problem('access.denied')
    const { id: actorId } = c.actor
    const areaIds = await db.transaction().execute(tx => areasOfCommunes(tx, [communeId], c.today))
    const found = await inAreas(db, areaIds, tx => requestById(tx, areaIds, requestId))
    if (!found) throw problem('request.unknown')
    if (found.state === 'closed') throw problem('request.closed')
    const [answer] = await pushOps(db, {
      ops: [
        {
          id: c.newId(),
          areaId: found.area_id,
          deviceId: NOBODY,
          seq: 0,
          actorId,
          kind: 'request.close',
          deviceAt: c.now,
          body: { requestId, day: c.today, ...c.input.body },
        },
      ],
      sender: await senderOf(db, c.actor, c.now),
      now: c.now,
      offset: 0,
      skills: new Set(catalogue.skills.map(one => one.key)),
      secret,
    })
    if (answer!.result === 'refused') throw problem('request.invalid', answer!.details)
    return inAreas(db, areaIds, async tx => {
      await recordAudit(tx, { communeId, actorId, at: c.now, what: 'request.close', subjects: { requestId } })
      const teams = new Map(
        (await areasOfCommune(tx, communeId, c.today)).map(place => [place.id, place.team_name]),
      )
      return itemOf((await requestById(tx, areaIds, requestId))!, teams, c.today)
    })
  }),

  route(publicAreas, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const rows = await areasOfCommune(c.db, commune.id, c.today)
    const several = (villageId: number) => rows.filter(row => row.village_id === villageId).length > 1
    return {
      items: rows.map(row => {
        const village = unitLabel(row.village_kind, row.village_name)
        return {
          areaId: row.id,
          village:
            several(row.village_id) && row.name !== row.village_name ? `${village} (${row.name})` : village,
        }
      }),
    }
  }),
]
