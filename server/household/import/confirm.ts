import type { Actor } from '@tung-nha/model/access/access.ts'
import type { ComparedRow } from '@tung-nha/model/household/import/compare.ts'
import { villageKey } from '@tung-nha/model/household/import/village-name.ts'
import type { HouseholdPut } from '@tung-nha/model/household/shape.ts'
import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import type { SentOp } from '@tung-nha/model/sync/op.ts'
import type { VillageKind } from '@tung-nha/model/unit/kinds.ts'
import type { Db } from '#db/connect.ts'
import { homeIdOf, idOf } from '#household/import/preview.ts'
import { type KeptResult, type RestRow, restOf } from '#household/import/rest.ts'
import { pushOps } from '#sync/push.ts'
import { serverSender } from '#sync/sender.ts'
import { communeOf, ensureVillage } from '#unit/village.ts'

const BATCH = 200

type Spec = {
  jobId: string
  communeId: number
  actor: Exclude<Actor, { kind: 'visitor' }>
  basis: { number: string; day: Day }
  now: Instant
  today: Day
  skills: ReadonlySet<string>
  secret: string
}

/** Makes the villages the rows need and do not have, in one transaction; answers with the ground of each by key. */
const makeVillages = async (db: Db, rows: readonly ComparedRow[], { communeId, today }: Spec) => {
  const names = new Map(
    rows.filter(row => row.areaId === null).map(row => [villageKey(row.village!), row.village!]),
  )
  const areas = new Map<string, number>()
  const made: string[] = []
  if (names.size === 0) return { areas, made }
  await db.transaction().execute(async tx => {
    const commune = await communeOf(tx, communeId)
    const fallback: VillageKind = commune.kind === 'ward' ? 'to_dan_pho' : 'thon'
    for (const [key, text] of names) {
      const village = await ensureVillage(tx, { communeId, text, fallback, on: today })
      areas.set(key, village.areaId)
      if (village.created) made.push(village.name)
    }
  })
  return { areas, made }
}

/** The op that writes one row. Its id comes from the job, the row and what is written, so a repeat is known as one. */
const opOf = (row: ComparedRow, areaId: number, seq: number, spec: Spec): SentOp => {
  const { head, address, lane, headcount } = row
  const body: HouseholdPut = {
    householdId: homeIdOf(spec.jobId, row),
    fields: {
      head,
      ...(address === null ? {} : { address }),
      ...(lane === null ? {} : { lane }),
      ...(headcount === null ? {} : { headcount }),
    },
    basis: { kind: 'decision', number: spec.basis.number, day: spec.basis.day },
  }
  return {
    id: idOf('op', spec.jobId, String(areaId), JSON.stringify(body)),
    areaId,
    deviceId: spec.jobId,
    seq,
    actorId: spec.actor.id,
    kind: 'household.put',
    body,
    deviceAt: spec.now,
  }
}

/**
 * Writes the new homes of an import as ops of the officer: villages first, then homes in batches, each area in its own
 * transaction. Ids are derived from the job and the row, so that whatever stopped halfway is finished by doing it again.
 */
export const writeHomes = async (db: Db, rows: readonly ComparedRow[], spec: Spec): Promise<KeptResult> => {
  const fresh = rows.filter(row => row.state === 'new')
  const { areas, made } = await makeVillages(db, fresh, spec)
  const pairs = fresh.map((row, i) => ({
    row,
    op: opOf(row, row.areaId ?? areas.get(villageKey(row.village!))!, i + 1, spec),
  }))
  const rest: RestRow[] = restOf(rows)
  let created = 0
  const byArea = pairs.toSorted((a, b) => a.op.areaId - b.op.areaId || a.op.seq - b.op.seq)
  for (let from = 0; from < byArea.length; from += BATCH) {
    const batch = byArea.slice(from, from + BATCH)
    // The right was checked at the door; the device of these ops is the import itself.
    const answers = await pushOps(db, {
      ops: batch.map(pair => pair.op),
      sender: serverSender,
      now: spec.now,
      offset: 0,
      skills: spec.skills,
      secret: spec.secret,
    })
    answers.forEach((answer, i) => {
      if (answer.result !== 'refused') created++
      else {
        const { sheet, row, head, address, lane, headcount, village, problems } = batch[i]!.row
        const { problem, details } = answer
        rest.push({
          sheet,
          row,
          head,
          address,
          lane,
          headcount,
          village,
          state: 'refused',
          problems,
          refused: { problem, details },
        })
      }
    })
  }
  const count = (state: RestRow['state']) => rest.filter(row => row.state === state).length
  return {
    summary: {
      created,
      existing: count('existing'),
      duplicates: count('duplicate'),
      errors: count('error'),
      refused: count('refused'),
      villagesMade: made,
      notTaken: rest.length,
    },
    rest: rest.toSorted((a, b) => (a.sheet === b.sheet ? a.row - b.row : 0)),
  }
}
