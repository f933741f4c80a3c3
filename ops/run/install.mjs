import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, say } from './words.mjs'

const MANIFESTS = ['package.json', 'model/package.json', 'server/package.json', 'web/package.json']

/** Installs when nothing is installed or when what should be installed has changed since. Runs on Node 20 with no package. */
export function install(project) {
  const stamp = join(project, 'node_modules', '.installed')
  const wanted = fingerprint(project)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('installing')
  npm(project, [])
  const missing = missingPrograms(project)
  if (missing.length > 0) npm(project, missing)
  writeFileSync(stamp, wanted)
}

/** Packages differ by machine, so a folder carried to another kind of machine is installed again. */
function fingerprint(project) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const file of ['package-lock.json', ...MANIFESTS]) {
    hash
      .update(`\0${file}\0`)
      .update(existsSync(join(project, file)) ? readFileSync(join(project, file)) : '')
  }
  return hash.digest('hex')
}

/**
 * npm never installs a compiled part that the lock file does not know, and a lock file made on one kind of machine may
 * know only that kind's. What this machine still lacks is asked for by name, at the version its parent wants.
 */
function missingPrograms(project) {
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'))
  const here = new RegExp(`-${process.platform}-${process.arch}(-(gnu|msvc))?$`)
  const lacking = Object.values(packages)
    .flatMap(({ optionalDependencies = {} }) => Object.entries(optionalDependencies))
    .filter(([name]) => here.test(name) && !existsSync(join(project, 'node_modules', name)))
  return [...new Set(lacking.map(([name, version]) => `${name}@${version}`))]
}

function npm(project, names) {
  // Development packages too: they build and test the product. Installing changes no tracked file and runs no script.
  const args = [
    'install',
    '--no-save',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--loglevel=error',
    ...names,
  ]
  const options = { cwd: project, stdio: 'inherit' }
  // npm tells its scripts where it is; without it, look on the PATH (a .cmd file on Windows, which needs a shell).
  const cli = process.env.npm_execpath
  const run =
    cli && /npm-cli\.c?js$/.test(cli)
      ? spawnSync(process.execPath, [cli, ...args], options)
      : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  if (run.error?.code === 'ENOENT') fail('noNpm')
  if (run.status !== 0) fail('installFailed')
}
