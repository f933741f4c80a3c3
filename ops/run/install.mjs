import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, say } from './words.mjs'

/** Installs when nothing is installed or when what should be installed has changed since. Runs on Node 20 with no package. */
export function install(project) {
  const modules = join(project, 'node_modules')
  const stamp = join(modules, '.installed')
  const wanted = fingerprint(project)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('installing')
  // A clean install the first time; later only what changed. Development packages too: they build and test the product.
  const command = existsSync(modules) ? 'install' : 'ci'
  const flags = [
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--loglevel=error',
  ]
  const run = npm([command, ...flags], project)
  if (run.error?.code === 'ENOENT') fail('noNpm')
  if (run.status !== 0) fail('installFailed')
  writeFileSync(stamp, fingerprint(project))
}

/** Packages differ by machine, so a folder carried to another kind of machine is installed again. */
function fingerprint(project) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const file of [
    'package-lock.json',
    'package.json',
    'model/package.json',
    'server/package.json',
    'web/package.json',
  ]) {
    hash
      .update(`\0${file}\0`)
      .update(existsSync(join(project, file)) ? readFileSync(join(project, file)) : '')
  }
  return hash.digest('hex')
}

function npm(args, cwd) {
  const options = { cwd, stdio: 'inherit' }
  // npm tells its scripts where it is; without it, look on the PATH (a .cmd file on Windows, which needs a shell).
  const cli = process.env.npm_execpath
  if (cli && /npm-cli\.c?js$/.test(cli)) return spawnSync(process.execPath, [cli, ...args], options)
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
}
