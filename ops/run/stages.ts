import { globSync } from 'node:fs'
import { join } from 'node:path'
import { findPostgres } from './postgres.ts'

export const project = join(import.meta.dirname, '..', '..')

export interface Stage {
  name: string
  /** Program and arguments, run in the project folder by the installed Node. */
  run: string[]
  env?: Record<string, string>
  /** Vitest stages count their tests; every other stage counts as one. */
  vitest?: boolean
  /** Names of stages that must have ended well before. */
  after?: string[]
  /** Cores it keeps busy: stages of 2 run alone. */
  cores?: 1 | 2
  /** The files it is about; a stage without any is reported and counts as failed. */
  about?: string
}

const bin = (name: string) => join(project, 'node_modules', name)
const biome = bin('@biomejs/biome/bin/biome')
const tsc = bin('typescript/bin/tsc')
const vitest = (
  name: string,
  project: string,
  about: string,
  extra: Partial<Stage> & { args?: string[] } = {},
): Stage => {
  const { args = [], ...rest } = extra
  return {
    name,
    run: [bin('vitest/vitest.mjs'), 'run', '--project', project, ...args],
    vitest: true,
    about,
    ...rest,
  }
}
const types = (folder: string): Stage => ({
  name: `types ${folder}`,
  run: [tsc, '-p', folder],
  about: `${folder}/tsconfig.json`,
})

/** What looks at the text only: fast, no database, no browser. */
export const check = (): Stage[] => [
  { name: 'format', run: [biome, 'format', '--max-diagnostics=20'] },
  { name: 'lint', run: [biome, 'lint', '--max-diagnostics=20', '--diagnostic-level=error'] },
  vitest('doors', 'model', 'doors.test.ts', { args: ['doors.test.ts'] }),
  types('model'),
  types('server'),
  types('ops'),
  types('e2e'),
  { name: 'types web', run: [join(import.meta.dirname, 'check-web.ts')], about: 'web/tsconfig.json' },
]

export const everything = (): Stage[] => [
  ...check(),
  {
    name: 'web build',
    run: [join(import.meta.dirname, 'build-web.ts')],
    after: ['types web'],
    about: 'web/vite.config.ts',
  },
  ...findPostgres().map(({ name, testPg }) =>
    vitest(`server on ${name}`, 'server', 'server/**/*.test.ts', { env: { TEST_PG: testPg } }),
  ),
  vitest('model', 'model', 'model/**/*.test.ts', { args: ['--exclude', 'doors.test.ts'] }),
  vitest('web', 'web', 'web/src/**/*.test.ts'),
  {
    name: 'bundle budget',
    run: [join(project, 'web', 'measure.ts')],
    after: ['web build'],
    about: 'web/budget.json',
  },
  // Once, whatever number of databases there is: the simulator has none, and the others bring their own.
  vitest('prove', 'prove', 'bench/**/*.test.ts', { cores: 2 }),
  // Side by side, each on a product of its own: what the stories change is no matter to those who look at every screen.
  vitest('every screen in Chromium', 'screens', 'e2e/accessibility.test.ts', { after: ['web build'] }),
  vitest('stories in Chromium', 'stories', 'e2e/story.test.ts', { after: ['web build'] }),
]

export const isAbsent = (stage: Stage) =>
  stage.about !== undefined &&
  globSync(stage.about, { cwd: project, exclude: ['**/node_modules/**'] }).length === 0
