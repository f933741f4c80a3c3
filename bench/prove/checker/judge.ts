import { faultOfChain, hashOf, type Link } from './chain.ts'
import { type Evidence, type HistoryLine, type Hold, idsOf, type OpRow } from './evidence.ts'
import { judgeGone } from './gone.ts'
import { judgeScreens } from './screens.ts'

export type Verdict = {
  faults: { rule: string; message: string }[]
  lost: number
  doubled: number
  torn: number
  /** Of what was erased, revoked or ended: how much of it is back. */
  returned: number
  acknowledged: number
  asserted: number
  /** Counts of a phone that were compared with the server's at the same revision (R10), and how many of them differ. */
  compared: number
  differ: number
}

type Visit = {
  activityId: string
  day: string
  guided: { residentId: string; observations: { skill: string; level: unknown }[] }[]
}

/** What a phone shows of an area. */
const SHOWN = ['household', 'resident', 'activity']

const instant = (text: string) => new Date(text).toISOString()

/**
 * The independent judge. It knows what the devices wrote (what was saved, sent and acknowledged), what screens and feeds
 * showed, and a plain dump of the database's tables. It shares no line with the product.
 */
export const judge = (evidence: Evidence): Verdict => {
  const { history, dump, views = [], gone = [], restored = false } = evidence
  const faults: Verdict['faults'] = []
  const count = { lost: 0, doubled: 0, torn: 0, returned: 0, asserted: 0, compared: 0, differ: 0 }
  const hold: Hold = (right, rule, message, as) => {
    count.asserted++
    if (right) return
    faults.push({ rule, message })
    if (as) count[as]++
  }
  const rows = <T>(table: string) => dump.filter(line => line.table === table).map(line => line.row as T)

  const ops = new Map<string, OpRow>()
  for (const row of rows<OpRow>('op')) {
    hold(!ops.has(row.id), 'I2', `op ${row.id} has two rows`, 'doubled')
    ops.set(row.id, row)
  }
  const refused = new Set(rows<{ op_id: string }>('refused_op').map(row => row.op_id))

  // A phone drops what it had kept of somebody who was erased (D20), but for visits; a server that goes back has it no more.
  const erased = idsOf(gone)
  const mayBeForgotten = ({ kind, about = [] }: HistoryLine) =>
    restored && kind !== 'activity.record' && about.some(id => erased.has(id))

  // I1 and I3: what was acknowledged is there as it was acknowledged; what was saved is there or was refused to its author.
  for (const line of history) {
    const row = ops.get(line.op)
    if (line.acked !== null && !line.refused && !mayBeForgotten(line)) {
      hold(row !== undefined, 'I1', `op ${line.op} was acknowledged at ${line.acked} and is gone`, 'lost')
      if (row)
        hold(
          instant(row.stamp) === line.stamp,
          'I2',
          `op ${line.op} has another stamp than was acknowledged`,
          'doubled',
        )
    }
    hold(
      row !== undefined || refused.has(line.op) || mayBeForgotten(line),
      'I3',
      `op ${line.op}, saved at ${line.saved}, is nowhere`,
      'lost',
    )
  }

  // I7: one device's numbers enter each area in their order. After a restore what is sent again comes behind newer work
  // (S30); what was sent once only keeps its order there too.
  const byArea = Map.groupBy(ops.values(), row => row.area_id)
  const known = new Map(history.map(line => [line.op, line]))
  const heads = new Map(
    rows<{ area_id: number; revision: number; chain: string }>('area_feed').map(row => [row.area_id, row]),
  )
  for (const [area, all] of byArea) {
    const chained = inChain(all)
    hold(chained !== null, 'I10', `area ${area}: the ledger is not one chain`)
    if (!chained) continue
    const fault = faultOfChain(chained.map(linkOf), heads.get(area)?.chain ?? '')
    hold(fault === null, 'I10', `area ${area}: ${fault}`)
    const last = new Map<string, number>()
    for (const row of chained) {
      const line = known.get(row.id)
      if (!line || (restored && line.sent > 1)) continue
      hold(row.seq > (last.get(row.device_id) ?? 0), 'I7', `op ${row.id} came out of its order`)
      last.set(row.device_id, row.seq)
    }
  }

  // I7 and I2: a visit is whole, its row and what was seen of each person, and once.
  const activities = new Map(
    rows<{ area_id: number; id: string; day: string; voided: boolean }>('activity').map(row => [row.id, row]),
  )
  const people = new Map(
    rows<{ id: string; removed: boolean; observations: unknown[][] }>('resident').map(row => [row.id, row]),
  )
  const settled = new Map<string, { day: string; by: string }>()
  for (const row of ops.values()) {
    if (row.kind !== 'activity.day' || row.body === null) continue
    const [id, by] = [String(row.body['activityId']), `${instant(row.stamp)} ${row.id}`]
    if (by > (settled.get(id)?.by ?? '')) settled.set(id, { day: String(row.body['day']), by })
  }
  const visits = new Map<string, number>()
  const recorded = new Set<string>()
  for (const row of ops.values()) {
    if (row.kind !== 'activity.record' || row.body === null) continue
    const { activityId, day: written, guided } = row.body as Visit
    const day = settled.get(activityId)?.day ?? written
    recorded.add(activityId)
    hold(activities.get(activityId)?.day === day, 'I7', `op ${row.id} stands, its visit does not`, 'torn')
    for (const { residentId, observations } of guided)
      for (const { skill, level } of observations) {
        if (people.get(residentId)?.removed) continue
        const seen = (people.get(residentId)?.observations ?? []).filter(
          item => item[0] === skill && item[3] === activityId,
        )
        hold(
          seen.length >= 1 && seen[0]![1] === level,
          'I7',
          `op ${row.id} stands, what was seen of ${residentId} does not`,
          'torn',
        )
        hold(
          seen.length <= 1,
          'I2',
          `${skill} of ${residentId} was counted ${seen.length} times at one visit`,
          'doubled',
        )
      }
    const key = `${row.area_id} ${day}`
    visits.set(key, (visits.get(key) ?? 0) + 1)
  }
  for (const row of ops.values()) {
    if (row.kind !== 'resident.remove' || row.body === null) continue
    const person = people.get(String(row.body['residentId']))
    hold(
      person?.removed === true && person.observations.length === 0,
      'I5',
      `a person who was removed by op ${row.id} is back`,
    )
  }
  // The op of a visit in which somebody was erased may have lost its content; then one visit more stands without a name.
  const nameless = Map.groupBy(
    [...activities.values()].filter(({ id }) => !recorded.has(id)),
    row => row.area_id,
  )
  for (const area of new Set([...byArea.keys(), ...nameless.keys()])) {
    const wiped = (byArea.get(area) ?? []).filter(row => row.kind === 'activity.record' && row.body === null)
    const left = nameless.get(area) ?? []
    hold(
      left.length === wiped.length,
      'I7',
      `area ${area}: ${left.length} visits stand without an op, ${wiped.length} ops have lost their content`,
      'torn',
    )
    for (const { id, day } of left) {
      recorded.add(id)
      visits.set(`${area} ${day}`, (visits.get(`${area} ${day}`) ?? 0) + 1)
    }
  }
  for (const { id, observations } of people.values())
    for (const item of observations)
      hold(
        recorded.has(String(item[3])),
        'I7',
        `${id} has something seen at a visit that is not there`,
        'torn',
      )

  // I4 and R10: a phone shows the rows that its area holds, no more and no less, once it is at the area's revision.
  const living = new Map<string, Set<string>>()
  for (const { table, row } of dump) {
    if (!SHOWN.includes(table) || row['removed'] === true) continue
    const key = `${row['area_id']} ${table}`
    const ids = living.get(key) ?? new Set()
    living.set(key, ids.add(String(row['id'])))
  }
  for (const { phone, area, at, unsent, rows: shown } of views) {
    hold(at === heads.get(area)?.revision, 'I4', `phone ${phone} is not where area ${area} is`)
    hold(unsent === 0, 'I8', `phone ${phone} has ${unsent} unsent`)
    for (const table of SHOWN) {
      const theirs = living.get(`${area} ${table}`) ?? new Set()
      const mine = shown.filter(([name]) => name === table)
      count.compared++
      if (mine.length !== theirs.size) count.differ++
      hold(
        mine.length === theirs.size,
        'R10',
        `phone ${phone} counts ${mine.length} of ${table}, the server ${theirs.size}`,
      )
      hold(
        mine.every(([, id]) => theirs.has(id)),
        'I5',
        `phone ${phone} shows a ${table} that area ${area} has not`,
      )
    }
  }

  // I9: the figures are what a recount of the ledger gives.
  const told = rows<{ area_id: number; day: string; n: number }>('area_fact')
  if (told.length > 0) {
    const sums = new Map<string, number>()
    for (const { area_id, day, n } of told)
      sums.set(`${area_id} ${day}`, (sums.get(`${area_id} ${day}`) ?? 0) + n)
    for (const key of new Set([...sums.keys(), ...visits.keys()]))
      hold(
        sums.get(key) === visits.get(key),
        'I9',
        `${key}: the figures say ${sums.get(key) ?? 0} visits, the ledger ${visits.get(key) ?? 0}`,
      )
  }
  judgeScreens(evidence, hold)
  judgeGone(evidence, hold)
  return { faults, ...count, acknowledged: history.filter(line => line.acked !== null).length }
}

