import {
  confirmRoster,
  downloadRoster,
  getRosterImport,
  listRosterDuplicates,
  listRosterImports,
  listRosterRows,
  mapRoster,
  undoRoster,
  uploadRoster,
} from '@tung-nha/model/api/roster.ts'
import { labelsOf } from '@tung-nha/model/household/import/header.ts'
import { columnLetter, type Sheet, widthOf } from '@tung-nha/model/household/import/sheet.ts'
import { tidy } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { DEMO_MARK } from '@tung-nha/model/report/document.ts'
import { ROSTER_COLUMNS, type RosterMapping } from '@tung-nha/model/roster/column.ts'
import { type ComparedRow, compareRoster } from '@tung-nha/model/roster/compare.ts'
import {
  findRosterHeader,
  proposeRoster,
  readRoster,
  withoutPaperColumns,
} from '@tung-nha/model/roster/row.ts'
import { rosterWords } from '@tung-nha/model/roster/words/write.ts'
import { mayUndo, touchedSince, UNDO_MS } from '@tung-nha/model/team/reform.ts'
import { recordAudit } from '#audit/record.ts'
import type { Tx } from '#db/connect.ts'
import { readSheets } from '#household/import/read-sheets.ts'
import { seal, unseal } from '#household/import/seal.ts'
import { type Call, type Route, route, routeApart } from '#http/route.ts'
import { recountRegistered } from '#network/registered-queries.ts'
import { rosterCsv, rosterWorkbook } from '#roster/file.ts'
import { type MadeRoster, makeRoster } from '#roster/make.ts'
import {
  changeRosterImport,
  communesUnder,
  dropOldRosterImports,
  duplicatePeople,
  insertRosterImport,
  marksOfRoster,
  membersUnder,
  removeRoster,
  rosterImport,
  rosterImports,
  rosterRows,
  teamsUnder,
} from '#roster/queries.ts'
import { unitById } from '#unit/queries.ts'

const MOST_BYTES = 5 * 1_048_576
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const EMPTY = Buffer.alloc(0)
const SHOWN_TOUCHED = 20

type Around = Pick<Call<never>, 'db' | 'lang' | 'now' | 'setup' | 'today'>
type Stored = NonNullable<Awaited<ReturnType<typeof rosterImport>>>
type SheetMapping = { name: string; mapping: RosterMapping }

const unitOf = async (tx: Tx, id: number) => {
  const unit = await unitById(tx, id)
  if (unit?.level !== 'commune' && unit?.level !== 'province') throw problem('unit.unknown')
  return unit
}
const known = (job: Stored | undefined): Stored => {
  if (!job) throw problem('import.unknown')
  return job
}
const waiting = (job: Stored | undefined, now: string): Stored => {
  if (known(job).state !== 'preview' || !mayUndo(job!.made_at, now)) throw problem('import.state')
  return job!
}
const actorOf = (c: Pick<Call<never>, 'actor'>): string => {
  if (c.actor.kind === 'visitor') throw problem('auth.required')
  return c.actor.id
}

const previewOf = async (
  c: Around,
  unitId: number,
  sheets: readonly Sheet[],
  mapping: readonly SheetMapping[],
) => {
  const communes = await communesUnder(c.db, unitId, c.today)
  const ids = communes.map(commune => commune.id)
  const rows = sheets.flatMap((sheet, i) => {
    const how = mapping[i]?.mapping
    return how ? readRoster(sheet, findRosterHeader(sheet), how) : []
  })
  return compareRoster(rows, {
    communes,
    teams: await teamsUnder(c.db, ids, c.today),
    members: await membersUnder(c.db, ids, c.today),
  })
}

const open = async (c: Around, job: Stored) => {
  const sheets = unseal(job.content, c.setup.secret, job.id)
  const mapping = job.mapping as SheetMapping[]
  return { sheets, mapping, rows: await previewOf(c, job.unit_id, sheets, mapping) }
}

