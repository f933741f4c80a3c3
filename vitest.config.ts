import { defineConfig } from 'vitest/config'
import { runes } from './web/runes.ts'

/** What looks at every screen; the other tests in Chromium tell stories. */
const SCREENS = ['e2e/accessibility.test.ts', 'e2e/language.test.ts']
const browser = (name: string, include: string[], exclude: string[] = []) => ({
  test: {
    name,
    include,
    exclude,
    globalSetup: './ops/run/e2e-setup.ts',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What is waited for is seen, however slow the machine: a second is not long enough to say that it never comes.
    expect: { poll: { timeout: 30_000 } },
  },
})

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'model', include: ['model/**/*.test.ts', 'catalogue/**/*.test.ts', 'doors.test.ts'] } },
      {
        test: {
          name: 'server',
          include: ['server/**/*.test.ts', 'ops/**/*.test.ts'],
          globalSetup: './server/testing/cluster-setup.ts',
          // The files share what they import: loading the app once for each of them took longer than the tests.
          isolate: false,
          testTimeout: 20_000,
          hookTimeout: 30_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        test: {
          name: 'prove',
          include: ['bench/**/*.test.ts'],
          globalSetup: './server/testing/cluster-setup.ts',
          fileParallelism: false,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      { plugins: [runes()], test: { name: 'web', root: 'web', include: ['src/**/*.test.ts', '*.test.ts'] } },
      browser('screens', SCREENS),
      browser('stories', ['e2e/**/*.test.ts'], SCREENS),
    ],
  },
})
