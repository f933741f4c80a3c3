import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The product's version and, in a checkout, the commit it runs from; 'release' where there is none. */
export function releaseOf(projectDir: string): { version: string; revision: string } {
  const { version } = JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8'))
  return { version, revision: revisionOf(join(projectDir, '.git')) }
}

function revisionOf(git: string): string {
  try {
    const head = readFileSync(join(git, 'HEAD'), 'utf8').trim()
    if (!head.startsWith('ref: ')) return head.slice(0, 12)
    const ref = head.slice(5)
    if (existsSync(join(git, ref))) return readFileSync(join(git, ref), 'utf8').trim().slice(0, 12)
    const packed = readFileSync(join(git, 'packed-refs'), 'utf8').split('\n')
    return packed.find(line => line.endsWith(` ${ref}`))?.slice(0, 12) ?? 'release'
  } catch {
    return 'release'
  }
}
