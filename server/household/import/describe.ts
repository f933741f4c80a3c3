import type { ImportJobSchema, ImportRowSchema } from '@tung-nha/model/api/household-imports.ts'
import { isWiped, WIPED, whyLeftOut } from '@tung-nha/model/household/import/column.ts'
import type { ComparedRow } from '@tung-nha/model/household/import/compare.ts'
import { type SheetMapping, viewColumns } from '@tung-nha/model/household/import/mapping.ts'
import { NOT_HOMES } from '@tung-nha/model/household/import/row.ts'
import { columnLetter, type Sheet, textAt } from '@tung-nha/model/household/import/sheet.ts'
import { importWords } from '@tung-nha/model/household/import/words/write.ts'
import type { Language } from '@tung-nha/model/problem-words/write.ts'
import type { Static } from 'typebox'
import type { Preview } from '#household/import/preview.ts'
import type { KeptResult } from '#household/import/rest.ts'

/** How long an unconfirmed file is kept. */
export const KEPT_MS = 24 * 3_600_000
const SHOWN = 60

export type Job = {
  id: string
  file_name: string
  state: string
  made_at: string
  confirmed_at: string | null
  basis: { number?: string; day: string; signer: string }
  result: KeptResult | null
}

/** A job as it stands now: what its day has passed is gone, whether or not the sweep has been. */
export const aged = <
  J extends { state: string; made_at: string; confirmed_at?: string | null; result: unknown },
>(
  job: J,
  now: string,
): J => {
  const dayBefore = new Date(Date.parse(now) - KEPT_MS).toISOString()
  if (job.state === 'preview' && job.made_at < dayBefore) return { ...job, state: 'cancelled' }
  if (job.confirmed_at && job.confirmed_at < dayBefore && job.result !== null)
    return { ...job, result: { ...(job.result as KeptResult), rest: undefined } }
  return job
}

export const rowView = (row: ComparedRow, lang: Language): Static<typeof ImportRowSchema> => {
  const words = importWords(lang)
  const { sheet, row: number, head, address, lane, headcount, village, newVillage, state, problems } = row
  return {
    sheet,
    row: number,
    head,
    address,
    lane,
    headcount,
    village,
    newVillage,
    state,
    stateWords: words.states[state],
    problems: problems.map(id => ({ id, words: words.problems[id] })),
  }
}

const sheetView = (sheet: Sheet, mapping: SheetMapping, lang: Language) => {
  const words = importWords(lang)
  return {
    name: sheet.name,
    rows: sheet.rows.length,
    head: sheet.rows
      .slice(0, 15)
      .map((row, r) => row.slice(0, 15).map((_, c) => textAt(sheet, r, c).replace(WIPED, '•••'))),
    mapping,
    columns: viewColumns(sheet, mapping.header).map(({ index, label, kind, sure }) => {
      const taken = Object.entries(mapping.columns).find(([, column]) => column === index)?.[0] as
        | keyof SheetMapping['columns']
        | undefined
      // What the officer mapped is what the column is taken as, whatever its heading says.
      const as = taken ?? (whyLeftOut(kind) === null ? 'other' : kind)
      const leftOut = whyLeftOut(as)
      return {
        index,
        letter: columnLetter(index),
        label,
        kind: as,
        kindWords: words.kinds[as],
        sure: sure || taken !== undefined,
        leftOut,
        leftOutWords: leftOut && words.leftOut[leftOut],
        wiped: isWiped(kind),
      }
    }),
  }
}

const urgency = (row: ComparedRow): number =>
  row.state === 'error'
    ? 0
    : row.state === 'new' && row.problems.length > 0
      ? 1
      : row.state === 'duplicate'
        ? 2
        : row.state === 'existing'
          ? 3
          : 4

/** An import as its page shows it. Without `open` (confirmed, cancelled) the file is gone and only the result is told. */
export const jobView = (
  job: Job,
  open: { sheets: Sheet[]; mapping: SheetMapping[]; preview: Preview } | null,
  lang: Language,
): Static<typeof ImportJobSchema> => {
  const words = importWords(lang)
  const rows = open?.preview.rows ?? []
  const count = (state: ComparedRow['state']) => rows.filter(row => row.state === state).length
  const fresh = rows.filter(row => row.state === 'new')
  return {
    id: job.id,
    fileName: job.file_name,
    state: job.state as 'preview',
    font: (open?.sheets ?? []).find(sheet => sheet.font)?.font ?? null,
    undoUntil:
      job.state === 'confirmed' && job.confirmed_at !== null
        ? new Date(Date.parse(job.confirmed_at) + KEPT_MS).toISOString()
        : null,
    madeAt: job.made_at,
    keptUntil: job.state === 'preview' ? new Date(Date.parse(job.made_at) + KEPT_MS).toISOString() : null,
    basis:
      job.basis.number === undefined
        ? null
        : { number: job.basis.number, day: job.basis.day, signer: job.basis.signer },
    sheets: (open?.sheets ?? []).map(sheet =>
      sheetView(sheet, open!.mapping.find(one => one.sheet === sheet.name)!, lang),
    ),
    villages: open?.preview.villages ?? [],
    counts: {
      homes: rows.length,
      new: fresh.length,
      existing: count('existing'),
      duplicate: count('duplicate'),
      error: count('error'),
      warnings: fresh.filter(row => row.problems.length > 0).length,
      people: fresh.reduce((sum, row) => sum + (row.headcount ?? 0), 0),
    },
    notHomes: NOT_HOMES.map(why => ({
      why,
      words: words.notHomes[why],
      rows: open?.preview.notHomes.filter(row => row.why === why).length ?? 0,
    })).filter(item => item.rows > 0),
    rows: rows
      .toSorted((a, b) => urgency(a) - urgency(b))
      .slice(0, SHOWN)
      .map(row => rowView(row, lang)),
    result: job.result?.summary ?? null,
  }
}
