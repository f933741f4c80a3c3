import { Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { contract, file, page, paging } from '#model/kit/contract.ts'
import { DaySchema, IdSchema, InstantSchema, nullable, oneOf, UnitIdSchema } from '#model/kit/schema.ts'
import { ROSTER_COLUMNS } from '#model/roster/column.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const mayImport = mayAt('roster.import', 'unit', 'params.unitId')
const OfUnit = Type.Object({ unitId: UnitIdSchema })
const OfJob = Type.Object({ unitId: UnitIdSchema, importId: IdSchema })
const STATES = ['preview', 'confirmed', 'cancelled', 'undone'] as const
const ROWS = ['new', 'joins', 'existing', 'duplicate', 'error'] as const
const Column = nullable(Type.Integer({ minimum: 0, maximum: 99 }))

export const RosterMappingSchema = Type.Object(
  Object.fromEntries(ROSTER_COLUMNS.map(column => [column, Column])) as Record<
    (typeof ROSTER_COLUMNS)[number],
    typeof Column
  >,
  { additionalProperties: false },
)

const Row = Type.Object({
  sheet: Type.String(),
  row: Type.Integer(),
  commune: nullable(Type.String()),
  team: nullable(Type.String()),
  newTeam: Type.Boolean(),
  name: Type.String(),
  role: Type.String(),
  birthYear: nullable(Type.Integer()),
  phone: nullable(Type.String()),
  state: oneOf(ROWS),
  words: Type.String({ description: 'State and problems, in the language of the call' }),
})

const Result = Type.Object({ teams: Type.Integer(), members: Type.Integer(), joined: Type.Integer() })

const Job = Type.Object({
  id: IdSchema,
  fileName: Type.String(),
  state: oneOf(STATES),
  madeAt: InstantSchema,
  font: nullable(Type.String()),
  undoUntil: nullable(InstantSchema),
  sheets: Type.Array(
    Type.Object({
      name: Type.String(),
      mapping: RosterMappingSchema,
      columns: Type.Array(
        Type.Object({ index: Type.Integer(), letter: Type.String(), label: Type.String() }),
      ),
    }),
  ),
  columns: Type.Array(Type.Object({ key: oneOf(ROSTER_COLUMNS), words: Type.String() })),
  counts: Type.Object({
    rows: Type.Integer(),
    new: Type.Integer(),
    joins: Type.Integer(),
    existing: Type.Integer(),
    duplicate: Type.Integer(),
    error: Type.Integer(),
    warnings: Type.Integer(),
    newTeams: Type.Integer(),
    communes: Type.Integer(),
  }),
  result: nullable(Result),
})

export const uploadRoster = contract({
  route: 'POST /api/v1/units/:unitId/roster-imports',
  summary:
    'Reads a list of teams and members (.xlsx, .xls, .csv, at most 5 MB) and answers with a preview. Nothing is written yet.',
  access: mayImport,
  params: OfUnit,
  bodyLimit: 7_100_000,
  body: Type.Object({
    fileName: Type.String({ minLength: 1, maxLength: 200 }),
    content: Type.String({ maxLength: 7_200_000, description: 'The bytes of the file in base64' }),
  }),
  reply: Job,
  problems: ['import.unreadable', 'request.too-large', 'unit.unknown'],
})
export type UploadRoster = typeof uploadRoster

export const listRosterImports = contract({
  route: 'GET /api/v1/units/:unitId/roster-imports',
  summary: 'Imports of teams and members of a unit, newest first.',
  access: mayImport,
  params: OfUnit,
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: IdSchema,
        fileName: Type.String(),
        state: oneOf(STATES),
        madeAt: InstantSchema,
        madeBy: Type.String(),
        result: nullable(Result),
      }),
    ),
  }),
  problems: ['unit.unknown'],
})
export type ListRosterImports = typeof listRosterImports

export const getRosterImport = contract({
  route: 'GET /api/v1/units/:unitId/roster-imports/:importId',
  summary: 'One import of teams and members with its mapping and counts.',
  access: mayImport,
  params: OfJob,
  reply: Job,
  problems: ['import.unknown'],
})
export type GetRosterImport = typeof getRosterImport

export const listRosterRows = contract({
  route: 'GET /api/v1/units/:unitId/roster-imports/:importId/rows',
  summary: 'Rows of a preview in the order of the file, each with what will come of it and why.',
  access: mayImport,
  params: OfJob,
  query: Type.Object({ state: Type.Optional(oneOf([...ROWS, 'warning'])), ...paging }),
  reply: page(Row),
  problems: ['import.unknown', 'import.state'],
})
export type ListRosterRows = typeof listRosterRows

export const mapRoster = contract({
  route: 'PUT /api/v1/units/:unitId/roster-imports/:importId/mapping',
  summary: 'Says which column of a sheet holds what. Answers with the new preview.',
  access: mayImport,
  params: OfJob,
  body: Type.Object({
    sheets: Type.Array(Type.Object({ name: Type.String({ maxLength: 200 }), mapping: RosterMappingSchema }), {
      maxItems: 100,
    }),
  }),
  reply: Job,
  problems: ['import.unknown', 'import.state'],
})
export type MapRoster = typeof mapRoster

export const confirmRoster = contract({
  route: 'POST /api/v1/units/:unitId/roster-imports/:importId/confirm',
  summary: 'Makes the teams, people and memberships of a preview in one transaction, and drops the file.',
  access: mayImport,
  params: OfJob,
  reply: Job,
  problems: ['import.unknown', 'import.state'],
})
export type ConfirmRoster = typeof confirmRoster

export const undoRoster = contract({
  route: 'POST /api/v1/units/:unitId/roster-imports/:importId/undo',
  summary:
    'Takes an import of teams and members back within a day, as long as nothing of it was changed; otherwise says what was.',
  access: mayImport,
  params: OfJob,
  reply: Type.Object({
    undone: Type.Boolean(),
    touched: Type.Array(Type.String()),
    touchedTotal: Type.Integer(),
  }),
  problems: ['import.unknown', 'import.state', 'undo.late'],
})
export type UndoRoster = typeof undoRoster

export const downloadRoster = contract({
  route: 'GET /api/v1/units/:unitId/roster-export',
  summary:
    'Teams and members of a unit as a workbook, or as CSV in UTF-8, with the headings that the import reads.',
  access: mayImport,
  params: OfUnit,
  query: Type.Object({ format: Type.Optional(oneOf(['xlsx', 'csv'])) }),
  reply: file(XLSX, 'text/csv'),
  problems: ['unit.unknown'],
})
export type DownloadRoster = typeof downloadRoster

export const listRosterDuplicates = contract({
  route: 'GET /api/v1/units/:unitId/roster-duplicates',
  summary:
    'People who stand on record more than once: same phone, or same name and year of birth in one commune.',
  access: mayImport,
  params: OfUnit,
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        why: oneOf(['phone', 'birth']),
        people: Type.Array(
          Type.Object({
            id: IdSchema,
            name: Type.String(),
            commune: Type.String(),
            team: nullable(Type.String()),
            teamId: nullable(IdSchema),
            since: DaySchema,
          }),
        ),
      }),
    ),
  }),
  problems: ['unit.unknown'],
})
export type ListRosterDuplicates = typeof listRosterDuplicates
