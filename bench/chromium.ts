import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type BrowserContext, chromium } from 'playwright-core'
import { findChromium } from '../ops/run/chromium.ts'
import { project } from './world.ts'

export type Chromium = {
  context: BrowserContext
  /** Ends every process of it at once, in the middle of whatever they do. */
  kill: () => Promise<void>
  close: () => Promise<void>
}

/** A Chromium of our own on a profile that outlives it, in a process group that can be killed whole. */
export const startChromium = async (profile: string, more: readonly string[] = []): Promise<Chromium> => {
  const { executablePath, args, env } = await findChromium(project, 'whole')
  const child = spawn(
    executablePath,
    [
      ...args,
      ...(args.some(arg => arg.startsWith('--headless')) ? [] : ['--headless=new']),
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--disable-background-networking',
      '--lang=vi',
      ...more,
      'about:blank',
    ],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } },
  )
  const endpoint = await addressOf(child)
  const browser = await chromium.connectOverCDP(endpoint)
  const context = browser.contexts()[0]!
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    process.kill(-child.pid!, 'SIGKILL')
    await ended
    await browser.close().catch(() => {})
  }
  const close = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    const session = await browser.newBrowserCDPSession()
    await session.send('Browser.close').catch(() => {})
    await Promise.race([ended, new Promise(done => setTimeout(done, 5000))])
    await kill()
  }
  return { context, kill, close }
}

const addressOf = (child: ChildProcess) =>
  new Promise<string>((done, fail) => {
    let said = ''
    child.stderr!.on('data', part => {
      said = (said + part).slice(-4000)
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (found) done(found)
    })
    child.on('exit', code => fail(new Error(`Chromium ended with ${code}:\n${said}`)))
  })
