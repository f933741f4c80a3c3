import type { Db } from '#db/connect.ts'
import { readReported } from '#network/files.ts'
import { loadedReported, lockReported, putReported, rememberReported } from '#network/queries.ts'

/**
 * Brings the table `reported_figure` to the catalogue in `dir` (catalogue/network), after the units. Does nothing when
 * this version is already there; may be called by several processes at once.
 */
export const loadReported = async (db: Db, dir: string): Promise<{ loaded: boolean; figures: number }> => {
  const { version, lines } = await readReported(dir)
  return db.transaction().execute(async tx => {
    await lockReported(tx)
    if ((await loadedReported(tx)) === version) return { loaded: false, figures: 0 }
    const figures = await putReported(tx, lines)
    if (figures !== lines.length)
      throw new Error(`catalogue/network: ${lines.length - figures} lines name no unit of their day`)
    await rememberReported(tx, version)
    return { loaded: true, figures }
  })
}
