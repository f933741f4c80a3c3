/**
 * npm run bench                     what there is to measure
 * npm run bench -- figures          measures and writes docs/figures.md
 * npm run bench -- units --json     one bench alone; each prints JSON
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const [name, ...args] = process.argv.slice(2)
const PARTS = [
  'run.ts',
  'bare.ts',
  'goals.ts',
  'world.ts',
  'cpu.ts',
  'pushing.ts',
  'pulling.ts',
  'freshness.ts',
  'chromium.ts',
  'stage.ts',
  'stage-told.ts',
] // no benches of their own
const file = join(import.meta.dirname, `${name}.ts`)
if (!name || !existsSync(file)) {
  const names = readdirSync(import.meta.dirname).filter(
    one => one.endsWith('.ts') && !one.endsWith('.test.ts') && !PARTS.includes(one),
  )
  console.log(
    `npm run bench -- ${names
      .map(one => one.slice(0, -3))
      .sort()
      .join(' | ')}`,
  )
} else
  process.exit(
    spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
      stdio: 'inherit',
    }).status ?? 1,
  )
