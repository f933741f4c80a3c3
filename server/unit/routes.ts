import { getUnit, listAreas, listUnits, putUnitContact } from '@tung-nha/model/api/units.ts'
import { closeVillage, createVillage, mergeVillages } from '@tung-nha/model/api/villages.ts'
import { fold, tidy } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { type Route, route } from '#http/route.ts'
import { asOn, momentOf, unitItems } from '#unit/describe.ts'
import {
  areasOfCommune,
  contactOf,
  countsInside,
  predecessorsOf,
  putContact,
  successorsOf,
  twinsOf,
  unitById,
  unitsById,
  unitsIn,
  unitsNamed,
} from '#unit/queries.ts'
import { communeOf, endVillage, joinVillages, makeVillage } from '#unit/village.ts'

type Change = Awaited<ReturnType<typeof predecessorsOf>>[number]
const changeOf = (row: Change) =>
  ({
    id: row.id,
    level: row.level,
    kind: row.kind,
    name: row.name,
    change: row.change,
    share: row.share,
    onDay: row.on_day,
    law: row.law,
  }) as never

/** The tree of the nation with its history, and the villages of a commune. */
export const unitRoutes: Route[] = [
  route(listUnits, async c => {
    const { level, parent, after, limit = 50 } = c.input.query
    const q = fold(c.input.query.q ?? '')
    const on = c.input.query.on ?? (q === '' ? c.today : null)
    const parents = parent === undefined ? [] : await twinsOf(c.db, parent)
    if (parent !== undefined && parents.length === 0) return { items: [], total: 0, next: null }
    const question = {
      level,
      on,
      today: c.today,
      parents,
      q,
      after: after && /^\d{1,9}$/.test(after) ? Number(after) : null,
      limit,
    }
    const rows = await (q === '' ? unitsIn : unitsNamed)(c.db, question)
    const items = await unitItems(c.db, rows.slice(0, limit), on, c.today)
    return { items, total: rows[0]?.total ?? 0, next: rows.length > limit ? String(items.at(-1)!.id) : null }
  }),

  route(getUnit, async c => {
    const unit = await unitById(c.db, c.input.params.unitId)
    if (!unit) throw problem('unit.unknown')
    const on = c.input.query.on ?? momentOf(unit, c.today)
    const above = await unitsById(c.db, unit.path.slice(0, -1))
    const ancestors = []
    for (const id of unit.path.slice(0, -1)) {
      const { id: then, level, kind, name } = await asOn(c.db, above.find(one => one.id === id)!, on)
      ancestors.push({ id: then, level: level as never, kind, name })
    }
    const counts = await countsInside(c.db, await twinsOf(c.db, unit.id), on)
    const [item] = await unitItems(c.db, [unit], on, c.today)
    return {
      unit: item!,
      on,
      ancestors,
      children: {
        province: counts.get('province') ?? 0,
        district: counts.get('district') ?? 0,
        commune: counts.get('commune') ?? 0,
        village: counts.get('village') ?? 0,
      },
      predecessors: (await predecessorsOf(c.db, unit.id)).map(changeOf),
      successors: (await successorsOf(c.db, unit.id)).map(changeOf),
      contact: (await contactOf(c.db, unit.id)) ?? null,
    }
  }),

  route(listAreas, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const rows = await areasOfCommune(c.db, commune.id, c.today)
    return {
      items: rows.map(row => ({
        id: row.id,
        name: row.name,
        villageId: row.village_id,
        villageName: row.village_name,
        villageKind: row.village_kind,
        teamId: row.team_id,
        teamName: row.team_name,
      })),
    }
  }),

  route(putUnitContact, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const { office, phone, address } = c.input.body
    const contact = { office: tidy(office), phone: phone && tidy(phone), address: address && tidy(address) }
    await putContact(c.db, { unit_id: commune.id, ...contact })
    return contact
  }),

  route(createVillage, c =>
    makeVillage(c.db, { communeId: c.input.params.communeId, ...c.input.body }, { now: c.now, by: c.actor }),
  ),
  route(closeVillage, c => endVillage(c.db, c.input.params.villageId, c.input.body.validTo)),
  route(mergeVillages, c => joinVillages(c.db, { communeId: c.input.params.communeId, ...c.input.body })),
]
