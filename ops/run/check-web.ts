import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Types of the web room: SvelteKit writes the types of the routes first, then svelte-check reads everything. */
const project = join(import.meta.dirname, '..', '..')
const web = join(project, 'web')
const module = (path: string) => join(project, 'node_modules', path)

for (const args of [
  [module('@sveltejs/kit/svelte-kit.js'), 'sync'],
  [
    module('svelte-check/bin/svelte-check'),
    '--tsconfig',
    './tsconfig.json',
    '--output',
    'human',
    '--fail-on-warnings',
  ],
]) {
  const run = spawnSync(process.execPath, args, { cwd: web, stdio: 'inherit' })
  if (run.status !== 0) process.exit(run.status ?? 1)
}
