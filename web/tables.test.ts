import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SOURCE = join(import.meta.dirname, 'src')
/** What may stand around a table: the one box that scrolls, or a box that hides it from sight. */
const AROUND = /<(ScrollBox|div class="visually-hidden")[^>]*>\s*$/

test('every table stands in the one box that scrolls, so that none makes its page wider', () => {
  const bare = globSync('**/*.svelte', { cwd: SOURCE }).filter(file =>
    readFileSync(join(SOURCE, file), 'utf8')
      .split('<table')
      .slice(0, -1)
      .some(before => !AROUND.test(before)),
  )
  expect(bare).toEqual([])
})
