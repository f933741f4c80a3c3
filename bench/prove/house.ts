import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { startEmbedded } from '@tung-nha/server/embedded/embedded.ts'
import { readPostmaster } from '@tung-nha/server/embedded/postmaster.ts'
import { project } from '../world.ts'

export type House = { url: string; child: ChildProcess }

/** The product as `npm start` runs it, in a process that may be killed at any moment. */
export const startHouse = (databaseUrl: string, dataDir: string, port = 0): Promise<House> =>
  new Promise((done, fail) => {
    const { PUBLIC_URL: _, ...rest } = process.env
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(project, 'server', 'main.ts')],
      {
        cwd: project,
        env: {
          ...rest,
          HOST: '127.0.0.1',
          PORT: String(port),
          DATABASE_URL: databaseUrl,
          DATA_DIR: dataDir,
          DEMO: 'off',
        },
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      },
    )
    let said = ''
    child.stderr!.on('data', part => {
      said = (said + part).slice(-2000)
    })
    child.on('message', message => done({ url: (message as { ready: string }).ready, child }))
    child.on('exit', code => fail(new Error(`the product ended with ${code}:\n${said}`)))
  })

/** Ends the product at once, in the middle of whatever it does. */
export const killHouse = async ({ child }: House): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise(done => child.once('exit', done))
  child.kill('SIGKILL')
  await ended
}

/** Ends PostgreSQL: `SIGKILL` its first process, or `SIGQUIT` it, which is what `pg_ctl stop -m immediate` does. */
export const killDatabase = (folder: string, signal: 'SIGKILL' | 'SIGQUIT'): void => {
  process.kill(readPostmaster(join(folder, 'pg'))!.pid, signal)
}

/** Kills one working process of PostgreSQL, after which it recovers by itself. False where the machine cannot tell them. */
export const killBackend = (folder: string): boolean => {
  const { pid } = readPostmaster(join(folder, 'pg'))!
  try {
    const list = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(pid)], { encoding: 'utf8' })
    const busy = list
      .split('\n')
      .filter(line => /tung_nha.*(INSERT|SELECT|UPDATE|COMMIT|WITH|idle in transaction)/.test(line))
    const any = list.split('\n').filter(line => /127\.0\.0\.1/.test(line))
    const chosen = (busy[0] ?? any[0])?.trim().split(' ')[0]
    if (!chosen) return false
    process.kill(Number(chosen), 'SIGKILL')
    return true
  } catch {
    return false
  }
}

export const restartDatabase = (folder: string) => startEmbedded(folder, project)

/** A port that is free now: a browser's storage belongs to an address, so the product has to keep its own. */
export const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer()
    probe.on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => done(port))
    })
  })

/** Ends the product as an operator does, and says how: it finishes what it has begun. */
export const stopHouse = async ({ child }: House): Promise<number | null> => {
  const ended = new Promise<number | null>(done => child.once('exit', done))
  child.kill('SIGTERM')
  return ended
}

/** Stops every process of PostgreSQL where it stands, for a while: a disk that hangs, a machine that swaps. */
export const freezeDatabase = async (folder: string, ms: number): Promise<void> => {
  const { pid } = readPostmaster(join(folder, 'pg'))!
  const list = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
  const all = [pid, ...list.split('\n').filter(Boolean).map(Number)]
  const tell = (signal: NodeJS.Signals) => {
    for (const one of all)
      try {
        process.kill(one, signal)
      } catch {
        // one of its workers had ended by itself
      }
  }
  tell('SIGSTOP')
  await new Promise(done => setTimeout(done, ms))
  tell('SIGCONT')
}

/** Ends PostgreSQL properly and waits until it is gone; its data stay. */
export const endDatabase = async (folder: string): Promise<void> => {
  const data = join(folder, 'pg')
  const { pid } = readPostmaster(data)!
  process.kill(pid, 'SIGINT')
  while (readPostmaster(data)?.pid === pid) await new Promise(done => setTimeout(done, 50))
}
