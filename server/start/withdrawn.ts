import { closeSync, fdatasyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** What must stay so whatever copy of the database is put back. Ids and days only: the file tells nothing about anyone. */
export type Withdrawal =
  | { what: 'device'; id: string; at: string }
  | { what: 'membership'; memberId: string; teamId: string; day: string; at: string }
  /** Came back to the team: the ends before this line are over. */
  | { what: 'rejoined'; memberId: string; teamId: string; at: string }
  | { what: 'resident' | 'household'; areaId: number; id: string; opId: string; actorId: string; at: string }

export type Withdrawn = {
  /** On disk before it returns. */
  append: (withdrawals: readonly Withdrawal[]) => void
  all: () => Withdrawal[]
}

/**
 * The file of what was revoked and erased, outside the database and its backups (design, section 4). It is written before
 * the transaction that it tells of commits: should that fail, the next start does once more what somebody had asked for.
 */
export const openWithdrawn = (file: string): Withdrawn => ({
  append: withdrawals => {
    if (withdrawals.length === 0) return
    mkdirSync(dirname(file), { recursive: true })
    const to = openSync(file, 'a', 0o600)
    try {
      // It begins on a line of its own: a write that was cut short must not spoil the one after it.
      writeSync(to, withdrawals.map(one => `\n${JSON.stringify(one)}`).join(''))
      fdatasyncSync(to)
    } finally {
      closeSync(to)
    }
  },
  all: () => {
    const lines = read(file).split('\n')
    return lines.flatMap((line): Withdrawal[] => {
      if (line === '') return []
      try {
        return [JSON.parse(line) as Withdrawal]
      } catch {
        return [] // cut short by a crash: its transaction did not commit either
      }
    })
  },
})

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return ''
    throw error // a file that cannot be read must stop the start, not open what was closed
  }
}
