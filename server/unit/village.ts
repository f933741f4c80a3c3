import type { Actor } from '@tung-nha/model/access/access.ts'
import { covers, type Day, type Instant, isDay } from '@tung-nha/model/kit/day.ts'
import { fold, tidy } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import type { VillageKind } from '@tung-nha/model/unit/kinds.ts'
import { bareName, isBare, readVillage, spellKey, unitLabel } from '@tung-nha/model/unit/name.ts'
import type { Tx } from '#db/connect.ts'
import { unitById } from '#unit/queries.ts'
import {
  endLink,
  endUnit,
  homesIn,
  insertArea,
  insertCounts,
  insertLink,
  insertMerge,
  insertVillage,
  isMoving,
  linksOf,
  lockCommune,
  markAreas,
  turnLink,
  villagesOf,
} from '#unit/village-queries.ts'

type Commune = NonNullable<Awaited<ReturnType<typeof unitById>>>
type Named = { kind: VillageKind; name: string }

/** A commune by id; any other unit is refused as unknown. */
export const communeOf = async (tx: Tx, id: number): Promise<Commune> => {
  const unit = await unitById(tx, id)
  if (unit?.level !== 'commune') throw problem('unit.unknown')
  return unit
}

const existsOn = (unit: { valid_from: Day | null; valid_to: Day | null }, day: Day) =>
  covers({ from: unit.valid_from, to: unit.valid_to }, day)

const refuseDay = (unit: { valid_from: Day | null; valid_to: Day | null }, day: Day) => {
  if (!isDay(day) || !existsOn(unit, day)) throw problem('unit.day-outside')
}

/** "Bản Co Chàm", whether the word was typed or chosen. */
const labelOf = ({ kind, name }: Named): string => unitLabel(kind, tidy(name))

const replyOf = async (tx: Tx, id: number) => {
  const unit = (await unitById(tx, id))!
  const links = await linksOf(tx, id, unit.valid_from ?? '0001-01-01')
  return {
    id,
    kind: unit.kind,
    name: unit.name,
    validFrom: unit.valid_from,
    validTo: unit.valid_to,
    areaIds: [...new Set(links.map(link => link.area_id))],
  }
}

/** The whole name of a new village. Refused when the commune already has it: the same kind and name, however spelled. */
export const newName = async (tx: Tx, commune: Commune, named: Named, from: Day): Promise<string> => {
  refuseDay(commune, from)
  const name = labelOf(named)
  const same = (await villagesOf(tx, commune.id, from)).find(
    village => spellKey(village.name) === spellKey(name),
  )
  if (same) throw problem('unit.village-exists')
  return name
}

const insertNew = async (
  tx: Tx,
  commune: Commune,
  named: Named,
  from: Day,
): Promise<{ id: number; name: string }> => {
  const name = await newName(tx, commune, named, from)
  return { id: await insertVillage(tx, { commune, kind: named.kind, name, from }), name }
}

/** A new village of a commune with the area of its ground; homes and people as the commune states them, with their source. */
export const makeVillage = async (
  tx: Tx,
  spec: Named & { communeId: number; validFrom: Day; homes?: number; people?: number; source?: string },
  made: { now: Instant; by: Actor },
) => {
  const commune = await communeOf(tx, spec.communeId)
  await lockCommune(tx, commune.id)
  const counts = [
    ...(spec.homes === undefined ? [] : [{ name: 'homes', n: spec.homes }]),
    ...(spec.people === undefined ? [] : [{ name: 'people', n: spec.people }]),
  ]
  const source = tidy(spec.source ?? '')
  if (counts.length > 0 && source === '') throw problem('denominator.source-missing')
  const village = await insertNew(tx, commune, spec, spec.validFrom)
  await insertArea(tx, village.name, village.id, spec.validFrom)
  if (counts.length > 0 && made.by.kind !== 'visitor')
    await insertCounts(tx, village.id, counts, { day: spec.validFrom, source, by: made.by.id, at: made.now })
  return replyOf(tx, village.id)
}

/**
 * The village that a list names, made with its area when the commune does not have it; for imports. `text` is as
 * people write it ("TDP 2", "bản Co Chàm"); without a known word the commune's villages are tried by bare name and
 * a new one is a `fallback`. Names differ by their tones; a name typed without any is matched when only one fits.
 */
