/**
 * Measures what can be measured on this machine and writes docs/figures.md.
 *
 *   npm run bench -- figures                  everything
 *   npm run bench -- figures pages start      these anew, the others as they were last measured here
 *   npm run bench -- figures push --seconds 600   P1 as long as it is promised
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { measureApp } from './app.ts'
import { GOALS, type Measured, type Proofs, type TestRun } from './goals.ts'
import { measurePages } from './pages.ts'
import { measurePull } from './pull.ts'
import { measurePush } from './push.ts'
import { numberOf } from './pushing.ts'
import { measureStart } from './start.ts'
import { measureVisits } from './visit.ts'
import { project, round, SEED } from './world.ts'

const MEASURES = {
  start: () => measureStart(),
  pages: () => measurePages(),
  app: () => measureApp(),
  push: (words: string[]) => measurePush(numberOf(words, 'seconds', 30)),
  visit: () => measureVisits(),
  pull: () => measurePull(),
}
type Name = keyof typeof MEASURES
type Kept = { at: string; commit: string; load: { before: number; after: number }; result: unknown }

/** Runs of `npm run prove` whose results stand on the page. */
const PROOFS: (keyof Proofs)[] = ['simulate', 'planted', 'kills', 'network', 'restore']
const cache = join(project, '.cache')
const keptFile = join(cache, 'figures.json')
const read = <T>(file: string): T | undefined =>
  existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
const load = () => round(loadavg()[0]!)
const commit = () =>
  execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: project, encoding: 'utf8' }).trim()

const machine = () =>
  `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}`

const page = (measured: Measured, kept: Partial<Record<Name, Kept>>): string => {
  const rows = GOALS.map(goal => {
    const found = goal.read(measured)
    return `| ${goal.id} | ${goal.what} | ${goal.goal} | ${found?.text ?? 'not measured yet'} | ${found ? (found.holds ? '🟢 green' : '🔴 red') : '⚪'} |`
  })
  const states = GOALS.map(goal => goal.read(measured)?.holds)
  const taken = (Object.keys(MEASURES) as Name[]).flatMap(name => {
    const one = kept[name]
    return one
      ? [`| \`node bench/${name}.ts\` | ${one.at} | ${one.commit} | ${one.load.before} → ${one.load.after} |`]
      : []
  })
  const suites = (['test', 'check'] as const).flatMap(name => {
    const run = measured[name]
    return run
      ? [`| \`npm ${name === 'test' ? 'test' : 'run check'}\` | ${run.at} | ${run.commit} | ${run.load} |`]
      : []
  })
  const proofs = Object.entries(measured.prove).map(
    ([name, run]) => `| \`npm run prove -- ${name}\` | ${run.at} | ${run.commit} | ${run.load} |`,
  )
  return `# Figures

Written by \`npm run bench -- figures\`; not by hand. Durable commits, load generator and database on the same machine.
A red figure stays on the page. ${states.filter(one => one === true).length} green, ${states.filter(one => one === false).length} red, ${states.filter(one => one === undefined).length} not measured yet.

Machine: ${machine()}. Seed: ${SEED}.${measured.pages ? ` Browser: ${measured.pages.browser}.` : ''}

| | figure | goal | measured | |
|---|---|---|---|---|
${rows.join('\n')}

## When, and on how busy a machine

A load above the number of cores means that other work ran beside it: times are then longer, and throughput lower, than on a machine at rest. Sizes (P5, P11, the scripts of P10) do not feel it; the share (P2) does, as its two halves are measured one after the other.

| command | taken at | commit | load (1 min), before → after |
|---|---|---|---|
${[...taken, ...proofs, ...suites].join('\n')}
`
}

/** Measures the named ones, keeps them beside those of before, writes the page. */
export const figures = async (words: string[]): Promise<void> => {
  const names = (Object.keys(MEASURES) as Name[]).filter(name => words.length === 0 || words.includes(name))
  mkdirSync(cache, { recursive: true })
  const kept: Partial<Record<Name, Kept>> = read(keptFile) ?? {}
  for (const name of words.includes('write') ? [] : names) {
    const before = load()
    try {
      const result = await MEASURES[name](words)
      kept[name] = {
        at: `${new Date().toISOString().slice(0, 16)}Z`,
        commit: commit(),
        load: { before, after: load() },
        result,
      }
      writeFileSync(keptFile, JSON.stringify(kept, null, 2))
      console.log(name, JSON.stringify(result))
    } catch (error) {
      console.error(`${name} could not be measured:`, error)
      process.exitCode = 1
    }
  }
  const proofs = PROOFS.flatMap(name => {
    const run = read<unknown>(join(cache, `prove-${name}.json`))
    return run ? [[name, run]] : []
  })
  const measured = {
    ...Object.fromEntries(Object.entries(kept).map(([name, one]) => [name, one.result])),
    prove: Object.fromEntries(proofs),
  } as Measured
  for (const name of ['test', 'check'] as const) {
    const run = read<TestRun>(join(cache, `run-${name}.json`))
    if (run) measured[name] = run
  }
  writeFileSync(join(project, 'docs', 'figures.md'), page(measured, kept))
  console.log('docs/figures.md')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await figures(process.argv.slice(2))