const linkOf = (row: OpRow): Link => ({
  id: row.id,
  areaId: row.area_id,
  deviceId: row.device_id,
  seq: row.seq,
  actorId: row.actor_id,
  kind: row.kind,
  body: row.body,
  deviceAt: instant(row.device_at),
  stamp: instant(row.stamp),
  salt: row.salt,
  digest: row.digest,
  chain: row.chain,
})

/** Ops of one area in the order in which each follows the one whose chain value it was made from; null when they do not form one chain. */
const inChain = (rows: readonly OpRow[]): OpRow[] | null => {
  const byRevision = Map.groupBy(rows, row => row.revision)
  const ordered: OpRow[] = []
  let before = ''
  for (const revision of [...byRevision.keys()].sort((a, b) => a - b)) {
    // Any order is tried; that of one device's numbers is nearly always the right one.
    let left = byRevision.get(revision)!.toSorted((a, b) => a.seq - b.seq)
    while (left.length > 0) {
      const next = left.find(row => linkAfter(before, row) === row.chain)
      if (!next) return null
      ordered.push(next)
      left = left.filter(row => row !== next)
      before = next.chain
    }
  }
  return ordered
}

const linkAfter = (before: string, row: OpRow) =>
  hashOf([before, row.id, instant(row.stamp), row.digest].join('\n'))
