import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { turns } from '#http/in-turn.ts'

/**
 * Files by the hash of their content, in a folder beside the database. A file that is still coming lies in `coming/`
 * and gets its name only when it is whole and durable, so that a name never stands for half a file.
 */
export const evidenceFiles = (folder: string) => {
  const coming = join(folder, 'coming')
  const fileOf = (hash: string) => join(folder, hash.slice(0, 2), hash)
  const comingOf = (areaId: number, hash: string) => join(coming, `${areaId}-${hash}`)
  const sizeOf = async (path: string) => (await stat(path).catch(() => null))?.size ?? 0

  /** One after the other for each file: two tabs may send the same part. */
  const inTurn = turns()

  return {
    /** How much of a file has come. */
    held: (areaId: number, hash: string): Promise<number> => sizeOf(comingOf(areaId, hash)),
    /** Adds a part at the place where the last one ended; one for another place is left. Answers with how much is held. */
    append: (areaId: number, hash: string, offset: number, part: Buffer): Promise<number> =>
      inTurn(`${areaId} ${hash}`, async () => {
        const path = comingOf(areaId, hash)
        const have = await sizeOf(path)
        if (offset !== have || part.length === 0) return have
        await mkdir(coming, { recursive: true })
        const file = await open(path, 'a')
        try {
          await file.write(part)
          await file.sync()
        } finally {
          await file.close()
        }
        return have + part.length
      }),
    /** The whole that has come when it is what its name says; else it is thrown away, to be sent anew. */
    whole: async (areaId: number, hash: string): Promise<Buffer | null> => {
      const bytes = await readFile(comingOf(areaId, hash)).catch(() => null)
      if (bytes && createHash('sha256').update(bytes).digest('hex') === hash) return bytes
      await rm(comingOf(areaId, hash), { force: true })
      return null
    },
    /** Gives what has come its name. */
    keep: async (areaId: number, hash: string): Promise<void> => {
      await mkdir(join(folder, hash.slice(0, 2)), { recursive: true })
      await rename(comingOf(areaId, hash), fileOf(hash))
    },
    dropComing: (areaId: number, hash: string): Promise<void> => rm(comingOf(areaId, hash), { force: true }),
    read: (hash: string): Promise<Buffer | null> => readFile(fileOf(hash)).catch(() => null),
    drop: (hash: string): Promise<void> => rm(fileOf(hash), { force: true }),
    /** Throws away what began to come before a time (in ms) and never became whole. */
    sweepComing: async (before: number): Promise<void> => {
      for (const name of await readdir(coming).catch(() => [])) {
        const path = join(coming, name)
        const found = await stat(path).catch(() => null)
        if (found && found.mtimeMs < before) await rm(path, { force: true })
      }
    },
  }
}
export type EvidenceFiles = ReturnType<typeof evidenceFiles>
