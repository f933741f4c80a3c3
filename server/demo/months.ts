import {
  addPeriods,
  dueDayOf,
  type Period,
  type PeriodRule,
  periodOf,
} from '@tung-nha/model/indicator/period.ts'
import { addDays, dayOf, type Instant } from '@tung-nha/model/kit/day.ts'
import type { FastifyInstance } from 'fastify'
import { startSession } from '#auth/session.ts'
import { officerByEmail } from '#demo/queries.ts'
import type { Roster } from '#demo/roster.ts'
import { type DemoWorld, readWorld } from '#demo/world.ts'
import { drain, recountRosters } from '#facts/drain.ts'
import { countRulesOf } from '#facts/rules.ts'
import type { Setup } from '#http/setup.ts'

/** Which teams are special in the period that is due, by their place in the list of villages. */
const HERO = 0 // the leader of the story has not sent yet: the visitor will
const SILENT = 10
const RETURNED = 3
const WAITING = [2, 5, 8, 12]
const LATE = [6]
const UNSENT = [16]
const WITH_ADDITION = 9

type View = {
  version: number
  narrative: Record<string, string>
  additions: object
  answers: Record<string, string>
  checks: { answerKey: string; severity: string }[]
  difficultyText: string
  may: string[]
}
type Ask = (method: 'GET' | 'PUT' | 'POST', path: string, token: string, body?: object) => Promise<View>

/**
 * Reports of the last months, made as people make them: by calling the API as leader, officer and vice chair on the
 * days on which they would have done it.
 */
export const seedReports = async (setup: Setup, app: FastifyInstance, roster: Roster): Promise<void> => {
  const clock = setup.demoClock
  if (!clock) return
  const world = await readWorld(setup.catalogue.dir)
  const rule: PeriodRule = setup.catalogue.form.period
  const today = dayOf(setup.wall())
  await countAll(setup)

  const ask: Ask = async (method, path, token, body) => {
    const answer = await app.inject({
      method,
      url: path,
      headers: { authorization: `Bearer ${token}` },
      ...(body ? { payload: body } : {}),
    })
    if (answer.statusCode >= 400)
      throw new Error(`the demonstration world was refused ${method} ${path}: ${answer.body}`)
    return answer.json<View>()
  }
  const people = await tokensOf(setup, roster, world)
  const closed = addPeriods(periodOf(today, rule), -1)
  try {
    for (const ago of [1, 0]) {
      const period = addPeriods(closed, -ago)
      const due = dueDayOf(period, rule)
      await monthOf({ setup, ask, roster, world, people, period, due, last: ago === 0 })
    }
  } finally {
    await clock.choose(null)
  }
}

/** Reports are filled from facts, so everything recorded is counted first. */
const countAll = async ({ db, catalogue, clock }: Setup) => {
  const rules = countRulesOf(catalogue)
  await recountRosters(db, rules, clock())
  while ((await drain(db, rules, clock())).areas > 0);
}

type Month = {
  setup: Setup
  ask: Ask
  roster: Roster
  world: DemoWorld
  people: { leaders: string[]; officer: string; signer: string }
  period: Period
  due: string
  last: boolean
}

const monthOf = async ({ setup, ask, roster, world, people, period, due, last }: Month) => {
  const today = dayOf(setup.wall())
  const on = async (day: string) => setup.demoClock?.choose(day > today ? today : day)
  const teamPath = (i: number) => `/api/v1/teams/${roster.teams[i]!.id}/reports/${period}`
  const communePath = `/api/v1/units/${roster.communeId}/reports/${period}`

  const write = async (path: string, token: string, additions: object = {}) => {
    const view = await ask('GET', path, token)
    const answers = Object.fromEntries(view.checks.map(check => [check.answerKey, world.remark]))
    const narrative = {
      highlights: world.narrative.results,
      difficulties: view.difficultyText,
      proposals: world.narrative.proposals,
      next: world.narrative.next,
    }
    return ask('PUT', path, token, { version: view.version, narrative, additions, answers })
  }
  const send = async (i: number) => {
    const additions =
      last && i === WITH_ADDITION
        ? {
            TN10: { n: 1, reason: 'Một buổi ở chợ phiên chưa ghi trên máy', source: 'Danh sách giấy của tổ' },
          }
        : {}
    const { version } = await write(teamPath(i), people.leaders[i]!, additions)
    await ask('POST', `${teamPath(i)}/submit`, people.leaders[i]!, { version })
  }
  const decide = async (i: number, what: 'approve' | 'return') => {
    const { version } = await ask('GET', teamPath(i), people.officer)
    await ask(
      'POST',
      `${teamPath(i)}/${what}`,
      people.officer,
      what === 'return' ? { version, remark: world.remark, row: 'TN01' } : { version },
    )
  }

  const all = roster.teams.map((_, i) => i)
  const quiet = last ? new Set([HERO, SILENT, ...UNSENT, ...LATE]) : new Set([SILENT])
  await on(addDays(due, -2))
  for (const i of all.filter(i => !quiet.has(i))) await send(i)
  await on(addDays(due, -1))
  for (const i of all.filter(i => !quiet.has(i) && !(last && (i === RETURNED || WAITING.includes(i)))))
    await decide(i, 'approve')
  if (last) await decide(RETURNED, 'return')
  if (last) {
    if (today > due) {
      await on(addDays(due, 1))
      for (const i of LATE) await send(i)
    }
    return
  }
  await on(due)
  const { version } = await write(communePath, people.officer)
  const sent = await ask('POST', `${communePath}/submit`, people.officer, { version })
  await ask('POST', `${communePath}/sign`, people.signer, { version: sent.version })
}

/** A session for each leader's phone and for the two officers; they end with the seeding's day. */
const tokensOf = async (setup: Setup, roster: Roster, world: DemoWorld) => {
  const now: Instant = setup.wall()
  const start = async (holder: { officerId: string } | { deviceId: string }) => {
    const token = Buffer.from(setup.random(32)).toString('base64url')
    const spec = {
      id: setup.newId(),
      token,
      now,
      lastsMs: 600_000,
      address: '127.0.0.1',
      userAgent: 'demonstration',
    }
    await startSession(setup.db, holder, spec)
    return token
  }
  const officer = async (key: string) => {
    const { email } = world.people.find(person => person.key === key)!
    const found = await setup.db.transaction().execute(tx => officerByEmail(tx, email!))
    return start({ officerId: found!.id })
  }
  const leaders: string[] = []
  for (const team of roster.teams) leaders.push(await start({ deviceId: team.members[0]!.deviceId }))
  return { leaders, officer: await officer('officer'), signer: await officer('signer') }
}
