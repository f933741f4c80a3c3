import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'

const project = join(import.meta.dirname, '..', '..')
const web = join(project, 'web')
const stamp = join(web, 'build', '.sources')
const lock = join(project, '.cache', 'web-build')

/** What a build is made of: the web room, the model it shares, the catalogue it bundles, the versions of its tools. */
const SOURCES = ['web', 'model', 'catalogue', 'package-lock.json']
const NOT_SOURCES = /(^|\/)(node_modules|build|\.svelte-kit|\.cache)(\/|$)|\.test\.ts$|~$|\/\.[^/]*$/

function fingerprint(): string {
  const hash = createHash('sha256')
  const walk = (path: string) => {
    const name = relative(project, path).split(sep).join('/')
    if (NOT_SOURCES.test(name) || !existsSync(path)) return
    if (statSync(path).isDirectory()) for (const entry of readdirSync(path).sort()) walk(join(path, entry))
    else hash.update(`${name}\0`).update(readFileSync(path)).update('\0')
  }
  for (const source of SOURCES) walk(join(project, source))
  return hash.digest('hex')
}

const built = (wanted: string) => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted

/** Builds the web when its sources changed since the last build. Returns false when nothing had to be done. */
export async function buildWeb(say: (line: string) => void): Promise<boolean> {
  if (built(fingerprint())) return false
  await waitForOthers()
  try {
    const wanted = fingerprint() // another start may have built meanwhile, or the sources moved on
    if (built(wanted)) return false
    say('')
    const from = Date.now()
    const ticker = setInterval(() => say(`${Math.round((Date.now() - from) / 1000)} s`), 5000)
    try {
      await vite()
    } finally {
      clearInterval(ticker)
    }
    writeFileSync(stamp, wanted)
    return true
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

/** One build at a time in one project: the folder is the lock, its age tells a forgotten one. */
async function waitForOthers(): Promise<void> {
  mkdirSync(dirname(lock), { recursive: true })
  for (;;) {
    try {
      mkdirSync(lock)
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0)
      if (age > 180_000) rmSync(lock, { recursive: true, force: true })
      else await new Promise(done => setTimeout(done, 300))
    }
  }
}

function vite(): Promise<void> {
  const manifest = createRequire(join(web, 'package.json')).resolve('vite/package.json')
  const program = join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.vite)
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [program, 'build', '--logLevel', 'warn'], {
      cwd: web,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    })
    const output: Buffer[] = []
    child.stdout.on('data', part => output.push(part))
    child.stderr.on('data', part => output.push(part))
    const stop = () => child.kill()
    process.once('exit', stop)
    child.on('error', fail)
    child.on('close', code => {
      process.off('exit', stop)
      if (code === 0) return done()
      process.stderr.write(Buffer.concat(output))
      fail(new Error(`vite build ended with ${code}`))
    })
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // Vite has said what is wrong by then; our own stack would only hide it.
  await buildWeb(line => console.log(`vite build ${line}`)).catch(() => process.exit(1))
}
