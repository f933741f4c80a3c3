import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, nameOf } from './process.ts'

/** What a PostgreSQL server writes about itself into `postmaster.pid` of its data folder. */
export interface Postmaster {
  pid: number
  port: number
  state: 'starting' | 'ready' | 'stopping' | ''
}

export function readPostmaster(folder: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
    const state = (lines[7] ?? '').trim()
    return {
      pid: Math.abs(Number(lines[0])),
      port: Number(lines[3] ?? 0),
      state: state === 'ready' || state === 'starting' || state === 'stopping' ? state : '',
    }
  } catch {
    return undefined
  }
}

/** The server now running on `folder`. The file of a dead one, or of a number some other program has since, is removed. */
export function livePostmaster(folder: string): Postmaster | undefined {
  const found = readPostmaster(folder)
  if (!found) return undefined
  const name = found.pid > 0 && isAlive(found.pid) ? nameOf(found.pid) : undefined
  // An unnamed living process may be the server: PostgreSQL itself is the judge then.
  if (name !== undefined && (name === '' || /postgres|postmaster/.test(name))) return found
  rmSync(join(folder, 'postmaster.pid'), { force: true })
  return undefined
}
