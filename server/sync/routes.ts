import { pull } from '@tung-nha/model/api/pull.ts'
import { push } from '@tung-nha/model/api/push.ts'
import { refusedOps } from '@tung-nha/model/api/refused-ops.ts'
import type { Instant } from '@tung-nha/model/kit/day.ts'
import { msOf } from '@tung-nha/model/kit/instant.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { problemSentence } from '@tung-nha/model/problem-words/write.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import type { LastHeard } from '#auth/session.ts'
import { type Route, route, routeApart } from '#http/route.ts'
import { digestOfHeads, pullFeeds } from '#sync/pull.ts'
import { pushOps } from '#sync/push.ts'
import { feedHeads, noteHeard, refusedOf } from '#sync/queries.ts'
import { scopeOf } from '#sync/scope.ts'
import { senderOf } from '#sync/sender.ts'

export const syncRoutes: Route[] = [
  routeApart(push, async c => {
    const { ops, deviceNow, unsent = null, appVersion = null } = c.input.body
    const { db, catalogue, secret } = c.setup
    const said = deviceNow === undefined ? null : msOf(deviceNow)
    const heard = { now: c.now, unsent, appVersion }
    if (c.actor.kind === 'member' && isNews(c.phone, heard)) await noteHeard(db, c.actor.deviceId, heard)
    const answers = await pushOps(db, {
      ops: ops as SentOp[],
      sender: await senderOf(db, c.actor, c.now, ops),
      now: c.now,
      offset: said === null ? null : msOf(c.now)! - said,
      skills: new Set(catalogue.skills.map(skill => skill.key)),
      secret,
    })
    return {
      now: c.now,
      answers: answers.map(answer =>
        answer.result === 'refused'
          ? { ...answer, words: problemSentence(answer.problem, answer.details, c.lang) }
          : answer,
      ),
    }
  }),

  route(pull, async c => {
    const { actor, db, now, today, setup } = c
    if (actor.kind !== 'member') throw problem('access.denied')
    const {
      feeds = [],
      places,
      scopeHash,
      unsent = null,
      appVersion = null,
      refused = null,
      storage = null,
    } = c.input.body
    const heard = { now, unsent, appVersion, refused, storage }
    const scope = await scopeOf(db, actor, today, setup.catalogue.version, heard)
    const served = [...new Set(scope?.areas.map(area => area.id) ?? [])]
    const heads = await feedHeads(db, served)
    const news = { now, ...(scope && scope.hash !== scopeHash ? { scope } : {}) }
    if (places !== undefined)
      return {
        ...news,
        left: [],
        feeds: [],
        ...(places === digestOfHeads(served, heads) ? {} : { differs: true as const }),
      }
    return {
      ...news,
      left: feeds.map(feed => feed.areaId).filter(areaId => !served.includes(areaId)),
      feeds: await pullFeeds(db, served, feeds, heads),
    }
  }),

  route(refusedOps, async c => {
    const rows = c.actor.kind === 'visitor' ? [] : await refusedOf(c.db, c.actor.id)
    return {
      items: rows.map(row => ({
        id: row.op_id,
        areaId: row.area_id,
        kind: row.kind,
        body: row.body,
        problem: row.problem,
        words: problemSentence(row.problem as Parameters<typeof problemSentence>[0], row.details, c.lang),
        refusedAt: row.refused_at,
      })),
    }
  }),
]

const MINUTE_MS = 60_000

/** Whether a push tells something of its phone that is not known: most come one after the other and say the same. */
const isNews = (
  last: LastHeard | null,
  { now, unsent, appVersion }: { now: Instant; unsent: number | null; appVersion: string | null },
): boolean =>
  !last?.at ||
  Math.abs(msOf(now)! - msOf(last.at)!) > MINUTE_MS ||
  (unsent ?? last.unsent) !== last.unsent ||
  (appVersion ?? last.appVersion) !== last.appVersion
