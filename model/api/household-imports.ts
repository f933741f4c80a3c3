import { Type } from 'typebox'
import { mayAt, signedIn } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { COLUMN_KINDS, LEFT_OUT } from '#model/household/import/column.ts'
import { SheetMappingSchema } from '#model/household/import/mapping.ts'
import { contract, file, page, paging } from '#model/kit/contract.ts'
import {
  AreaIdSchema,
  DaySchema,
  IdSchema,
  InstantSchema,
  nullable,
  oneOf,
  UnitIdSchema,
} from '#model/kit/schema.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const mayImport = mayAt('household.import', 'unit', 'params.communeId')
const OfCommune = Type.Object({ communeId: UnitIdSchema })
const OfJob = Type.Object({ communeId: UnitIdSchema, jobId: IdSchema })
const Told = Type.Object({ id: Type.String(), words: Type.String() })

/** The decision of the commune that the list stands on. */
export const ImportBasisSchema = Type.Object(
  {
    number: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    day: DaySchema,
    signer: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
  },
  { additionalProperties: false },
)

export const ImportRowSchema = Type.Object({
  sheet: Type.String(),
  row: Type.Integer({ description: 'As the spreadsheet numbers it, from 1' }),
  head: Type.String(),
  address: nullable(Type.String()),
  lane: nullable(Type.String()),
  headcount: nullable(Type.Integer()),
  village: nullable(Type.String()),
  newVillage: Type.Boolean(),
  state: oneOf(['new', 'existing', 'duplicate', 'error']),
  stateWords: Type.String(),
  problems: Type.Array(Told),
})

const ImportColumn = Type.Object({
  index: Type.Integer(),
  letter: Type.String(),
  label: Type.String(),
  kind: oneOf(COLUMN_KINDS),
  kindWords: Type.String(),
  sure: Type.Boolean(),
  leftOut: nullable(oneOf(LEFT_OUT)),
  leftOutWords: nullable(Type.String({ description: 'Why the column is not imported, as shown beside it' })),
  wiped: Type.Boolean({ description: 'Its values were dropped when the file was read and cannot be mapped' }),
})

const ImportSheet = Type.Object({
  name: Type.String(),
  rows: Type.Integer(),
  head: Type.Array(Type.Array(Type.String()), {
    description: 'The first rows as they are, to choose the heading row by',
  }),
  columns: Type.Array(ImportColumn),
  mapping: SheetMappingSchema,
})

export const ImportResultSchema = Type.Object({
  created: Type.Integer(),
  existing: Type.Integer(),
  duplicates: Type.Integer(),
  errors: Type.Integer(),
  refused: Type.Integer({
    description: 'Refused by the rules of the field, with their reason among the rows not taken',
  }),
  villagesMade: Type.Array(Type.String()),
  notTaken: Type.Integer({ description: 'Rows in the file to download' }),
})

/** An import as its page shows it. Before confirmation the file is kept for 24 hours at most, afterwards not at all. */
export const ImportJobSchema = Type.Object({
  id: IdSchema,
  fileName: Type.String(),
  state: oneOf(['preview', 'confirmed', 'cancelled', 'undone']),
  /** The old font the file was typed for; its text has been put into Unicode. */
  font: nullable(oneOf(['TCVN3', 'VNI'])),
  /** Until when the import may be taken back. */
  undoUntil: nullable(InstantSchema),
  madeAt: InstantSchema,
  keptUntil: nullable(InstantSchema),
  basis: nullable(ImportBasisSchema),
  sheets: Type.Array(ImportSheet),
  villages: Type.Array(
    Type.Object({ name: Type.String(), areaId: nullable(AreaIdSchema), homes: Type.Integer() }),
  ),
  counts: Type.Object({
    homes: Type.Integer(),
    new: Type.Integer(),
    existing: Type.Integer(),
    duplicate: Type.Integer(),
    error: Type.Integer(),
    warnings: Type.Integer({ description: 'New homes with something to look at' }),
    people: Type.Integer({ description: 'Sum of the headcounts of the new homes' }),
  }),
  notHomes: Type.Array(Type.Object({ why: Type.String(), words: Type.String(), rows: Type.Integer() })),
  /** The first rows, those with problems before the others. */
  rows: Type.Array(ImportRowSchema),
  result: nullable(ImportResultSchema),
})

export const uploadHouseholds = contract({
  route: 'POST /api/v1/units/:communeId/household-imports',
  summary:
    'Reads a list of homes (.xlsx, .xls, .csv, at most 5 MB) and answers with a preview. Nothing is written yet.',
  access: mayImport,
  audit: audit('household.upload'),
  params: OfCommune,
  bodyLimit: 7_100_000,
  body: Type.Object({
    fileName: Type.String({ minLength: 1, maxLength: 200 }),
    content: Type.String({ maxLength: 7_200_000, description: 'The bytes of the file in base64' }),
  }),
  reply: ImportJobSchema,
  problems: ['import.unreadable', 'request.too-large', 'unit.unknown'],
})
export type UploadHouseholds = typeof uploadHouseholds

