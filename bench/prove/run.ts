import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { project } from '../world.ts'
import type { Evidence, HistoryLine, ViewLine } from './checker/evidence.ts'
import { judge, type Verdict } from './checker/judge.ts'
import type { Device } from './device.ts'
import { dumpOf, uncounted } from './dump.ts'
import { leave } from './left.ts'

const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

export const newRunFolder = (name: string): string => mkdtempSync(join(tmpdir(), `tung-nha-${name}-`))

/** What a phone shows, for the judge. */
const viewOf = async ({ phone, storage, unsent }: Device): Promise<ViewLine> => ({
  phone: phone.deviceId,
  area: phone.areaId,
  at: (await storage.feeds()).find(feed => feed.areaId === phone.areaId)?.revision ?? 0,
  unsent: await unsent(),
  rows: (await storage.rows()).map(({ table, row }) => [table, row.id]),
})

/**
 * Dumps the database, leaves it in `folder` with everything that was seen, and lets the judge compare. Waits until the
 * figures are counted.
 */
export const judged = async (
  folder: string,
  databaseUrl: string,
  devices: readonly Device[],
  seen: Omit<Evidence, 'dump'>,
): Promise<Verdict> => {
  const until = Date.now() + 90_000
  while (Date.now() < until && (await uncounted(databaseUrl)) > 0) await pause(200)
  const views: ViewLine[] = [...(seen.views ?? [])]
  for (const device of devices) views.push(await viewOf(device))
  const words = (seen.gone ?? []).flatMap(one => ('words' in one ? one.words : []))
  const evidence = { ...seen, views, dump: await dumpOf(databaseUrl, words) }
  leave(folder, evidence)
  const verdict = judge(evidence)
  for (const { rule, message } of verdict.faults.slice(0, 20)) console.error(`[${rule}] ${message}`)
  console.error(`what the judge has read: npm run prove -- check --folder ${folder}`)
  return verdict
}

export const historyOf = (devices: readonly Device[]): HistoryLine[] =>
  devices.flatMap(device => [...device.history.values()])

/** The commit that ran; a copy without its history has none. */
const commit = (): string => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: project,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return 'unknown'
  }
}

/** What a run came to, for `npm run bench -- figures`. */
export const keep = (name: string, result: Record<string, unknown>): void => {
  const folder = join(project, '.cache')
  mkdirSync(folder, { recursive: true })
  const told = {
    at: `${new Date().toISOString().slice(0, 16)}Z`,
    commit: commit(),
    load: Math.round(loadavg()[0]! * 10) / 10,
    ...result,
  }
  writeFileSync(join(folder, `prove-${name}.json`), JSON.stringify(told))
}
