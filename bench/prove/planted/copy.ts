import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bug } from './bug.ts'

const ROOMS = [
  'model',
  'server',
  'bench',
  'web/src/lib',
  'web/package.json',
  'e2e',
  'package.json',
  'tsconfig.base.json',
]

/** A copy of the rooms that take part, with the packages of the project, in which bugs may be planted. */
export const copyHouse = (project: string, folder: string): void => {
  for (const room of ROOMS)
    cpSync(join(project, room), join(folder, room), {
      recursive: true,
      filter: path => !/node_modules|\/data(\/|$)/.test(path.slice(project.length)),
    })
  symlinkSync(join(project, 'catalogue'), join(folder, 'catalogue'))
  // Packages are linked one by one, so that our own rooms are those of the copy.
  const packages = join(project, 'node_modules')
  mkdirSync(join(folder, 'node_modules', '@tung-nha'), { recursive: true })
  for (const name of readdirSync(packages))
    if (name !== '@tung-nha') symlinkSync(join(packages, name), join(folder, 'node_modules', name))
  for (const room of ['model', 'server'])
    symlinkSync(join(folder, room), join(folder, 'node_modules', '@tung-nha', room))
  writeFileSync(join(folder, 'vitest.config.ts'), TESTS)
}

/** What `npm test` does with the tests of the server, for a copy that may wait longer. */
const TESTS = `export default { test: {
  include: ['server/**/*.test.ts', 'bench/prove/network.test.ts'],
  globalSetup: './server/testing/cluster-setup.ts',
  fileParallelism: false,
  isolate: false,
  testTimeout: 30_000,
  hookTimeout: 60_000,
} }
`

/** Plants a bug in a copy; gives back how to take it out again. A bug that no longer fits the code is told. */
export const plant = (folder: string, { name, file, edits }: Bug): (() => void) => {
  const path = join(folder, file)
  const sound = readFileSync(path, 'utf8')
  let text = sound
  for (const [from, to] of edits) {
    if (text.split(from).length !== 2) throw new Error(`"${name}" no longer fits ${file}: ${from}`)
    text = text.replace(from, () => to)
  }
  writeFileSync(path, text)
  return () => writeFileSync(path, sound)
}