export const listHouseholdImports = contract({
  route: 'GET /api/v1/units/:communeId/household-imports',
  summary: 'Imports of a commune, newest first: those waiting for confirmation and those done.',
  access: mayImport,
  params: OfCommune,
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: IdSchema,
        fileName: Type.String(),
        state: oneOf(['preview', 'confirmed', 'cancelled', 'undone']),
        madeAt: InstantSchema,
        madeBy: Type.String(),
        basis: nullable(ImportBasisSchema),
        result: nullable(ImportResultSchema),
      }),
    ),
  }),
  problems: ['unit.unknown'],
})
export type ListHouseholdImports = typeof listHouseholdImports

export const getHouseholdImport = contract({
  route: 'GET /api/v1/units/:communeId/household-imports/:jobId',
  summary: 'One import with its mapping and preview.',
  access: mayImport,
  params: OfJob,
  reply: ImportJobSchema,
  problems: ['import.unknown'],
})
export type GetHouseholdImport = typeof getHouseholdImport

export const listImportRows = contract({
  route: 'GET /api/v1/units/:communeId/household-imports/:jobId/rows',
  summary: 'Rows of a preview in the order of the file.',
  access: mayImport,
  params: OfJob,
  query: Type.Object({
    state: Type.Optional(oneOf(['new', 'existing', 'duplicate', 'error', 'warning'])),
    ...paging,
  }),
  reply: page(ImportRowSchema),
  problems: ['import.unknown', 'import.state'],
})
export type ListImportRows = typeof listImportRows

export const mapHouseholdImport = contract({
  route: 'PUT /api/v1/units/:communeId/household-imports/:jobId/mapping',
  summary:
    'Says how sheets are read: heading rows, columns, the village of a sheet. Answers with the new preview.',
  access: mayImport,
  audit: audit('household.map'),
  params: OfJob,
  body: Type.Object({ sheets: Type.Array(SheetMappingSchema, { maxItems: 100 }) }),
  reply: ImportJobSchema,
  problems: ['import.unknown', 'import.state'],
})
export type MapHouseholdImport = typeof mapHouseholdImport

export const confirmHouseholdImport = contract({
  route: 'POST /api/v1/units/:communeId/household-imports/:jobId/confirm',
  summary:
    'Writes the new homes under the decision named, and drops the file. Doing it twice writes nothing twice.',
  access: mayImport,
  params: OfJob,
  body: Type.Object({ basis: ImportBasisSchema }),
  reply: ImportJobSchema,
  problems: ['import.unknown', 'import.state', 'import.mapping', 'request.invalid'],
})
export type ConfirmHouseholdImport = typeof confirmHouseholdImport

export const cancelHouseholdImport = contract({
  route: 'DELETE /api/v1/units/:communeId/household-imports/:jobId',
  summary: 'Gives an import up and drops the file. What was confirmed stays.',
  access: mayImport,
  audit: audit('household.cancel'),
  params: OfJob,
  reply: Type.Object({ state: oneOf(['cancelled']) }),
  problems: ['import.unknown', 'import.state'],
})
export type CancelHouseholdImport = typeof cancelHouseholdImport

export const undoHouseholdImport = contract({
  route: 'POST /api/v1/units/:communeId/household-imports/:jobId/undo',
  summary:
    'Takes the homes of an import away again within a day, as long as nobody has worked with any of them; otherwise says which.',
  access: mayImport,
  params: OfJob,
  reply: Type.Object({
    undone: Type.Boolean(),
    removed: Type.Integer(),
    touched: Type.Array(
      Type.Object({
        head: nullable(Type.String()),
        area: Type.String(),
        why: oneOf(['people', 'visited', 'edited']),
      }),
      { description: 'At most twenty of them' },
    ),
    touchedTotal: Type.Integer(),
  }),
  problems: ['import.unknown', 'import.state', 'undo.late'],
})
export type UndoHouseholdImport = typeof undoHouseholdImport

export const downloadRowsNotTaken = contract({
  route: 'GET /api/v1/units/:communeId/household-imports/:jobId/rows-not-taken',
  summary: 'The rows that were not taken, each with its reason, as a sheet to correct and upload again.',
  access: mayImport,
  params: OfJob,
  reply: file(XLSX),
  problems: ['import.unknown', 'import.state'],
})
export type DownloadRowsNotTaken = typeof downloadRowsNotTaken

export const downloadHouseholdForm = contract({
  route: 'GET /api/v1/household-list-form',
  summary: 'The empty list to fill in ("Tải tệp mẫu").',
  access: signedIn,
  reply: file(XLSX),
})
export type DownloadHouseholdForm = typeof downloadHouseholdForm
