import { createHash } from 'node:crypto'
import type { Role } from '@tung-nha/model/access/roles.ts'
import { dueDayOf, spanOf } from '@tung-nha/model/indicator/period.ts'
import { daysBetween } from '@tung-nha/model/kit/day.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { checksOf, unanswered } from '@tung-nha/model/report/checks.ts'
import { type Addition, faultyAdditions } from '@tung-nha/model/report/rows.ts'
import { type ReportAction, stepOf } from '@tung-nha/model/report/state.ts'
import { canonical } from '@tung-nha/model/sync/hash.ts'
import { headOf } from '#audit/record.ts'
import { countRulesOf } from '#facts/rules.ts'
import { contributors, feedRevisions } from '#facts/source.ts'
import {
  addEvent,
  areasServed,
  contentOf,
  findReport,
  officerTitle,
  type ReportChange,
  writeReport,
} from '#report/queries.ts'
import { difficultiesOf, type Frozen, liveOf, type Place, stateOf, type Work } from '#report/report.ts'

export type Person = { id: string; name: string; kind: 'officer' | 'member'; roles: readonly Role[] }

export type Deed =
  | {
      what: 'save'
      version: number
      narrative: Frozen['narrative']
      additions: Record<string, Addition>
      answers: Record<string, string>
    }
  | { what: 'submit' | 'approve' | 'sign'; version: number }
  | { what: 'return' | 'amend'; version: number; remark: string; row?: string }

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
/** Beyond so many, a frozen report keeps only the count and the hash of its contributing rows. */
const MOST_IDS = 500
const EMPTY = { highlights: '', difficulties: '', proposals: '', next: '' }

/**
 * Does one thing with a report, for someone whose right to the endpoint was checked: the state table decides, the version
 * says whether somebody else was faster, and an event keeps what happened. What was sent once is never overwritten.
 */
export const act = async (work: Work, place: Place, person: Person, deed: Deed): Promise<void> => {
  const { tx, now, today } = work
  const record = await findReport(tx, place.key, true)
  const before = stateOf(record)
  if (!record && deed.what !== 'save' && deed.what !== 'submit') throw problem('report.unknown')
  const next = stepOf(place.kind, before, deed.what, person.roles)
  if (next === null) throw problem('report.state', { state: before })
  if ((record?.version ?? 0) !== deed.version) throw problem('report.stale')
  if (deed.what === 'submit' && today <= spanOf(place.period, place.form.rule).last)
    throw problem('report.not-due')

  const change: ReportChange = {
    narrative: EMPTY,
    additions: {},
    answers: {},
    frozen: null,
    children: null,
    hash: null,
    remarks: [],
    submitted_at: null,
    submitted_by: null,
    late_days: null,
    decided_at: null,
    decided_by: null,
    signed_at: null,
    signed_by: null,
    signer_title: null,
    ...(record && contentOf(record)),
    state: next,
    version: (record?.version ?? 0) + 1,
  }
  let kept: unknown = {}
  if (deed.what === 'save') Object.assign(change, drafted(place, deed))
  if (deed.what === 'submit') {
    const { frozen, hash } = await freeze(work, place, change)
    kept = { hash, frozen }
    const late = Math.max(0, daysBetween(dueDayOf(place.period, place.form.rule), today))
    Object.assign(change, {
      frozen,
      hash,
      children: place.team ? null : frozen.children,
      submitted_at: now,
      submitted_by: person.name,
      late_days: record?.late_days ?? late,
      decided_at: null,
      decided_by: null,
      signed_at: null,
      signed_by: null,
      signer_title: null,
    })
  }
  if (deed.what === 'return' || deed.what === 'amend') {
    const remark = { row: deed.row ?? null, text: deed.remark, by: person.name, at: now }
    change.remarks = [...(record!.remarks as unknown[]), remark]
    kept = { remark, hash: record!.hash }
  }
  if (deed.what === 'approve' || deed.what === 'return')
    Object.assign(change, { decided_at: now, decided_by: person.name })
  if (deed.what === 'sign')
    Object.assign(change, {
      signed_at: now,
      signed_by: person.name,
      signer_title: await officerTitle(tx, person.id),
    })

  const id = record?.id ?? work.newId()
  await writeReport(tx, id, place.key, change, record === undefined)
  await addEvent(tx, {
    reportId: id,
    at: now,
    actorId: person.id,
    actorName: person.name,
    what: deed.what satisfies ReportAction,
    body: kept,
  })
}

const drafted = (place: Place, deed: Extract<Deed, { what: 'save' }>) => {
  const faults = faultyAdditions(place.form.indicators, deed.additions)
  if (faults.length > 0)
    throw problem(
      'report.reason-missing',
      {},
      faults.map(({ code, fault }) => ({ path: `additions.${code}`, message: fault })),
    )
  return { narrative: deed.narrative, additions: deed.additions, answers: deed.answers }
}

/** The numbers as they are now, with everything needed to tell later where they came from. */
const freeze = async (
  work: Work,
  place: Place,
  change: ReportChange,
): Promise<{ frozen: Frozen; hash: string }> => {
  const { form, team, areas, period } = place
  const live = await liveOf(work, place, change.additions as Record<string, Addition>)
  const open = unanswered(
    checksOf(form.indicators, live.rows, form.overPercent),
    change.answers as Record<string, string>,
  )
  if (open.length > 0)
    throw problem(
      'report.incomplete',
      {},
      open.map(check => ({ path: check.row ?? 'all', message: check.key })),
    )
  const rules = countRulesOf(work.catalogue)
  const ids = team ? await contributors(work.tx, areas, team.id, period, rules) : []
  const read = team ? await areasServed(work.tx, team.id, spanOf(period, form.rule).last) : areas
  const frozen: Frozen = {
    form: form.key,
    formVersion: form.version,
    indicatorVersion: form.indicatorVersion,
    period,
    place: { communeId: place.commune.id, teamId: team?.id ?? null },
    asOf: work.now,
    rows: live.rows,
    narrative: change.narrative as Frozen['narrative'],
    answers: change.answers as Record<string, string>,
    difficulties: difficultiesOf(work.catalogue, live.sheet, 'vi'),
    revisions: await feedRevisions(work.tx, read),
    contributing: {
      count: ids.length,
      sha256: sha256(ids.join('\n')),
      ids: ids.length <= MOST_IDS ? ids : [],
    },
    children: live.children,
    teamCount: live.teamCount,
    ...(team ? {} : { audit: await headOf(work.tx, place.commune.id) }),
  }
  return { frozen, hash: sha256(canonical(frozen)) }
}
