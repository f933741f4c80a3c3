/**
 * Proves the promises of docs/promise.md. Progress goes to standard error; with --json one closing line of JSON goes to
 * standard output. Ends with 1 when a promise did not hold.
 *
 *   npm run prove -- simulate --schedules 10000 --seed 1     phones and server over a hostile network
 *   npm run prove -- simulate --replay file.json             plays one shrunk schedule again
 *   npm run prove -- planted                                 bugs planted on purpose: is each one caught?
 *   npm run prove -- network --seconds 60                    the real server and PostgreSQL behind a bad network
 *   npm run prove -- kills --runs 12                         the real server and PostgreSQL, killed under load
 *   npm run prove -- check --folder F                        the independent judge alone, over what a run left behind
 */
import { parseArgs } from 'node:util'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    schedules: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    replay: { type: 'string' },
    runs: { type: 'string', default: '12' },
    seconds: { type: 'string', default: '60' },
    folder: { type: 'string' },
    only: { type: 'string' },
    workers: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  },
})
const chosen = Math.floor(Math.random() * 2 ** 31)
const options = {
  schedules: Number(values.schedules),
  seed: Number(values.seed ?? chosen),
  runs: Number(values.runs),
  seconds: Number(values.seconds),
  workers: Number(values.workers),
  replay: values.replay,
  folder: values.folder,
  only: values.only,
}
export type ProveOptions = typeof options
export type Proved = { result: Record<string, unknown>; held: boolean }

// Each command loads its own modules: the simulator's stand in for the server's database, the others use the real one.
const commands: Record<string, () => Promise<{ prove: (options: ProveOptions) => Promise<Proved> }>> = {
  simulate: () => import('./prove/command-simulate.ts'),
  planted: () => import('./prove/command-planted.ts'),
  network: () => import('./prove/command-network.ts'),
  kills: () => import('./prove/command-kills.ts'),
  browser: () => import('./prove/command-browser.ts'),
  outages: () => import('./prove/command-outages.ts'),
  restore: () => import('./prove/command-restore.ts'),
  matrix: () => import('./prove/command-matrix.ts'),
  check: () => import('./prove/command-check.ts'),
}
const load = commands[positionals[0] ?? '']
if (!load) {
  console.error(`npm run prove -- ${Object.keys(commands).join(' | ')}`)
  process.exit(2)
}
const { result, held } = await (await load()).prove(options)
if (values.json) console.log(JSON.stringify(result))
else console.error(JSON.stringify(result, null, 2))
process.exit(held ? 0 : 1)
