import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** A real Chromium and what it needs to start: handed to playwright-core's `chromium.launch`. */
export interface Browser {
  executablePath: string
  args: string[]
  env: Record<string, string>
  /** For the record: whose browser it is. */
  name: string
}

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** Inside containers there is no user namespace for Chromium's sandbox and little shared memory; the pages are our own. */
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu']

/**
 * The Chromium that comes from npm, unpacked once into the project's cache folder: the same one for everybody, and without a
 * window to draw it looks at a screen in two thirds of the time. Where it does not start, the system's. `whole` asks for the
 * system's first: what is killed and opened again should keep its profile as people's browsers do.
 */
export async function findChromium(project: string, which: 'quick' | 'whole' = 'quick'): Promise<Browser> {
  const own = SYSTEM.find(path => existsSync(path))
  const system = own ? { executablePath: own, args: ARGS, env: {}, name: own } : undefined
  if (system && which === 'whole') return system
  const ours = process.platform === 'linux' ? await fromNpm(project) : undefined
  const found = ours ?? system
  if (found) return found
  throw new Error('no Chromium: the one from npm does not start here, and the system has none')
}

async function fromNpm(project: string): Promise<Browser | undefined> {
  const folder = await unpacked(project)
  const executablePath = join(folder, 'chromium')
  const starts = (more: Record<string, string>) =>
    spawnSync(executablePath, ['--version'], { env: { ...process.env, ...more } }).status === 0
  // A bare machine lacks the certificate libraries (nss); the package brings them for such machines.
  const bare: Record<string, string> = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }
  const env = [{}, bare].find(starts)
  if (!env) return undefined
  const fonts: Record<string, string> = existsSync('/etc/fonts')
    ? {}
    : { FONTCONFIG_PATH: join(folder, 'fonts') }
  return {
    executablePath,
    args: [...ARGS, '--headless=shell'],
    env: { ...env, ...fonts },
    name: 'Chromium from npm',
  }
}

async function unpacked(project: string): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const manifest = join(dirname(entry), '..', 'package.json')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'))
  const folder = join(project, '.cache', `chromium-${version}`)
  if (existsSync(folder)) return folder
  // The package unpacks into the temporary folder and takes whatever lies there for whole, so it gets a folder of its own.
  const aside = `${folder}.${process.pid}`
  mkdirSync(aside, { recursive: true })
  const script = `const { default: chromium } = await import(${JSON.stringify(entry)}); await chromium.executablePath()`
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, TMPDIR: aside, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (run.status !== 0) {
    rmSync(aside, { recursive: true, force: true })
    throw new Error('Chromium from npm could not be unpacked')
  }
  try {
    renameSync(aside, folder)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(folder)) throw error // else another run was quicker
  }
  return folder
}
