import { checkAudit, listAudit } from '@tung-nha/model/api/audit.ts'
import { firstBroken } from '#audit/chain.ts'
import { entriesBefore, lastEntry } from '#audit/queries.ts'
import { verifyChain } from '#audit/record.ts'
import { type Route, route } from '#http/route.ts'
import { communeOf } from '#unit/village.ts'

export const auditRoutes: Route[] = [
  route(listAudit, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const { after, limit = 50 } = c.input.query
    const before = after !== undefined && /^\d{1,15}$/.test(after) ? Number(after) : null
    // One more than asked: the entry below the page is what its last one is chained to.
    const rows = await entriesBefore(c.db, commune.id, before, limit + 1)
    const shown = rows.slice(0, limit)
    const below = rows[limit]
    const entries = shown
      .map(row => ({
        communeId: row.commune_id,
        n: row.n,
        at: row.at,
        actorId: row.actor_id,
        what: row.what,
        subjects: row.subjects,
        chain: row.chain,
      }))
      .reverse()
    const start = below ? { n: below.n, chain: below.chain } : { n: 0, chain: Buffer.alloc(0) }
    return {
      items: shown.map(row => ({
        n: row.n,
        at: row.at,
        actorId: row.actor_id,
        actorName: row.officer_name ?? row.member_name,
        actorTitle: row.title,
        what: row.what,
        subjects: row.subjects,
        hash: row.chain.toString('hex'),
      })),
      total: (await lastEntry(c.db, commune.id))?.n ?? 0,
      next: below ? String(shown.at(-1)!.n) : null,
      intact: firstBroken(start, entries) === null,
    }
  }),

  route(checkAudit, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const last = await lastEntry(c.db, commune.id)
    const firstBroken = await verifyChain(c.db, commune.id)
    return {
      entries: last?.n ?? 0,
      head: last?.chain.toString('hex') ?? null,
      intact: firstBroken === null,
      firstBroken,
      checkedAt: c.now,
    }
  }),
]
