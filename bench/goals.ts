import type { measureApp } from './app.ts'
import type { measurePages } from './pages.ts'
import type { measurePull } from './pull.ts'
import type { measurePush } from './push.ts'
import type { measureStart } from './start.ts'
import type { measureVisits } from './visit.ts'
import { round } from './world.ts'

/** What `npm test` and `npm run check` leave behind (ops/run/test.ts). */
export type TestRun = {
  seconds: number
  passed: number
  failed: number
  at: string
  commit: string
  load: number
}

/** What the commands of `npm run prove` leave behind (prove/run.ts). */
type Run = { at: string; commit: string; load: number; seed: number }
export type Proofs = {
  simulate?: Run & {
    schedules: number
    seconds: number
    assertions: number
    violations: number
    leastInACell: number
  }
  planted?: Run & { planted: number; caught: number; heard: number; classes: Record<string, number> }
  kills?: Run &
    Record<
      'kills' | 'acknowledged' | 'lost' | 'doubled' | 'torn' | 'stuck' | 'seconds' | 'compared' | 'differ',
      number
    > & { ways: Record<string, number> }
  network?: Run & Record<'violations' | 'compared' | 'differ', number>
  restore?: Run &
    Record<
      'backupSeconds' | 'acknowledged' | 'lostByServer' | 'missing' | 'doubled' | 'returned' | 'violations',
      number
    > & { gone: Record<'home' | 'person' | 'phone' | 'membership', number> }
}

export type Measured = {
  prove: Proofs
  push?: Awaited<ReturnType<typeof measurePush>>
  visit?: Awaited<ReturnType<typeof measureVisits>>
  pull?: Awaited<ReturnType<typeof measurePull>>
  pages?: Awaited<ReturnType<typeof measurePages>>
  app?: Awaited<ReturnType<typeof measureApp>>
  start?: Awaited<ReturnType<typeof measureStart>>
  test?: TestRun
  check?: TestRun
}

export type Goal = {
  id: string
  what: string
  goal: string
  /** What was measured and whether every part of the goal holds; undefined = not measured yet. */
  read: (measured: Measured) => { text: string; holds: boolean } | undefined
}

const n = (value: number) => value.toLocaleString('en-US')
const not = () => undefined

