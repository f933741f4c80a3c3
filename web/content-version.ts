import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A short name for exactly this content, so that two builds of the same sources are the same build and the
 * service worker changes whenever, and only when, something it serves may have changed.
 */
export const contentVersion = (root: string, places: string[]): string => {
  const hash = createHash('sha256')
  for (const place of places) {
    const whole = join(root, place)
    const files = statSync(whole).isFile()
      ? [whole]
      : readdirSync(whole, { recursive: true, withFileTypes: true })
          .filter(entry => entry.isFile() && !entry.parentPath.includes('node_modules'))
          .map(entry => join(entry.parentPath, entry.name))
          .sort()
    for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 12)
}
