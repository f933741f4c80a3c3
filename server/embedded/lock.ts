import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { refusal } from '#start/refusal.ts'
import { birthOf, isAlive } from './process.ts'

/** Who holds a data folder: the file `lock.json` in it. */
interface Holder {
  pid: number
  birth: string
}

const me = (): Holder => ({ pid: process.pid, birth: birthOf(process.pid) })

const lives = (holder: Holder) =>
  isAlive(holder.pid) && (holder.birth === '' || birthOf(holder.pid) === holder.birth)

function parse(text: string): Holder | undefined {
  try {
    const found = JSON.parse(text)
    return typeof found.pid === 'number' ? { pid: found.pid, birth: String(found.birth ?? '') } : undefined
  } catch {
    return undefined // half written by a process that was killed meanwhile
  }
}

/**
 * Makes `folder` (readable by this account only; enterable but not listable when root, whose database runs as
 * another account) and takes it for this process. Returns the release. A folder held by a living process is refused.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'lock.json')
  const fail = (error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    return ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)
      ? refusal('folder.readOnly', { folder })
      : error
  }
  try {
    mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  } catch (error) {
    throw fail(error)
  }
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      writeFileSync(file, JSON.stringify(me()), { flag: 'wx', mode: 0o600 })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw fail(error)
    }
    try {
      takeAway(folder, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw fail(error) // gone meanwhile: try again
    }
  }
  throw refusal('folder.inUse', { folder, pid: 0 })
}

/** Removes the lock of a dead process. Two starts may race here, so what was moved away must be what was judged. */
function takeAway(folder: string, file: string): void {
  const text = readFileSync(file, 'utf8')
  const holder = parse(text)
  if (holder && lives(holder)) throw refusal('folder.inUse', { folder, pid: holder.pid })
  const aside = `${file}.${process.pid}`
  renameSync(file, aside)
  const moved = readFileSync(aside, 'utf8')
  if (moved !== text) linkSync(aside, file) // another start was quicker: give its lock back and look again
  rmSync(aside)
}
