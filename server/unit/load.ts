import type { Db } from '#db/connect.ts'
import { readUnitFiles, successionRows, unitRows } from '#unit/files.ts'
import {
  analyzeUnits,
  loadedVersion,
  lockLoading,
  putSuccessions,
  putUnits,
  rememberVersion,
  repairVillagePaths,
} from '#unit/load-queries.ts'

export type UnitLoad = { loaded: boolean; units: number; successions: number; version: string }

/**
 * Brings the tables `unit` and `succession` to the catalogue in `dir` (catalogue/units). Does nothing when this
 * version is already there; may be called by several processes at once. Villages and what officers made stay.
 */
export const loadUnits = async (db: Db, dir: string): Promise<UnitLoad> => {
  const files = await readUnitFiles(dir)
  const { version } = files
  const nothing = { loaded: false, units: 0, successions: 0, version }
  if ((await loadedVersion(db)) === version) return nothing
  const units = unitRows(files)
  const successions = successionRows(files, units)
  return db.transaction().execute(async tx => {
    await lockLoading(tx)
    if ((await loadedVersion(tx)) === version) return nothing
    await putUnits(tx, units)
    await putSuccessions(tx, successions)
    await repairVillagePaths(tx)
    await analyzeUnits(tx)
    await rememberVersion(tx, version)
    return { loaded: true, units: units.length, successions: successions.length, version }
  })
}
