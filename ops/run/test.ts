import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { check, everything, isAbsent, project, type Stage } from './stages.ts'

/** Runs the stages, two cores at a time, and ends with the line `N passed, N failed`. */

interface Outcome {
  stage: Stage
  passed: number
  failed: number
  note: string
}

const reports = mkdtempSync(join(tmpdir(), 'tung-nha-report-'))
const living = new Set<ChildProcess>()
const seconds = (from: number) => `${((Date.now() - from) / 1000).toFixed(1)} s`

/** A test that spins cannot be interrupted from within, so each stage has a limit and is a process group of its own. */
const LIMIT_MINUTES = 12
const grouped = process.platform !== 'win32'

function end(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (grouped) process.kill(-child.pid!, signal)
    else child.kill(signal)
  } catch {
    // ended meanwhile
  }
}

function execute(stage: Stage): Promise<Outcome> {
  const from = Date.now()
  const report = join(reports, `${stage.name.replace(/\W+/g, '-')}.json`)
  const counting = stage.vitest
    ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    : []
  return new Promise(done => {
    const output: Buffer[] = []
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', ...stage.run, ...counting],
      {
        cwd: project,
        env: { ...process.env, ...stage.env },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: grouped,
      },
    )
    living.add(child)
    const late = setTimeout(() => {
      output.push(Buffer.from(`\nstill running after ${LIMIT_MINUTES} minutes: ended\n`))
      end(child, 'SIGKILL')
    }, LIMIT_MINUTES * 60_000)
    child.stdout.on('data', part => output.push(part))
    child.stderr.on('data', part => output.push(part))
    child.on('close', code => {
      living.delete(child)
      clearTimeout(late)
      const outcome = { stage, ...count(stage, report, code === 0) }
      const sign = outcome.failed === 0 ? '✓' : '✗'
      console.log(`${sign} ${stage.name.padEnd(34)} ${seconds(from).padStart(8)}   ${outcome.note}`)
      if (outcome.failed > 0) console.log(excerpt(Buffer.concat(output).toString('utf8')))
      done(outcome)
    })
  })
}

/** The first and the last lines of what a failed stage printed: the cause is at one end or the other. */
function excerpt(text: string, head = 60, tail = 60): string {
  const lines = text.trimEnd().split('\n')
  if (lines.length <= head + tail) return lines.join('\n')
  return [...lines.slice(0, head), `… ${lines.length - head - tail} lines …`, ...lines.slice(-tail)].join(
    '\n',
  )
}

/** A skipped test counts as failed: what is not run is not known to work. */
function count(stage: Stage, report: string, ok: boolean): Pick<Outcome, 'passed' | 'failed' | 'note'> {
  if (!stage.vitest) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, note: '' }
  try {
    const told = JSON.parse(readFileSync(report, 'utf8'))
    const skipped = told.numPendingTests + told.numTodoTests
    const failed = told.numFailedTests + skipped
    const note = `${told.numPassedTests} passed${failed ? `, ${failed} failed` : ''}${skipped ? ` (${skipped} skipped)` : ''}`
    return { passed: told.numPassedTests, failed: failed || (ok ? 0 : 1), note }
  } catch {
    return { passed: 0, failed: 1, note: 'ended without a report' }
  }
}

/** Starts each stage as soon as what it needs has ended and cores are free; the longest come first in the list. */
async function runAll(stages: Stage[], cores = 2): Promise<Outcome[]> {
  const waiting = [...stages]
  const outcomes: Outcome[] = []
  const running = new Map<Stage, Promise<void>>()
  const busy = () => [...running.keys()].reduce((sum, stage) => sum + (stage.cores ?? 1), 0)
  const pending = (name: string) =>
    waiting.some(stage => stage.name === name) || [...running.keys()].some(stage => stage.name === name)
  while (waiting.length > 0 || running.size > 0) {
    for (const stage of [...waiting]) {
      if ((stage.after ?? []).some(pending)) continue
      const missing = (stage.after ?? []).find(name =>
        outcomes.some(o => o.stage.name === name && o.failed > 0),
      )
      if (!missing && busy() + (stage.cores ?? 1) > cores) continue
      waiting.splice(waiting.indexOf(stage), 1)
      if (missing) {
        console.log(`✗ ${stage.name.padEnd(34)} not run: ${missing} failed`)
        outcomes.push({ stage, passed: 0, failed: 1, note: '' })
        continue
      }
      running.set(
        stage,
        execute(stage).then(outcome => {
          outcomes.push(outcome)
          running.delete(stage)
        }),
      )
    }
    await Promise.race(running.values())
  }
  return outcomes
}

/** What a whole run took, for `npm run bench -- figures`. */
function keep(name: 'test' | 'check'): void {
  const folder = join(project, '.cache')
  mkdirSync(folder, { recursive: true })
  const commit =
    spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: project, encoding: 'utf8' }).stdout?.trim() ??
    ''
  const load = Math.round(loadavg()[0]! * 10) / 10
  const told = {
    seconds: Math.round((Date.now() - from) / 100) / 10,
    passed,
    failed,
    at: `${new Date().toISOString().slice(0, 16)}Z`,
    commit,
    load,
  }
  writeFileSync(join(folder, `run-${name}.json`), JSON.stringify(told))
}

const stop = () => {
  for (const child of living) end(child, 'SIGTERM')
  rmSync(reports, { recursive: true, force: true })
  console.log('0 passed, 1 failed')
  process.exit(130)
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
process.once('disconnect', stop)

const from = Date.now()
const [what, ...only] = process.argv.slice(2)
const all = what === 'check' ? check() : everything()
const chosen = only.length > 0 ? all.filter(stage => only.some(word => stage.name.includes(word))) : all
const absent = chosen.filter(isAbsent)
const outcomes = await runAll(chosen.filter(stage => !absent.includes(stage)))
rmSync(reports, { recursive: true, force: true })
// A stage without files is a stage that proves nothing: it counts as failed rather than vanish.
for (const stage of absent) console.log(`✗ ${stage.name.padEnd(34)} no ${stage.about}`)
const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, absent.length)
if (only.length === 0) keep(what === 'check' ? 'check' : 'test')
console.log(seconds(from))
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)
