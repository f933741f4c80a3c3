import {
  cancelHouseholdImport,
  confirmHouseholdImport,
  downloadHouseholdForm,
  downloadRowsNotTaken,
  getHouseholdImport,
  listHouseholdImports,
  listImportRows,
  mapHouseholdImport,
  undoHouseholdImport,
  uploadHouseholds,
} from '@tung-nha/model/api/household-imports.ts'
import { isWiped } from '@tung-nha/model/household/import/column.ts'
import { findHeader } from '@tung-nha/model/household/import/header.ts'
import { proposeMapping, type SheetMapping, viewColumns } from '@tung-nha/model/household/import/mapping.ts'
import type { Sheet } from '@tung-nha/model/household/import/sheet.ts'
import { wipe } from '@tung-nha/model/household/import/wipe.ts'
import { isDay } from '@tung-nha/model/kit/day.ts'
import { tidy } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { areasOfCommunes } from '#access/queries.ts'
import { recordAudit } from '#audit/record.ts'
import { inAreas, type Tx } from '#db/connect.ts'
import { writeHomes } from '#household/import/confirm.ts'
import { aged, type Job, jobView, KEPT_MS, rowView } from '#household/import/describe.ts'
import { previewOf, villagesOfCommune } from '#household/import/preview.ts'
import { homesOfImport, insertJob, jobOf, jobsOf, lockJob, updateJob } from '#household/import/queries.ts'
import { readSheets } from '#household/import/read-sheets.ts'
import { formFile, type KeptResult, restFile, restOf } from '#household/import/rest.ts'
import { seal, unseal } from '#household/import/seal.ts'
import { removeHomes, touchOf } from '#household/import/undo.ts'
import { turns } from '#http/in-turn.ts'
import { type Call, type Route, route, routeApart } from '#http/route.ts'
import { communeOf } from '#unit/village.ts'

const MOST_BYTES = 5 * 1_048_576
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const EMPTY = Buffer.alloc(0)

type Stored = NonNullable<Awaited<ReturnType<typeof jobOf>>>
type Around = Pick<Call<never>, 'today' | 'setup' | 'lang'>

const known = (job: Stored | undefined, now: string): Stored => {
  if (!job) throw problem('import.unknown')
  return aged(job, now)
}
const waiting = (job: Stored): Stored => {
  if (job.state !== 'preview') throw problem('import.state')
  return job
}

/** What an import that waits holds: its sheets, how they are read, and what would come of it now. */
const openJob = async (tx: Tx, job: Stored, c: Around) => {
  const sheets: Sheet[] = unseal(job.content, c.setup.secret, job.id)
  const mapping: SheetMapping[] = job.mapping
  return {
    sheets,
    mapping,
    preview: await previewOf(tx, { id: job.id, communeId: job.commune_id }, sheets, mapping, c.today),
  }
}

const view = async (tx: Tx, job: Stored, c: Around) =>
  jobView(job as Job, job.state === 'preview' ? await openJob(tx, job, c) : null, c.lang)

/** A mapping may name only what the sheet has: its own rows and columns. */
const fitted = (sheet: Sheet, mapping: SheetMapping): SheetMapping => {
  const { header, columns } = mapping
  const inside =
    header === null ||
    (header.top <= header.bottom &&
      header.bottom < Math.max(sheet.rows.length, 1) &&
      header.bottom - header.top < 6)
  if (!inside) throw problem('request.invalid', {}, [{ path: 'body.sheets', message: sheet.name }])
  const wiped = viewColumns(sheet, header).flatMap(column => (isWiped(column.kind) ? [column.index] : []))
  const takesWiped = Object.values(columns).some(column => column !== null && wiped.includes(column))
  if (takesWiped || (mapping.take && columns.head === null)) throw problem('import.mapping')
  return {
    ...mapping,
    village: mapping.village === null || tidy(mapping.village) === '' ? null : tidy(mapping.village),
  }
}

/** The name of the file without its folders, as it may be shown. */
const fileNameOf = (given: string): string =>
  tidy(given.replace(/^.*[/\\]/, '').replace(/\p{C}/gu, '')).slice(0, 120) || 'danh-sach'

/** A double tap: the second confirmation of a job waits for the first, finds it done and is told the same. */
const inTurn = turns()