/** The figures we hold ourselves to, in one list. A red one stays on the page. */
export const GOALS: Goal[] = [
  {
    id: 'P1',
    what: 'ops accepted in batches of 50, all rules and the ledger on',
    goal: '≥ 5,000 ops/s for 10 min, p99 ≤ 500 ms, 0 lost',
    read: ({ push }) =>
      push && {
        text: `${n(push.P1.opsPerSecond)} ops/s for ${push.P1.seconds} s${push.P1.seconds < 600 ? ' only' : ''}, p50 ${push.P1.p50Ms} ms, p99 ${push.P1.p99Ms} ms, ${push.P1.lost} lost of ${n(push.P1.accepted)}`,
        holds:
          push.P1.opsPerSecond >= 5000 &&
          push.P1.p99Ms <= 500 &&
          push.P1.lost === 0 &&
          push.P1.seconds >= 600,
      },
  },
  {
    id: 'P2',
    what: 'the same as a share of bare PostgreSQL writing the same rows',
    goal: '≥ 40 %',
    read: ({ push }) =>
      push && {
        text: `${push.P2.share} % of ${n(push.P2.bareOpsPerSecond)} ops/s bare (${n(push.P2.rows)} ops)`,
        holds: push.P2.share >= 40,
      },
  },
  {
    id: 'P3',
    what: 'single-visit pushes at concurrency 32',
    goal: '≥ 1,000 requests/s, p99 ≤ 100 ms',
    read: ({ visit }) =>
      visit && {
        text: `${n(visit.requestsPerSecond)} requests/s for ${visit.seconds} s, p50 ${visit.p50ms} ms, p99 ${visit.p99ms} ms, ${visit.lost} lost of ${n(visit.accepted)} (${n(visit.bytes)} bytes a visit); ${visit.shareOfBare} % of ${n(visit.bareRequestsPerSecond)} a second bare; in the figures ${n(visit.countedMs)} ms after the last; 8 at once ${n(visit.at[8].requestsPerSecond)}/s, p99 ${visit.at[8].p99ms} ms; one at a time ${n(visit.at[1].requestsPerSecond)}/s, p99 ${visit.at[1].p99ms} ms`,
        holds: visit.requestsPerSecond >= 1000 && visit.p99ms <= 100 && visit.lost === 0,
      },
  },
  {
    id: 'P4',
    what: 'first sync of an area: 300 homes, 1,000 people, 5,000 attainments',
    goal: '≤ 150 KB, ≤ 1 s server CPU for 20, ≤ 3 s on a slow phone',
    read: ({ pull, app }) => {
      if (!pull) return undefined
      const { kb, requests, rows, cpuSecondsFor20 } = pull.firstLoad
      const phone = app?.firstSyncMs
      return {
        text: `${kb} KB in ${requests} requests (${n(rows)} rows), CPU for 20: server ${cpuSecondsFor20.server} s, database ${cpuSecondsFor20.database} s; on a 4x slower phone ${phone === undefined ? 'not measured yet' : `in ${n(phone)} ms from the tap on "Vào tổ" (${app!.firstSyncRuns.join(', ')})`}`,
        holds:
          kb <= 150 && cpuSecondsFor20.server + cpuSecondsFor20.database <= 1 && (phone ?? Infinity) <= 3000,
      }
    },
  },
  {
    id: 'P5',
    what: 'a sync with nothing new, for 1 area and for 27',
    goal: '1 request, ≤ 500 bytes, ≤ 2 indexed reads beyond sign-in',
    read: ({ pull }) => {
      if (!pull) return undefined
      const { 1: one, 27: many } = pull.idle
      const told = (label: string, idle: typeof one) =>
        `${label}: asks ${n(idle.question)} bytes, answered by ${n(idle.answer)}, ${idle.medianMs} ms`
      return {
        text: `${told('1', one)}; ${told('27', many)} (bodies as sent, 1 request each; 2 reads beyond the session, counted in server/sync/routes.test.ts)`,
        holds: one.answer + one.question <= 500 && many.answer + many.question <= 500,
      }
    },
  },
  {
    id: 'P6',
    what: 'the nation: 90,000 areas, 27 M homes',
    goal: '≤ 1,000 bytes a home, every dashboard p95 ≤ 50 ms',
    read: not,
  },
  {
    id: 'P7',
    what: 'from a push until the national figure shows it',
    goal: '≤ 5 s at 500 ops/s',
    read: ({ push }) =>
      push && {
        text: `median ${n(push.P7.medianMs)} ms, worst ${n(push.P7.worstMs)} ms of ${push.P7.samples} at ${n(push.P7.opsPerSecond)} ops/s`,
        holds: push.P7.worstMs <= 5000 && push.P7.opsPerSecond >= 490,
      },
  },
  { id: 'P8', what: 'the 20th: all 74,422 reports', goal: '≤ 6 minutes', read: not },
  {
    id: 'P9',
    what: 'cost of growth from 1/100 of the nation to all of it',
    goal: 'flat within 1.5x',
    read: not,
  },
  {
    id: 'P10',
    what: 'field app at a 4x slower CPU, 3,000 people in the store',
    goal: 'JS ≤ 120 KB for the first screen; offline cold start ≤ 1.5 s from the last digit, key work ≤ 300 ms; visit saved ≤ 100 ms',
    read: ({ app }) =>
      app && {
        text: `JS ${app.jsKb} KB; cold start ${n(app.coldStartMs)} ms (${app.coldStartRuns.join(', ')}) with ${app.keyMs} ms of key work; saved in ${app.saveMs} ms (${app.saveRuns.join(', ')}); a whole visit of ${app.visitTaps} taps, each after ${n(app.visitPauseMs)} ms to read, ${app.visitS} s, ${app.visitOwnMs} ms of it the phone; a letter of a search ${app.searchMs} ms; whole book over slow 4G in ${n(Math.round(app.loadMs / 1000))} s`,
        holds: app.jsKb <= 120 && app.coldStartMs <= 1500 && app.keyMs <= 300 && app.saveMs <= 100,
      },
  },
  {
    id: 'P11',
    what: 'public lesson page',
    goal: '≤ 60 KB first load, readable without JS, LCP ≤ 2.0 s on slow 4G',
    read: ({ pages }) =>
      pages && {
        text: `${pages.lesson.allKb} KB in ${pages.lesson.requests} requests (document ${pages.lesson.documentKb}, JS ${pages.lesson.jsKb}), ${pages.lesson.readableWithoutScripts ? 'readable' : 'not readable'} without JS, LCP ${n(pages.lesson.lcpMs)} ms`,
        holds: pages.lesson.allKb <= 60 && pages.lesson.readableWithoutScripts && pages.lesson.lcpMs <= 2000,
      },
  },
  {
    id: 'P12',
    what: '`npm start` after install',
    goal: 'first ≤ 60 s with web build and demo, later ≤ 5 s, idle ≤ 300 MB',
    read: ({ start }) =>
      start && {
        text: `first ${start.firstSeconds} s, later ${start.laterSeconds} s (${start.laterRuns.join(', ')}), idle ${start.idleMb ?? 'not measured'} MB in all`,
        holds: start.firstSeconds <= 60 && start.laterSeconds <= 5 && (start.idleMb ?? 0) <= 300,
      },
  },
  {
    id: 'P13',
    what: '`npm test`; `npm run check`',
    goal: '≤ 8 minutes; ≤ 60 s',
    read: ({ test, check }) => {
      if (!test && !check) return undefined
      const told = (name: string, run: TestRun | undefined) =>
        run
          ? `${name} ${run.seconds} s (${n(run.passed)} passed, ${run.failed} failed, load ${run.load})`
          : `${name} not measured yet`
      return {
        text: `${told('test', test)}; ${told('check', check)}`,
        holds:
          (test?.seconds ?? 1e9) <= 480 &&
          (check?.seconds ?? 1e9) <= 60 &&
          test?.failed === 0 &&
          check?.failed === 0,
      }
    },
  },
  {
    id: 'R1',
    what: 'seeded fault schedules in memory',
    goal: '10,000 in `npm test`, 100,000 in ≤ 5 min and 1,000,000 on demand, 0 violations',
    read: ({ prove: { simulate } }) =>
      simulate && {
        text: `${n(simulate.schedules)} schedules in ${n(simulate.seconds)} s, ${n(simulate.assertions)} assertions, each mark of the matrix at least ${n(simulate.leastInACell)} times, ${simulate.violations} violations (seed ${simulate.seed}, load ${simulate.load})`,
        holds:
          simulate.violations === 0 &&
          simulate.schedules >= 100_000 &&
          simulate.seconds <= (300 * simulate.schedules) / 100_000,
      },
  },
  {
    id: 'R2',
    what: 'planted sync bugs caught',
    goal: '30 of 30, at least 5 per class, 10 written without looking at the code',
    read: ({ prove: { planted } }) =>
      planted && {
        text: `${planted.caught} of ${planted.planted} (${Object.entries(planted.classes)
          .map(([name, count]) => `${name} ${count}`)
          .join(', ')}; ${planted.heard} heard of elsewhere)`,
        holds:
          planted.caught === planted.planted &&
          planted.planted >= 30 &&
          planted.heard >= 10 &&
          Object.values(planted.classes).every(count => count >= 5),
      },
  },
  {
    id: 'R3',
    what: 'kill -9 of server, database and browser',
    goal: '1,400 kills, ≥ 1,000,000 acknowledged, 0 lost, 0 doubled',
    read: ({ prove: { kills } }) =>
      kills && {
        text: `${n(kills.kills)} kills (${Object.entries(kills.ways)
          .map(([name, count]) => `${name} ${count}`)
          .join(
            ', ',
          )}) in ${n(kills.seconds)} s, ${n(kills.acknowledged)} acknowledged, ${kills.lost} lost, ${kills.doubled} doubled, ${kills.torn} torn, ${kills.stuck} stuck`,
        holds:
          kills.kills >= 1400 &&
          kills.acknowledged >= 1_000_000 &&
          kills.lost + kills.doubled + kills.torn + kills.stuck === 0,
      },
  },
  {
    id: 'R4',
    what: 'server restored to an older backup',
    goal: 'a backup 10 min old: every acknowledged op comes back; nothing revoked or erased returns',
    read: ({ prove: { restore } }) => {
      if (!restore) return undefined
      const { backupSeconds, gone, missing, doubled, returned, violations } = restore
      const after = `${gone.home} homes and ${gone.person} people erased, ${gone.phone} phone signed out, ${gone.membership} membership ended after it`
      return {
        text: `backup ${n(round(backupSeconds / 60))} min old; ${n(restore.lostByServer)} of ${n(restore.acknowledged)} acknowledged ops were made after it: ${missing} missing, ${doubled} doubled; ${after}: ${returned} back; ${violations} violations`,
        holds: violations === 0 && missing + doubled + returned === 0 && backupSeconds >= 600,
      }
    },
  },
  { id: 'R5', what: 'authorization cells, three builds', goal: '≥ 20,000, 0 deviations', read: not },
  {
    id: 'R6',
    what: 'bad requests, hostile files, SSRF addresses',
    goal: '1,000,000 / 200 / 60, no 5xx',
    read: not,
  },
  { id: 'R7', what: '5x overload for 10 min', goal: 'goodput ≥ 80 % of peak', read: not },
  { id: 'R8', what: 'restore drill of 10 M rows', goal: '≤ 10 min, hashes equal', read: not },
  { id: 'R9', what: 'axe violations over every route and state', goal: '0', read: not },
  {
    id: 'R10',
    what: 'phone and server show the same count at the same revision, unsent apart',
    goal: 'always, with one line that explains the number',
    read: ({ prove: { kills, network } }) => {
      const runs = [kills, network].filter(run => run !== undefined)
      if (runs.length === 0) return undefined
      const sum = (key: 'compared' | 'differ') => runs.reduce((all, run) => all + run[key], 0)
      return {
        text: `${n(sum('compared'))} counts of homes, people and visits compared after kills and a bad network, ${sum('differ')} differ`,
        holds: sum('compared') > 0 && sum('differ') === 0,
      }
    },
  },
]
