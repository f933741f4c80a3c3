/**
 * P12: `npm start` on a fresh copy of the project with its packages installed: the first start (web build, database,
 * demonstration world), a later start, and what the whole of it holds in memory when idle.
 *
 *   node bench/start.ts --json
 */
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { project, round } from './world.ts'

const wait = (ms: number) => new Promise(done => setTimeout(done, ms))

const freePort = (): Promise<number> =>
  new Promise(done => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })

/** The tracked files, beside the packages of this checkout: what stands there after `npm install`. */
const freshCopy = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tung-nha-first-'))
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: project, encoding: 'utf8', maxBuffer: 1e8 })
    .split('\0')
    .filter(Boolean)
  for (const file of files)
    if (existsSync(join(project, file))) cpSync(join(project, file), join(folder, file))
  if (!execHardlinks(join(project, 'node_modules'), join(folder, 'node_modules')))
    symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

const execHardlinks = (from: string, to: string): boolean => {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' })
    return true
  } catch {
    rmSync(to, { recursive: true, force: true })
    return false
  }
}

/** Starts as a person would and waits until the first page answers. */
export const timedStart = async (folder: string) => {
  const port = await freePort()
  const from = performance.now()
  const { DATABASE_URL: _, PUBLIC_URL: __, ...env } = process.env
  const child = spawn(process.execPath, ['ops/run/start.mjs'], {
    cwd: folder,
    env: { ...env, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: Buffer[] = []
  child.stdout.on('data', part => output.push(part))
  child.stderr.on('data', part => output.push(part))
  const url = `http://127.0.0.1:${port}`
  const stop = async () => {
    if (child.exitCode !== null) return
    const ended = new Promise(done => child.once('exit', done))
    child.kill('SIGTERM')
    await ended
  }
  for (;;) {
    if (child.exitCode !== null) throw new Error(Buffer.concat(output).toString('utf8'))
    const answered = await fetch(`${url}/`).then(
      answer => answer.ok,
      () => false,
    )
    if (answered) return { seconds: (performance.now() - from) / 1000, url, pid: child.pid!, stop }
    await wait(50)
  }
}

/** Proportional memory of the processes that started from one, and of the database in a folder, in MB. Linux only. */
const memoryOf = (pid: number, folder: string): number | null => {
  if (process.platform !== 'linux') return null
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      parents.set(Number(name), Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))![1]))
    } catch {
      // ended meanwhile
    }
  }
  const roots = [
    pid,
    Number(readFileSync(join(folder, 'data', 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]),
  ]
  const under = (one: number): boolean =>
    roots.includes(one) || (one > 1 && parents.has(one) && under(parents.get(one)!))
  let kb = 0
  for (const one of [...parents.keys()].filter(under))
    kb += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  return kb / 1000
}

export const measureStart = async (idleSeconds = 20) => {
  const folder = freshCopy()
  try {
    const first = await timedStart(folder)
    await first.stop()
    const later: number[] = []
    for (let i = 0; i < 2; i++) {
      const again = await timedStart(folder)
      later.push(again.seconds)
      await again.stop()
    }
    const last = await timedStart(folder)
    await wait(idleSeconds * 1000)
    const idle = memoryOf(last.pid, folder)
    await last.stop()
    return {
      firstSeconds: round(first.seconds),
      laterSeconds: round(Math.min(...later, last.seconds)),
      laterRuns: [...later, last.seconds].map(one => round(one)),
      idleMb: idle === null ? null : Math.round(idle),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(JSON.stringify(await measureStart(), null, 2))