export const ensureVillage = async (
  tx: Tx,
  spec: { communeId: number; text: string; fallback: VillageKind; on: Day },
): Promise<{ villageId: number; areaId: number; name: string; created: boolean }> => {
  const commune = await communeOf(tx, spec.communeId)
  await lockCommune(tx, commune.id)
  const read = readVillage(spec.text)
  if (read.name === '') throw problem('request.invalid')
  const found = findVillage(
    (await villagesOf(tx, commune.id, spec.on)).filter(village => existsOn(village, spec.on)),
    spec.text,
  )
  if (found) {
    const [link] = (await linksOf(tx, found.id, spec.on)).filter(one => one.valid_from <= spec.on)
    const areaId = link?.area_id ?? (await insertArea(tx, found.name, found.id, spec.on))
    return { villageId: found.id, areaId, name: found.name, created: false }
  }
  const village = await insertNew(tx, commune, { kind: read.kind ?? spec.fallback, name: read.name }, spec.on)
  return {
    villageId: village.id,
    areaId: await insertArea(tx, village.name, village.id, spec.on),
    name: village.name,
    created: true,
  }
}

/** The one village of a list that a written name means; undefined when none or several could be meant. */
export const findVillage = <V extends { kind: string; name: string }>(
  villages: readonly V[],
  text: string,
): V | undefined => {
  const read = readVillage(text)
  const whole = spellKey(read.kind === null ? read.name : unitLabel(read.kind, read.name))
  const exact = villages.find(village => spellKey(village.name) === whole)
  if (exact) return exact
  const fits = villages.filter(village => {
    const name = read.kind === null ? bareName(village.kind, village.name) : village.name
    return spellKey(name) === whole || (isBare(text) && fold(name) === fold(whole))
  })
  return fits.length === 1 ? fits[0] : undefined
}

/** What was counted in the areas follows their new links at the next tick, not at the next pass over the roster. */
const moveCounts = (tx: Tx, links: readonly { area_id: number }[], day: Day) =>
  markAreas(
    tx,
    links.map(link => link.area_id),
    day,
  )

/** Areas belong to another village from a day on, and to the old one before. */
export const relinkAreas = async (
  tx: Tx,
  links: Awaited<ReturnType<typeof linksOf>>,
  villageId: number,
  day: Day,
): Promise<void> => {
  for (const link of links) {
    if (link.valid_from >= day) await turnLink(tx, link, villageId)
    else {
      await endLink(tx, link, day)
      await insertLink(tx, link.area_id, villageId, day, link.valid_to)
    }
  }
  await moveCounts(tx, links, day)
}

/** A village ends. Ground where homes are recorded is not given up: such a village is merged into another. */
export const endVillage = async (tx: Tx, villageId: number, day: Day) => {
  const village = await unitById(tx, villageId)
  if (village?.level !== 'village') throw problem('unit.unknown')
  await lockCommune(tx, village.parent_id!)
  if (village.valid_to !== null || (village.valid_from !== null && day <= village.valid_from) || !isDay(day))
    throw problem('unit.day-outside')
  const links = await linksOf(tx, villageId, day)
  const areaIds = links.map(link => link.area_id)
  if ((await homesIn(tx, areaIds)) > 0 || (await isMoving(tx, areaIds))) throw problem('unit.village-in-use')
  for (const link of links) await endLink(tx, link, day)
  await moveCounts(tx, links, day)
  await endUnit(tx, villageId, day)
  return replyOf(tx, villageId)
}

/**
 * Several villages become one from a day. Their areas are linked to it from that day and to the old ones before, so
 * figures of any day find the village of that day; no row recorded in the field is touched.
 */
export const joinVillages = async (
  tx: Tx,
  spec: {
    communeId: number
    villageIds: number[]
    into: { villageId: number } | Named
    day: Day
    law?: string
  },
) => {
  const { day, into } = spec
  const commune = await communeOf(tx, spec.communeId)
  await lockCommune(tx, commune.id)
  const ids = 'villageId' in into ? spec.villageIds.filter(id => id !== into.villageId) : spec.villageIds
  if (ids.length < ('villageId' in into ? 1 : 2)) throw problem('request.invalid')
  const villages = new Map((await villagesOf(tx, commune.id, day)).map(village => [village.id, village]))
  for (const id of ['villageId' in into ? [into.villageId] : [], ids].flat()) {
    const village = villages.get(id)
    if (!village) throw problem('unit.unknown')
    // A village that ends later by another decision, or begins on this very day, is not merged a second time.
    if (village.valid_to !== null || village.valid_from === day || !existsOn(village, day))
      throw problem('unit.day-outside')
  }
  const links = []
  for (const id of ids) {
    links.push(...(await linksOf(tx, id, day)))
    await endUnit(tx, id, day)
  }
  const target = 'villageId' in into ? into.villageId : (await insertNew(tx, commune, into, day)).id
  await relinkAreas(tx, links, target, day)
  for (const id of ids) await insertMerge(tx, id, target, day, spec.law ? tidy(spec.law) : null)
  return replyOf(tx, target)
}
