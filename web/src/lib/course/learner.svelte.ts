import type { CountLessons, JoinOwnProgress } from '@tung-nha/model/api/course.ts'
import {
  finish,
  joinProgress,
  type LessonProgress,
  type Progress,
  reach,
} from '@tung-nha/model/course/progress.ts'
import { type Day, dayOf } from '@tung-nha/model/kit/day.ts'
import { call } from '#lib/api/call.ts'
import { oneAtATime } from '#lib/api/turns.ts'
import { type Kept, type KeptCertificate, readKept, type WaitingCount, writeKept } from '#lib/course/kept.ts'

export type Learner = ReturnType<typeof openLearner>

const today = (): Day => dayOf(new Date().toISOString())
const items = (progress: Progress) => Object.entries(progress).map(([skill, one]) => ({ skill, ...one }))
const fromItems = (list: (LessonProgress & { skill: string })[]): Progress =>
  Object.fromEntries(list.map(({ skill, ...one }) => [skill, one]))

/**
 * Whoever learns on this phone. Everything is kept here first; the network is told afterwards, when there is one, and
 * a failure is no news. Call in the browser only.
 */
export const openLearner = () => {
  let kept = $state.raw<Kept>(readKept())
  // The course may be open twice: what another tab has written is not written over.
  addEventListener('storage', () => {
    kept = readKept()
  })
  const put = (change: Partial<Kept>) => {
    kept = { ...kept, ...change }
    writeKept(kept)
  }
  const count = (skill: string, what: WaitingCount['what']): WaitingCount[] =>
    [...kept.counts, { skill, what, day: today() }].slice(-100)

  // One at a time: a second round would send again what the first is still sending, and it would count twice.
  const sendCounts = oneAtATime(async () => {
    const sent = kept.counts
    if (sent.length === 0) return
    await call<CountLessons>('POST /api/v1/course/counts', {
      body: { items: sent, ...(kept.poster ? { poster: kept.poster } : {}) },
    })
    const isSent = (one: WaitingCount) => sent.some(each => JSON.stringify(each) === JSON.stringify(one))
    put({ counts: kept.counts.filter(one => !isSent(one)) })
  })
  const joinMember = async () => {
    if (!kept.member) return
    const answer = await call<JoinOwnProgress>('PUT /api/v1/course/progress', {
      body: { items: items(kept.progress) },
    })
    put({ progress: joinProgress(kept.progress, fromItems(answer.items)) })
  }
  const tell = () => {
    if (!navigator.onLine) return
    sendCounts().catch(() => undefined)
    joinMember().catch(() => undefined)
  }

  return {
    get progress() {
      return kept.progress
    },
    get certificates() {
      return kept.certificates
    },
    get poster() {
      return kept.poster
    },
    get today() {
      return today()
    },
    /** How one came: by a poster, or from the app of a team. */
    cameFrom: (search: URLSearchParams) => {
      const poster = search.get('p')
      if (poster && /^[2-9A-Za-z]{4,12}$/.test(poster)) put({ poster })
      if (search.get('tv') === '1') put({ member: true })
      tell()
    },
    reach: (skill: string, at: number, version: number) => {
      const counts = kept.progress[skill] ? kept.counts : count(skill, 'opened')
      put({ progress: reach(kept.progress, skill, at, version, today()), counts })
    },
    finish: (skill: string, right: number, of: number, version: number) => {
      const first = (kept.progress[skill]?.finishedOn ?? null) === null
      put({
        progress: finish(kept.progress, skill, { day: today(), right, of }, version),
        counts: first ? count(skill, 'finished') : kept.counts,
      })
      tell()
    },
    keep: (certificate: KeptCertificate) => put({ certificates: [certificate, ...kept.certificates] }),
    tell,
  }
}
