import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { refusal } from './refusal.ts'

/** Has the web pages built when their sources changed; `say` hears once when a build begins, then its seconds. */
export function buildWeb(
  projectDir: string,
  say: (seconds: string) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(projectDir, 'ops', 'run', 'build-web.ts')], {
      cwd: projectDir,
      stdio: ['ignore', 'pipe', 'inherit'],
      signal,
    })
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter(Boolean)) say(line.replace(/^\D+/, ''))
    })
    child.on('error', fail)
    child.on('close', code => (code === 0 ? done() : fail(refusal('web.buildFailed'))))
  })
}
