import {
  keepResidentsApart,
  listDuplicates,
  mergeResidents,
  moveHousehold,
  unmergeResidents,
} from '@tung-nha/model/api/duplicates.ts'
import type { OpKind } from '@tung-nha/model/nouns.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { finderOf } from '@tung-nha/model/resident/likeness.ts'
import { areasOfCommunes } from '#access/queries.ts'
import { auditReading } from '#audit/reading.ts'
import { mergedPeople, peopleToCompare } from '#household/duplicates/queries.ts'
import { type Call, type Route, route, routeApart } from '#http/route.ts'
import { pushOps } from '#sync/push.ts'
import { serverSender } from '#sync/sender.ts'
import { communeOf } from '#unit/village.ts'

const SHOWN = 100

type Asking = Pick<Call<never>, 'actor' | 'setup' | 'now' | 'newId'>

/** Brings an op in the name of who decided it. What has to follow is made by the loop of onward/. */
const bring = async (
  c: Asking,
  areaId: number,
  kind: OpKind,
  body: object,
): Promise<Record<string, never>> => {
  const { actor, setup, now, newId } = c
  if (actor.kind === 'visitor') throw problem('access.denied')
  const deviceId = actor.kind === 'member' ? actor.deviceId : actor.id
  const op = { id: newId(), areaId, deviceId, seq: 0, actorId: actor.id, kind, body, deviceAt: now }
  const [answer] = await pushOps(setup.db, {
    ops: [op],
    sender: serverSender,
    now,
    offset: 0,
    skills: new Set(setup.catalogue.skills.map(skill => skill.key)),
    secret: setup.secret,
  })
  // Without its details: an id of another commune is answered like one that does not exist.
  if (answer!.result === 'refused') throw problem(answer!.problem)
  return {}
}

/** Who may be one person, and what was decided about it. */
export const duplicateRoutes: Route[] = [
  route(listDuplicates, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const areaIds = await areasOfCommunes(c.db, [commune.id], c.today)
    const people = await peopleToCompare(c.db, areaIds)
    const pairs = finderOf(people.map(person => ({ ...person, apart: person.apart ?? [] }))).pairs()
    await auditReading(c, { communeId: commune.id }, 'household.list', {
      communeId: commune.id,
      homes: Math.min(pairs.length, SHOWN) * 2,
    })
    const told = ({
      areaId,
      areaName,
      id,
      name,
      birthYear,
      householdId,
      head,
      place,
      seen,
    }: (typeof people)[number]) => ({
      areaId,
      areaName,
      id,
      name,
      birthYear,
      householdId,
      head,
      place,
      seen,
    })
    return {
      items: pairs.slice(0, SHOWN).map(({ a, b, score, reasons }) => ({
        a: told({ ...a, apart: null }),
        b: told({ ...b, apart: null }),
        score,
        reasons,
      })),
      total: pairs.length,
      merged: await mergedPeople(c.db, areaIds),
    }
  }),

  routeApart(mergeResidents, c => {
    const { areaId, residentId } = c.input.params
    return bring(c, areaId, 'resident.merge', { residentId, intoId: c.input.body.intoId })
  }),
  routeApart(unmergeResidents, c => {
    const { areaId, residentId } = c.input.params
    return bring(c, areaId, 'resident.unmerge', { residentId, intoId: c.input.body.intoId })
  }),
  routeApart(keepResidentsApart, c => {
    const { areaId, residentId } = c.input.params
    return bring(c, areaId, 'resident.apart', { residentId, otherId: c.input.body.otherId })
  }),
  routeApart(moveHousehold, c => {
    const { areaId, householdId } = c.input.params
    const { toAreaId } = c.input.body
    // Both ends must be the caller's own ground: an officer's commune, a leader's areas.
    if (!c.areas.includes(toAreaId)) throw problem('access.denied')
    return bring(c, areaId, 'household.depart', { householdId, toAreaId })
  }),
]