/** From the file a commune has to homes on the map of its teams: preview first, one clear result, nothing lost. */
export const householdImportRoutes: Route[] = [
  // The file is read outside any transaction: it may take its time, and waits for its turn.
  routeApart(uploadHouseholds, async c => {
    const { db, secret } = c.setup
    const bytes = Buffer.from(c.input.body.content, 'base64')
    if (bytes.length > MOST_BYTES) throw problem('request.too-large')
    const commune = await db.transaction().execute(tx => communeOf(tx, c.input.params.communeId))
    const sheets = (await readSheets(new Uint8Array(bytes))).filter(sheet => sheet.rows.length > 0)
    if (sheets.length === 0) throw problem('import.unreadable')
    const kept = sheets.map(wipe)
    const id = c.newId()
    return inAreas(db, c.areas, async tx => {
      const villages = await villagesOfCommune(tx, commune.id, c.today)
      const mapping = sheets.map(sheet => proposeMapping(sheet, findHeader(sheet), villages))
      await insertJob(tx, {
        id,
        commune_id: commune.id,
        file_name: fileNameOf(c.input.body.fileName),
        content: seal(kept, secret, id),
        state: 'preview',
        mapping: JSON.stringify(mapping),
        basis: '{}',
        result: null,
        made_by: c.actor.kind === 'visitor' ? id : c.actor.id,
        made_at: c.now,
        confirmed_at: null,
      })
      return view(tx, known(await jobOf(tx, commune.id, id), c.now), c)
    })
  }),

  route(listHouseholdImports, async c => {
    const commune = await communeOf(c.db, c.input.params.communeId)
    const jobs = await jobsOf(c.db, commune.id)
    return {
      items: jobs
        .map(stored => aged(stored, c.now))
        .map(job => ({
          id: job.id,
          fileName: job.file_name,
          state: job.state as 'preview',
          madeAt: job.made_at,
          madeBy: job.made_by_name ?? '',
          basis: job.basis.number === undefined ? null : job.basis,
          result: (job.result as KeptResult | null)?.summary ?? null,
        })),
    }
  }),

  route(getHouseholdImport, async c => {
    return view(c.db, known(await jobOf(c.db, c.input.params.communeId, c.input.params.jobId), c.now), c)
  }),

  route(listImportRows, async c => {
    const job = waiting(known(await jobOf(c.db, c.input.params.communeId, c.input.params.jobId), c.now))
    const { state, after, limit = 50 } = c.input.query
    const { preview } = await openJob(c.db, job, c)
    const rows = preview.rows.filter(
      row =>
        state === undefined ||
        (state === 'warning' ? row.state === 'new' && row.problems.length > 0 : row.state === state),
    )
    const from = after !== undefined && /^\d{1,6}$/.test(after) ? Number(after) : 0
    const next = from + limit < rows.length ? String(from + limit) : null
    return {
      items: rows.slice(from, from + limit).map(row => rowView(row, c.lang)),
      total: rows.length,
      next,
    }
  }),

  route(mapHouseholdImport, async c => {
    const { communeId, jobId } = c.input.params
    const job = waiting(known(await lockJob(c.db, communeId, jobId), c.now))
    const sheets = unseal(job.content, c.setup.secret, job.id)
    const mapping: SheetMapping[] = sheets.map((sheet, i) => {
      const given = c.input.body.sheets.find(one => one.sheet === sheet.name)
      return given ? fitted(sheet, given) : job.mapping[i]
    })
    await updateJob(c.db, job.id, { mapping: JSON.stringify(mapping) })
    return view(c.db, { ...job, mapping }, c)
  }),

  routeApart(confirmHouseholdImport, async c => {
    const { communeId, jobId } = c.input.params
    const basis = {
      number: tidy(c.input.body.basis.number),
      day: c.input.body.basis.day,
      signer: tidy(c.input.body.basis.signer),
    }
    if (!isDay(basis.day) || basis.day > c.today)
      throw problem('request.invalid', {}, [{ path: 'body.basis.day', message: basis.day }])
    const { db, secret, catalogue } = c.setup
    const { actor } = c
    if (actor.kind === 'visitor') throw problem('auth.required')

    await inTurn(jobId, async () => {
      const open = await inAreas(db, c.areas, async tx => {
        const job = known(await lockJob(tx, communeId, jobId), c.now)
        if (job.state === 'confirmed') return null
        const opened = await openJob(tx, waiting(job), c)
        if (!opened.mapping.some(sheet => sheet.take && sheet.columns.head !== null))
          throw problem('import.mapping')
        await updateJob(tx, job.id, { basis: JSON.stringify(basis) })
        return opened
      })
      if (open) {
        const skills = new Set(catalogue.skills.map(skill => skill.key))
        const result = await writeHomes(db, open.preview.rows, {
          jobId,
          communeId,
          actor,
          basis,
          now: c.now,
          today: c.today,
          skills,
          secret,
        })
        await inAreas(
          db,
          await db.transaction().execute(tx => areasOfCommunes(tx, [communeId], c.today)),
          async tx => {
            const job = known(await lockJob(tx, communeId, jobId), c.now)
            if (job.state !== 'preview') return // the same confirmation, sent twice, was told first
            await updateJob(tx, job.id, {
              state: 'confirmed',
              content: EMPTY,
              mapping: '[]',
              result: JSON.stringify(result),
              confirmed_at: c.now,
            })
            await recordAudit(tx, {
              communeId,
              actorId: actor.id,
              at: c.now,
              what: 'household.import',
              subjects: { importId: jobId, homes: result.summary.created },
            })
          },
        )
      }
    })
    return inAreas(db, c.areas, async tx => view(tx, known(await jobOf(tx, communeId, jobId), c.now), c))
  }),

  routeApart(undoHouseholdImport, async c => {
    const { communeId, jobId } = c.input.params
    const { actor } = c
    if (actor.kind === 'visitor') throw problem('auth.required')
    const { db, secret, catalogue } = c.setup
    const areas = await db.transaction().execute(tx => areasOfCommunes(tx, [communeId], c.today))
    let removed = 0
    let homes: Awaited<ReturnType<typeof homesOfImport>> = []
    await inTurn(jobId, async () => {
      homes = await inAreas(db, areas, async tx => {
        const job = known(await lockJob(tx, communeId, jobId), c.now)
        if (job.state !== 'confirmed' || job.confirmed_at === null) throw problem('import.state')
        if (Date.parse(c.now) - Date.parse(job.confirmed_at) >= KEPT_MS) throw problem('undo.late')
        return homesOfImport(tx, jobId, areas)
      })
      if (homes.some(home => touchOf(home) !== null)) return
      const skills = new Set(catalogue.skills.map(skill => skill.key))
      removed = await removeHomes(db, homes, {
        jobId,
        actorId: actor.id,
        now: c.now,
        today: c.today,
        skills,
        secret,
      })
      await inAreas(db, areas, async tx => {
        await updateJob(tx, jobId, { state: 'undone' })
        const subjects = { importId: jobId, homes: removed }
        await recordAudit(tx, {
          communeId,
          actorId: actor.id,
          at: c.now,
          what: 'household.import-undo',
          subjects,
        })
      })
    })
    const touched = homes.flatMap(home => {
      const why = touchOf(home)
      return why === null ? [] : [{ head: home.head, area: home.area_name, why }]
    })
    return {
      undone: touched.length === 0,
      removed,
      touched: touched.slice(0, 20),
      touchedTotal: touched.length,
    }
  }),

  route(cancelHouseholdImport, async c => {
    const { communeId, jobId } = c.input.params
    const job = known(await lockJob(c.db, communeId, jobId), c.now)
    if (job.state === 'confirmed') throw problem('import.state')
    await updateJob(c.db, job.id, { state: 'cancelled', content: EMPTY, mapping: '[]' })
    return { state: 'cancelled' as const }
  }),

  route(downloadRowsNotTaken, async c => {
    const job = known(await jobOf(c.db, c.input.params.communeId, c.input.params.jobId), c.now)
    const rest =
      job.state === 'preview'
        ? restOf((await openJob(c.db, job, c)).preview.rows)
        : (job.result as KeptResult | null)?.rest
    if (!rest) throw problem('import.state')
    return { ...(await restFile(rest, c.lang)), type: XLSX }
  }),

  route(downloadHouseholdForm, async c => ({ ...(await formFile(c.lang)), type: XLSX })),
]