const view = (job: Stored, c: Around, opened: Awaited<ReturnType<typeof open>> | null) => {
  const words = rosterWords(c.lang)
  const rows = opened?.rows ?? []
  const count = (state: ComparedRow['state']) => rows.filter(row => row.state === state).length
  const taken = rows.filter(row => row.state === 'new' || row.state === 'joins')
  return {
    id: job.id,
    fileName: job.file_name,
    state: job.state as 'preview',
    madeAt: job.made_at,
    font: opened?.sheets.find(sheet => sheet.font)?.font ?? null,
    undoUntil:
      job.state === 'confirmed' && job.confirmed_at !== null && mayUndo(job.confirmed_at, c.now)
        ? new Date(Date.parse(job.confirmed_at) + UNDO_MS).toISOString()
        : null,
    sheets: (opened?.sheets ?? []).map((sheet, i) => {
      const header = findRosterHeader(sheet)
      const labels = header ? labelsOf(sheet, header) : []
      return {
        name: sheet.name,
        mapping: opened!.mapping[i]!.mapping,
        columns: Array.from({ length: widthOf(sheet) }, (_, index) => ({
          index,
          letter: columnLetter(index),
          label: labels[index] ?? '',
        })),
      }
    }),
    columns: ROSTER_COLUMNS.map(key => ({ key, words: words.columns[key] })),
    counts: {
      rows: rows.length,
      new: count('new'),
      joins: count('joins'),
      existing: count('existing'),
      duplicate: count('duplicate'),
      error: count('error'),
      warnings: taken.filter(row => row.problems.length > 0).length,
      newTeams: new Set(taken.filter(row => row.teamId === null).map(row => row.teamKey)).size,
      communes: new Set(taken.map(row => row.communeId)).size,
    },
    result: (job.result as MadeRoster['summary'] | null) ?? null,
  }
}

