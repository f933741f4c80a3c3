/**
 * Proves the promises of docs/promise.md. Progress goes to standard error; with --json one closing line of JSON goes to
 * standard output. Ends with 1 when a promise did not hold.
 *
 *   npm run prove -- simulate --schedules 10000 --seed 1     phones and server over a hostile network
 *   npm run prove -- simulate --replay file.json             plays one shrunk schedule again
 *   npm run prove -- planted                                 bugs planted on purpose: is each one caught?
 *   npm run prove -- network --seconds 60                    the real server and PostgreSQL behind a bad network
 *   npm run prove -- kills --runs 60                         server, PostgreSQL and browser in turn, killed under load
 *   npm run prove -- browser --runs 9                        the real app in a real Chromium: full, emptied, killed
 *   npm run prove -- outages --runs 10                       disk full, machine frozen, restarts, a table that changes
 *   npm run prove -- restore --minutes 10                    a backup so old takes the database's place
 *   npm run prove -- all --scale 1                           everything, one after the other
 *   npm run prove -- matrix                                  writes prove/MATRIX.md
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
    minutes: { type: 'string' },
    folder: { type: 'string' },
    only: { type: 'string' },
    workers: { type: 'string', default: '2' },
    scale: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})
const chosen = Math.floor(Math.random() * 2 ** 31)
const options = {
  schedules: Number(values.schedules),
  seed: Number(values.seed ?? chosen),
  runs: Number(values.runs),
  seconds: values.minutes === undefined ? Number(values.seconds) : Number(values.minutes) * 60,
  workers: Number(values.workers),
  scale: Number(values.scale),
  replay: values.replay,
  folder: values.folder,
  only: values.only,
}
export type ProveOptions = typeof options
export type Proved = { result: Record<string, unknown>; held: boolean }

type Command = { prove: (options: ProveOptions) => Promise<Proved> }
// Each command loads its own modules: the simulator's stand in for the server's database, the others use the real one.
const commands: Record<string, () => Promise<Command>> = {
  simulate: () => import('./prove/command-simulate.ts'),
  planted: () => import('./prove/command-planted.ts'),
  network: () => import('./prove/command-network.ts'),
  kills: () => import('./prove/command-kills.ts'),
  browser: () => import('./prove/command-browser.ts'),
  outages: () => import('./prove/command-outages.ts'),
  restore: () => import('./prove/command-restore.ts'),
  matrix: () => import('./prove/command-matrix.ts'),
  check: () => import('./prove/command-check.ts'),
  all: async () => {
    const { allOf } = await import('./prove/command-all.ts')
    return { prove: allOf(async (name, given) => (await commands[name]!()).prove(given)) }
  },
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
