import { createHash } from 'node:crypto'
import {
  type ComparedRow,
  compareRows,
  type FileVillage,
  type KnownVillage,
} from '@tung-nha/model/household/import/compare.ts'
import type { SheetMapping } from '@tung-nha/model/household/import/mapping.ts'
import { type NotHome, type ReadRow, readRows } from '@tung-nha/model/household/import/row.ts'
import type { Sheet } from '@tung-nha/model/household/import/sheet.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import type { Tx } from '#db/connect.ts'
import { homesOf } from '#household/import/queries.ts'
import { areasOfCommune } from '#unit/queries.ts'

/** An id that a row of an import always gets again, so that doing it twice makes nothing twice (UUID version 8). */
export const idOf = (...parts: string[]): string => {
  const bytes = createHash('sha256').update(parts.join('\u0000')).digest()
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}

export const homeIdOf = (jobId: string, row: { sheet: string; row: number }): string =>
  idOf('home', jobId, row.sheet, String(row.row))

/** The villages a list may name: each once with the ground new homes go to, and the old names of ground that was merged. */
export const villagesOfCommune = async (tx: Tx, communeId: number, today: Day): Promise<KnownVillage[]> => {
  const known = new Map<string, KnownVillage>()
  for (const area of await areasOfCommune(tx, communeId, today)) {
    if (!known.has(area.village_name))
      known.set(area.village_name, { name: area.village_name, areaId: area.id })
    if (area.name !== area.village_name && !known.has(area.name))
      known.set(area.name, { name: area.name, areaId: area.id })
  }
  return [...known.values()]
}

export type Preview = { rows: ComparedRow[]; villages: FileVillage[]; notHomes: NotHome[] }

/** What an import would do now: its sheets under its mapping, compared with the commune as it stands. */
export const previewOf = async (
  tx: Tx,
  job: { id: string; communeId: number },
  sheets: readonly Sheet[],
  mapping: readonly SheetMapping[],
  today: Day,
): Promise<Preview> => {
  const villages = await villagesOfCommune(tx, job.communeId, today)
  const areas = [...new Set((await areasOfCommune(tx, job.communeId, today)).map(area => area.id))]
  const read: { rows: ReadRow[]; notHomes: NotHome[] } = { rows: [], notHomes: [] }
  for (const sheet of sheets) {
    const how = mapping.find(one => one.sheet === sheet.name)
    if (!how) continue
    const { rows, notHomes } = readRows(sheet, how)
    read.rows.push(...rows)
    read.notHomes.push(...notHomes)
  }
  const ours = new Set(read.rows.map(row => homeIdOf(job.id, row)))
  return {
    ...compareRows(read.rows, { villages, homes: await homesOf(tx, areas), ours }),
    notHomes: read.notHomes,
  }
}
