import { type Day, dayOf, type Instant } from '#model/kit/day.ts'
import type { RequestClose, RequestOpen, RequestResult, RequestTake } from '#model/request/shape.ts'
import { type Clocks, isFirst, isTombstone, markBirth, stampFields } from '#model/sync/clocks.ts'
import { type Draft, type OpRule, type Row, refusal, type StampedOp, type Table } from '#model/sync/op.ts'

export type RequestRow = Row & {
  code: string
  name: string
  phone: string | null
  lane: string
  skill: string | null
  poster: string | null
  state: 'open' | 'taken' | 'closed'
  openedOn: Day
  openedAt: Instant
  takenBy: string | null
  closedOn: Day | null
  closedBy: string | null
  result: RequestResult | null
  activityId: string | null
  clocks: Clocks
}

export const requests: Table<RequestRow> = {
  name: 'request',
  blank: id => ({
    id,
    removed: true,
    code: '',
    name: '',
    phone: null,
    lane: '',
    skill: null,
    poster: null,
    state: 'open',
    openedOn: '1970-01-01',
    openedAt: '1970-01-01T00:00:00.000Z',
    takenBy: null,
    closedOn: null,
    closedBy: null,
    result: null,
    activityId: null,
    clocks: [],
  }),
}

const touches = (body: { requestId: string }) => [{ table: requests.name, id: body.requestId }]

/** A request counts on the day it was opened and on the day it was closed. */
const days = (rows: Draft, op: StampedOp<{ requestId: string }>): Day[] => {
  const row = rows.read(requests, op.body.requestId)
  return row.removed ? [] : [row.openedOn, ...(row.closedOn === null ? [] : [row.closedOn])]
}

const missing = (rows: Draft, op: StampedOp<{ requestId: string }>) =>
  rows.lives(requests, op.body.requestId) ? null : refusal('op.target-missing', { id: op.body.requestId })

export const requestOpen: OpRule<RequestOpen> = {
  day: body => body.day,
  touches,
  refuse: (rows, op, known) => {
    if (rows.lives(requests, op.body.requestId)) return refusal('op.id-reused', { id: op.body.requestId })
    const { skill } = op.body
    return skill === undefined || known.skills.has(skill) ? null : refusal('op.skill-unknown', { skill })
  },
  apply: (rows, op) => {
    const row = rows.read(requests, op.body.requestId)
    if (isTombstone(row) || !isFirst(row.clocks, 'born', op)) return
    const { code, name, phone = null, lane, skill = null, poster = null, day } = op.body
    rows.write(requests, {
      ...row,
      removed: false,
      code,
      name,
      phone,
      lane,
      skill,
      poster,
      openedOn: day,
      openedAt: op.stamp,
      clocks: markBirth(row.clocks, op),
    })
  },
  days,
}

/** Whoever takes a request first has it. */
export const requestTake: OpRule<RequestTake> = {
  day: () => null,
  touches,
  refuse: missing,
  apply: (rows, op) => {
    const row = rows.read(requests, op.body.requestId)
    if (!isFirst(row.clocks, 'takenBy', op)) return
    const state = row.state === 'open' ? 'taken' : row.state
    rows.write(requests, {
      ...row,
      state,
      takenBy: op.actorId,
      clocks: stampFields(row.clocks, op, ['takenBy']),
    })
  },
  days,
}

/** The first close counts; a later one changes nothing and is no error to its author. */
export const requestClose: OpRule<RequestClose> = {
  day: body => body.day ?? null,
  touches,
  refuse: missing,
  apply: (rows, op) => {
    const row = rows.read(requests, op.body.requestId)
    if (!isFirst(row.clocks, 'result', op)) return
    const { result, activityId = null, day = dayOf(op.stamp) } = op.body
    rows.write(requests, {
      ...row,
      state: 'closed',
      result,
      activityId,
      closedOn: day,
      closedBy: op.actorId,
      clocks: stampFields(row.clocks, op, ['result']),
    })
  },
  days,
}
