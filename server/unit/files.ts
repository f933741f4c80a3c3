import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fold } from '@tung-nha/model/kit/text.ts'
import { isKind, type Level, levelOf } from '@tung-nha/model/unit/kinds.ts'
import { unitSortKey } from '@tung-nha/model/unit/name.ts'

export type UnitFileRow = {
  id: number
  level: Level
  kind: string
  code: string | null
  name: string
  fold: string
  sortKey: string
  parentId: number | null
  path: number[]
  from: string | null
  to: string | null
}

export type SuccessionFileRow = {
  from: number
  to: number
  kind: string
  share: string
  day: string
  law: string | null
}

/** The text of the unit catalogue; its version is a digest, so a changed file is a new version without a number to forget. */
export type UnitFiles = { version: string; units: string; successions: string; laws: string; aliases: string }

export const readUnitFiles = async (dir: string): Promise<UnitFiles> => {
  const [units, successions, laws, aliases] = (await Promise.all(
    ['units.csv', 'successions.csv', 'laws.csv', 'aliases.csv'].map(name =>
      readFile(join(dir, name), 'utf8'),
    ),
  )) as [string, string, string, string]
  const version = createHash('sha256')
    .update([units, successions, laws, aliases].join('\0'))
    .digest('hex')
    .slice(0, 16)
  return { version, units, successions, laws, aliases }
}

// Our own files: no quotes and no commas in a cell, checked by the script that makes them.
const cells = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .slice(1)
    .map(line => line.split(','))

const others = (aliases: string): Map<number, string[]> => {
  const found = new Map<number, string[]>()
  for (const [unit, name, code] of cells(aliases)) {
    found.set(+unit!, [...(found.get(+unit!) ?? []), name === '' ? code! : fold(name!)])
  }
  return found
}

/** Units with what the tables need beside the file: path, search form (other spellings after " | ") and order key. */
export const unitRows = (files: UnitFiles): UnitFileRow[] => {
  const alias = others(files.aliases)
  const rows = cells(files.units).map(([id, kind, code, name, parent, from, to]): UnitFileRow => {
    if (!isKind(kind!)) throw new Error(`catalogue/units: unknown kind ${kind} of unit ${id}`)
    return {
      id: +id!,
      level: levelOf(kind),
      kind,
      code: code || null,
      name: name!,
      fold: [fold(name!), ...(alias.get(+id!) ?? [])].join(' | '),
      sortKey: unitSortKey(kind, name!),
      parentId: parent ? +parent : null,
      path: [],
      from: from || null,
      to: to || null,
    }
  })
  const byId = new Map(rows.map(row => [row.id, row]))
  const pathOf = (row: UnitFileRow): number[] => {
    if (row.path.length === 0)
      row.path = [...(row.parentId === null ? [] : pathOf(byId.get(row.parentId)!)), row.id]
    return row.path
  }
  rows.forEach(pathOf)
  return rows
}

/** Successions with the law that made them. A province that stayed as it was needed none. */
export const successionRows = (files: UnitFiles, units: readonly UnitFileRow[]): SuccessionFileRow[] => {
  const byId = new Map(units.map(unit => [unit.id, unit]))
  const laws = new Map(cells(files.laws).map(([day, province, law]) => [`${day} ${province}`, law!]))
  return cells(files.successions).map(([from, to, kind, share, day]) => {
    const target = byId.get(+to!)!
    const isProvince = target.level === 'province'
    const province = isProvince ? '' : (byId.get(target.path[1]!)!.code ?? '')
    const law = isProvince && kind === 'same' ? null : (laws.get(`${day} ${province}`) ?? null)
    return { from: +from!, to: +to!, kind: kind!, share: share!, day: day!, law }
  })
}
