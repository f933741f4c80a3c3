import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isSimulated, MATRIX, matrixText } from './matrix.ts'
import { BUG_CLASSES } from './planted/bug.ts'
import { bugs } from './planted/bugs.ts'
import { ROWS } from './schedule.ts'

const project = join(import.meta.dirname, '..', '..')
const read = (path: string) => readFileSync(join(project, path), 'utf8')

test('no mark of the fault matrix is empty, and every place that is named exists', () => {
  const empty = MATRIX.flatMap(row =>
    row.holds
      .filter(invariant => !row.places.some(place => place.judges.includes(invariant)))
      .map(invariant => `${row.id} ${invariant}`),
  )
  expect(empty).toEqual([])
  const missing = MATRIX.flatMap(row => row.places)
    .filter(({ file, says }) => !existsSync(join(project, file)) || !read(file).includes(says))
    .map(({ file, says }) => `${file}: ${says}`)
  expect(missing).toEqual([])
})

test('MATRIX.md is what the matrix says', () => {
  expect(read('bench/prove/MATRIX.md')).toBe(matrixText())
})

test('the rows of the simulator are those that it plays', () => {
  expect(
    MATRIX.filter(isSimulated)
      .map(row => row.id)
      .sort(),
  ).toEqual([...ROWS].sort())
})

test('the independent judge shares no line with the product', () => {
  const folder = join(project, 'bench', 'prove', 'checker')
  for (const name of readdirSync(folder)) {
    const imports = [...readFileSync(join(folder, name), 'utf8').matchAll(/from '([^']+)'/g)].map(
      ([, from]) => from!,
    )
    expect(
      imports.filter(from => !from.startsWith('node:') && !from.startsWith('./')),
      name,
    ).toEqual([])
  }
})

test('bugs are planted in every part of the matrix, ten of them written down before the code was looked at', () => {
  for (const row of BUG_CLASSES)
    expect(bugs.filter(bug => bug.row === row).length, row).toBeGreaterThanOrEqual(5)
  expect(bugs.filter(bug => bug.heard !== undefined).length).toBeGreaterThanOrEqual(10)
  expect(new Set(bugs.map(bug => bug.name)).size).toBe(bugs.length)
})

test('every planted bug still fits the code', () => {
  const unfit = bugs.flatMap(({ name, file, edits }) => {
    const text = read(file)
    return edits.filter(([from]) => text.split(from).length !== 2).map(([from]) => `${name}: ${from}`)
  })
  expect(unfit).toEqual([])
})
