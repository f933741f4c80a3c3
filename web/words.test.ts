import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Letters that English text does not have. */
const vietnamese = /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i
/** A name is no sentence to translate: the product's, and a province that is too long for a tile. */
const names = /Từng Nhà|Bà Rịa(?: - Vũng Tàu| VTàu)/g

const withoutComments = (text: string) =>
  text.replace(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/ .*$/gm, '')

test('no sentence of a screen is written outside the catalogues of words', () => {
  const files = globSync('src/**/*.{svelte,ts}', { cwd: import.meta.dirname }).filter(
    file => !/[/\\]words[/\\]|\.test\.ts$|_gallery/.test(file),
  )
  const found = files.flatMap(file =>
    withoutComments(readFileSync(join(import.meta.dirname, file), 'utf8'))
      .split('\n')
      .filter(line => vietnamese.test(line.replace(names, '')))
      .map(line => `${file}: ${line.trim()}`),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(found).toEqual([])
})
