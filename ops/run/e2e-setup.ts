import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildWeb } from './build-web.ts'
import { type Browser, findChromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The running product with its demo world, started like `npm start` on data of its own. */
    product: { url: string }
    chromium: Browser
  }
}

const project = join(import.meta.dirname, '..', '..')
let server: ChildProcess | undefined
let data: string | undefined

/** Vitest global setup of the `e2e` project: builds the web, finds Chromium, starts the product through its front door. */
export async function setup(run: TestProject): Promise<void> {
  await buildWeb(() => {})
  const browser = await findChromium(project)
  console.log(browser.name)
  run.provide('chromium', browser)
  run.provide('product', { url: await startProduct() })
}

function startProduct(): Promise<string> {
  data = mkdtempSync(join(tmpdir(), 'tung-nha-e2e-'))
  const { DATABASE_URL: _, PUBLIC_URL: __, ...env } = process.env
  const output: Buffer[] = []
  server = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(project, 'server', 'main.ts')],
    {
      cwd: project,
      env: { ...env, PORT: '0', HOST: '127.0.0.1', DEMO: 'on', DATA_DIR: data },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  server.stdout!.on('data', part => output.push(part))
  server.stderr!.on('data', part => output.push(part))
  return new Promise((done, fail) => {
    server!.on('message', message => done((message as { ready: string }).ready))
    server!.on('exit', code => fail(new Error(`the product ended with ${code}:\n${Buffer.concat(output)}`)))
  })
}

export async function teardown(): Promise<void> {
  if (server && server.exitCode === null) {
    const ended = new Promise(done => server!.once('exit', done))
    server.kill('SIGTERM')
    await ended
  }
  if (data) rmSync(data, { recursive: true, force: true })
}