/** From a province's list of its network to teams and members: seen first, made at once, taken back for a day. */
export const rosterRoutes: Route[] = [
  routeApart(uploadRoster, async c => {
    const { db, secret } = c.setup
    const bytes = Buffer.from(c.input.body.content, 'base64')
    if (bytes.length > MOST_BYTES) throw problem('request.too-large')
    const unit = await db.transaction().execute(tx => unitOf(tx, c.input.params.unitId))
    const read = (await readSheets(new Uint8Array(bytes))).filter(sheet => sheet.rows.length > 0)
    const sheets = read.map(withoutPaperColumns).filter(sheet => findRosterHeader(sheet) !== null)
    if (sheets.length === 0) throw problem('import.unreadable')
    const mapping = sheets.map(sheet => ({
      name: sheet.name,
      mapping: proposeRoster(sheet, findRosterHeader(sheet)),
    }))
    const id = c.newId()
    return db.transaction().execute(async tx => {
      await dropOldRosterImports(tx, new Date(Date.parse(c.now) - UNDO_MS).toISOString())
      await insertRosterImport(tx, {
        id,
        unit_id: unit.id,
        file_name:
          tidy(c.input.body.fileName.replace(/^.*[/\\]/, '').replace(/\p{C}/gu, '')).slice(0, 120) ||
          'danh-sach',
        content: seal(sheets, secret, id),
        state: 'preview',
        mapping: JSON.stringify(mapping),
        result: null,
        marks: null,
        made_by: actorOf(c),
        made_at: c.now,
        confirmed_at: null,
      })
      const here = { ...c, db: tx }
      const job = known(await rosterImport(tx, unit.id, id))
      return view(job, here, await open(here, job))
    })
  }),

  route(listRosterImports, async c => {
    const unit = await unitOf(c.db, c.input.params.unitId)
    return {
      items: (await rosterImports(c.db, unit.id)).map(job => ({
        id: job.id,
        fileName: job.file_name,
        state: job.state as 'preview',
        madeAt: job.made_at,
        madeBy: job.made_by_name ?? '',
        result: job.result as MadeRoster['summary'] | null,
      })),
    }
  }),

  route(getRosterImport, async c => {
    const job = known(await rosterImport(c.db, c.input.params.unitId, c.input.params.importId))
    const lies = job.state === 'preview' && mayUndo(job.made_at, c.now)
    return view(
      lies || job.state !== 'preview' ? job : { ...job, state: 'cancelled' },
      c,
      lies ? await open(c, job) : null,
    )
  }),

  route(listRosterRows, async c => {
    const job = waiting(await rosterImport(c.db, c.input.params.unitId, c.input.params.importId), c.now)
    const { state, after, limit = 50 } = c.input.query
    const words = rosterWords(c.lang)
    const rows = (await open(c, job)).rows.filter(row =>
      state === 'warning'
        ? row.problems.length > 0 && (row.state === 'new' || row.state === 'joins')
        : state === undefined || row.state === state,
    )
    const from = after !== undefined && /^\d{1,6}$/.test(after) ? Number(after) : 0
    return {
      items: rows.slice(from, from + limit).map(row => ({
        sheet: row.sheet,
        row: row.row,
        commune: row.commune,
        team: row.team,
        newTeam: row.teamId === null,
        name: row.name,
        role: words.roles[row.role],
        birthYear: row.birthYear,
        phone: row.phone,
        state: row.state,
        words: [words.states[row.state], ...row.problems.map(one => words.problems[one])].join('. '),
      })),
      total: rows.length,
      next: from + limit < rows.length ? String(from + limit) : null,
    }
  }),

  route(mapRoster, async c => {
    const { unitId, importId } = c.input.params
    const job = waiting(await rosterImport(c.db, unitId, importId, true), c.now)
    const mapping = (job.mapping as SheetMapping[]).map(
      sheet => c.input.body.sheets.find(one => one.name === sheet.name) ?? sheet,
    )
    await changeRosterImport(c.db, job.id, { mapping: JSON.stringify(mapping) })
    const changed = { ...job, mapping }
    return view(changed, c, await open(c, changed))
  }),

  route(confirmRoster, async c => {
    const { unitId, importId } = c.input.params
    const job = known(await rosterImport(c.db, unitId, importId, true))
    if (job.state === 'confirmed') return view(job, c, null) // the same confirmation, sent twice
    const actorId = actorOf(c)
    const { rows } = await open(c, waiting(job, c.now))
    const made = await makeRoster(c.db, rows, {
      today: c.today,
      now: c.now,
      actorId,
      newId: c.newId,
      random: c.setup.random,
    })
    const set = {
      state: 'confirmed',
      content: EMPTY,
      mapping: '[]',
      result: JSON.stringify(made.summary),
      marks: JSON.stringify({ made: made.made, marks: await marksOfRoster(c.db, made.made) }),
      confirmed_at: c.now,
    }
    await changeRosterImport(c.db, job.id, set)
    for (const [communeId, members] of made.communes)
      await recordAudit(c.db, {
        communeId,
        actorId,
        at: c.now,
        what: 'roster.import',
        subjects: { importId, members },
      })
    return view({ ...job, ...set, result: made.summary }, c, null)
  }),

  route(undoRoster, async c => {
    const { unitId, importId } = c.input.params
    const job = known(await rosterImport(c.db, unitId, importId, true))
    if (job.state !== 'confirmed' || job.confirmed_at === null) throw problem('import.state')
    if (job.marks === null || !mayUndo(job.confirmed_at, c.now)) throw problem('undo.late')
    const { made, marks } = job.marks as { made: MadeRoster['made']; marks: Record<string, string> }
    const touched = touchedSince(marks, await marksOfRoster(c.db, made))
    if (touched.length > 0) {
      const named = [...new Set(touched.map(key => key.replace(/ [^ ]*$/, '')))]
      return { undone: false, touched: named.slice(0, SHOWN_TOUCHED), touchedTotal: named.length }
    }
    const actorId = actorOf(c)
    await removeRoster(c.db, made)
    await recountRegistered(c.db, made.communes)
    await changeRosterImport(c.db, job.id, { state: 'undone', marks: null })
    for (const communeId of made.communes)
      await recordAudit(c.db, { communeId, actorId, at: c.now, what: 'roster.undo', subjects: { importId } })
    return { undone: true, touched: [], touchedTotal: 0 }
  }),

  route(downloadRoster, async c => {
    const unit = await unitOf(c.db, c.input.params.unitId)
    const communes = await communesUnder(c.db, unit.id, c.today)
    const rows = await rosterRows(
      c.db,
      communes.map(commune => commune.id),
      c.today,
    )
    // Each commune finds in its own chain that its members were taken out, whoever did it; a province keeps the whole in its.
    const named = Map.groupBy(
      rows.filter(row => row.name !== null),
      row => row.commune_id,
    )
    const taken = [...named].map(([id, members]) => ({ communeId: id, members: members.length }))
    const whole = taken.reduce((sum, one) => sum + one.members, 0)
    const own = taken.filter(one => one.communeId !== unit.id)
    for (const { communeId, members } of [...own, { communeId: unit.id, members: whole }])
      await recordAudit(c.db, {
        communeId,
        actorId: actorOf(c),
        at: c.now,
        what: 'roster.export',
        subjects: { unitId: unit.id, members },
      })
    const of = { unit: unit.name, day: c.today, mark: c.setup.demo ? DEMO_MARK : null }
    return c.input.query.format === 'csv'
      ? { ...rosterCsv(rows, of, c.lang), type: 'text/csv; charset=utf-8' }
      : { ...(await rosterWorkbook(rows, of, c.lang)), type: XLSX }
  }),

  route(listRosterDuplicates, async c => {
    const unit = await unitOf(c.db, c.input.params.unitId)
    const communes = await communesUnder(c.db, unit.id, c.today)
    const rows = await duplicatePeople(
      c.db,
      communes.map(commune => commune.id),
      c.today,
    )
    return {
      items: [...Map.groupBy(rows, row => `${row.why} ${row.key}`).values()].map(people => ({
        why: people[0]!.why,
        people: people.map(({ id, name, commune, team, team_id, since }) => ({
          id,
          name,
          commune,
          team,
          teamId: team_id,
          since,
        })),
      })),
    }
  }),
]
