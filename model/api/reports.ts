import { Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { FigureSchema, IndicatorSchema, PeriodSchema } from '#model/api/figures.ts'
import { contract, file, paging } from '#model/kit/contract.ts'
import {
  DaySchema,
  IdSchema,
  InstantSchema,
  MonthSchema,
  nullable,
  oneOf,
  UnitIdSchema,
} from '#model/kit/schema.ts'
import { REPORT_ACTIONS, REPORT_STATES } from '#model/report/state.ts'

const Code = Type.String({ maxLength: 20 })
const addition = {
  n: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  reason: Type.String({ maxLength: 500 }),
  source: Type.String({
    maxLength: 200,
    description: 'Paper list, from before the system, or another source that is named',
  }),
}
export const AdditionSchema = Type.Object(addition)
const AdditionMap = Type.Record(Code, AdditionSchema)

const text = Type.String({ maxLength: 8000 })
export const NarrativeSchema = Type.Object({
  highlights: text,
  difficulties: text,
  proposals: text,
  next: text,
})

const number = nullable(Type.Number())

export const ReportRowSchema = Type.Object({
  ...FigureSchema.properties,
  system: number,
  addition: nullable(AdditionSchema),
  teamAdditions: Type.Array(Type.Object({ ...addition, teamId: IdSchema, team: Type.String() })),
  reported: number,
  reportedYear: number,
})

const CheckSchema = Type.Object({
  key: oneOf(['part', 'percent', 'change', 'same']),
  severity: oneOf(['stop', 'ask', 'confirm']),
  row: nullable(Code),
  other: nullable(Code),
  answerKey: Type.String(),
  answer: nullable(Type.String()),
})

export const ReportView = Type.Object({
  id: nullable(Type.String({ description: 'Null until it is first saved' })),
  kind: oneOf(['team', 'commune']),
  commune: Type.Object({ id: UnitIdSchema, kind: Type.String(), name: Type.String() }),
  team: nullable(Type.Object({ id: IdSchema, place: Type.String(), localName: Type.String() })),
  period: PeriodSchema,
  state: oneOf(REPORT_STATES),
  amended: Type.Boolean({ description: 'It was opened again after it had been approved or signed' }),
  version: Type.Integer({ description: 'Send it back when saving; 0 before the first save' }),
  lateDays: nullable(Type.Integer()),
  provisional: Type.Boolean({ description: 'The numbers still follow the field' }),
  asOf: InstantSchema,
  indicators: Type.Array(IndicatorSchema),
  rows: Type.Array(ReportRowSchema),
  narrative: NarrativeSchema,
  additions: AdditionMap,
  answers: Type.Record(Type.String(), Type.String()),
  difficulties: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), n: Type.Integer() })),
  difficultyText: Type.String({ description: 'What the box of difficulties may begin with' }),
  checks: Type.Array(CheckSchema),
  doubtfulDays: Type.Integer({
    description:
      'Activities of the month, as the field has them now, whose day is hard to believe; they count all the same',
  }),
  remarks: Type.Array(
    Type.Object({ row: nullable(Code), text: Type.String(), by: Type.String(), at: InstantSchema }),
  ),
  events: Type.Array(Type.Object({ at: InstantSchema, who: Type.String(), what: oneOf(REPORT_ACTIONS) })),
  teams: nullable(Type.Object({ reported: Type.Integer(), total: Type.Integer() })),
  submittedAt: nullable(InstantSchema),
  submittedBy: nullable(Type.String()),
  decidedAt: nullable(InstantSchema),
  decidedBy: nullable(Type.String()),
  signedAt: nullable(InstantSchema),
  signedBy: nullable(Type.String()),
  signerTitle: nullable(Type.String()),
  hash: nullable(Type.String({ description: 'SHA-256 of what was sent, canonical JSON (RFC 8785)' })),
  audit: nullable(
    Type.Object(
      { n: Type.Integer(), head: Type.String() },
      { description: 'Where the log of the commune stood when its report was sent' },
    ),
  ),
  may: Type.Array(oneOf(REPORT_ACTIONS), { description: 'What the caller may do now' }),
})

const teamPath = { teamId: IdSchema, period: MonthSchema }
const communePath = { unitId: UnitIdSchema, period: MonthSchema }
const Draft = Type.Object({
  version: Type.Integer({ minimum: 0 }),
  narrative: NarrativeSchema,
  additions: AdditionMap,
  answers: Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 1000 })),
})
const Version = Type.Object({ version: Type.Integer({ minimum: 0 }) })
const Remark = Type.Object({
  version: Type.Integer({ minimum: 1 }),
  remark: Type.String({ minLength: 1, maxLength: 2000 }),
  row: Type.Optional(Code),
})

export const getTeamReport = contract({
  route: 'GET /api/v1/teams/:teamId/reports/:period',
  summary: "A team's monthly report: filled from the visits all month long, frozen once it is sent.",
  access: mayAt('report.read', 'team', 'params.teamId'),
  params: Type.Object(teamPath),
  reply: ReportView,
  problems: ['team.unknown', 'report.not-due'],
})
export type GetTeamReport = typeof getTeamReport

export const putTeamReport = contract({
  route: 'PUT /api/v1/teams/:teamId/reports/:period',
  summary:
    "Saves what people write into a team's report: narrative, additions by hand with reason and source, answers to the checks.",
  access: mayAt('report.write', 'team', 'params.teamId'),
  params: Type.Object(teamPath),
  body: Draft,
  reply: ReportView,
  problems: ['team.unknown', 'report.state', 'report.stale', 'report.reason-missing', 'report.not-due'],
})
export type PutTeamReport = typeof putTeamReport

export const submitTeamReport = contract({
  route: 'POST /api/v1/teams/:teamId/reports/:period/submit',
  summary:
    '"Gửi xã": freezes the numbers with their sources and sends the report. Not before the period has closed.',
  access: mayAt('report.submit', 'team', 'params.teamId'),
  audit: audit('report.submit'),
  params: Type.Object(teamPath),
  body: Version,
  reply: ReportView,
  problems: ['team.unknown', 'report.state', 'report.stale', 'report.incomplete', 'report.not-due'],
})
export type SubmitTeamReport = typeof submitTeamReport

export const returnTeamReport = contract({
  route: 'POST /api/v1/teams/:teamId/reports/:period/return',
  summary: "Sends a team's report back with a remark, on the whole or on one row.",
  access: mayAt('report.decide', 'team', 'params.teamId'),
  audit: audit('report.return'),
  params: Type.Object(teamPath),
  body: Remark,
  reply: ReportView,
  problems: ['report.unknown', 'report.state', 'report.stale'],
})
export type ReturnTeamReport = typeof returnTeamReport

export const approveTeamReport = contract({
  route: 'POST /api/v1/teams/:teamId/reports/:period/approve',
  summary: "Approves a team's report.",
  access: mayAt('report.decide', 'team', 'params.teamId'),
  audit: audit('report.approve'),
  params: Type.Object(teamPath),
  body: Version,
  reply: ReportView,
  problems: ['report.unknown', 'report.state', 'report.stale'],
})
export type ApproveTeamReport = typeof approveTeamReport

export const amendTeamReport = contract({
  route: 'POST /api/v1/teams/:teamId/reports/:period/amend',
  summary: 'Opens an approved report again. What was sent before is kept.',
  access: mayAt('report.decide', 'team', 'params.teamId'),
  audit: audit('report.amend'),
  params: Type.Object(teamPath),
  body: Remark,
  reply: ReportView,
  problems: ['report.unknown', 'report.state', 'report.stale'],
})
export type AmendTeamReport = typeof amendTeamReport

export const getCommuneReport = contract({
  route: 'GET /api/v1/units/:unitId/reports/:period',
  summary:
    "A commune's own monthly report: every team in its areas, the state of its areas, and what is added by hand.",
  access: mayAt('report.read', 'unit', 'params.unitId'),
  params: Type.Object(communePath),
  reply: ReportView,
  problems: ['unit.unknown', 'report.not-due'],
})
export type GetCommuneReport = typeof getCommuneReport

export const putCommuneReport = contract({
  route: 'PUT /api/v1/units/:unitId/reports/:period',
  summary: "Saves narrative, additions and answers of a commune's report.",
  access: mayAt('report.write', 'unit', 'params.unitId'),
  params: Type.Object(communePath),
  body: Draft,
  reply: ReportView,
  problems: ['unit.unknown', 'report.state', 'report.stale', 'report.reason-missing', 'report.not-due'],
})
export type PutCommuneReport = typeof putCommuneReport

export const submitCommuneReport = contract({
  route: 'POST /api/v1/units/:unitId/reports/:period/submit',
  summary:
    "Puts a commune's report before the person who signs; it keeps the ids and hashes of the teams' reports.",
  access: mayAt('report.submit', 'unit', 'params.unitId'),
  audit: audit('report.submit'),
  params: Type.Object(communePath),
  body: Version,
  reply: ReportView,
  problems: ['unit.unknown', 'report.state', 'report.stale', 'report.incomplete', 'report.not-due'],
})
export type SubmitCommuneReport = typeof submitCommuneReport

export const returnCommuneReport = contract({
  route: 'POST /api/v1/units/:unitId/reports/:period/return',
  summary: 'The person who signs sends the report back to the officer who prepared it.',
  access: mayAt('report.sign', 'unit', 'params.unitId'),
  audit: audit('report.return'),
  params: Type.Object(communePath),
  body: Remark,
  reply: ReportView,
  problems: ['report.unknown', 'report.state', 'report.stale'],
})
export type ReturnCommuneReport = typeof returnCommuneReport

export const signCommuneReport = contract({
  route: 'POST /api/v1/units/:unitId/reports/:period/sign',
  summary:
    "A person signs the commune's report with name and title; from then on the province sees its figures.",
  access: mayAt('report.sign', 'unit', 'params.unitId'),
  audit: audit('report.sign'),
  params: Type.Object(communePath),
  body: Version,
  reply: ReportView,
  problems: ['report.unknown', 'report.state', 'report.stale'],
})
export type SignCommuneReport = typeof signCommuneReport

export const amendCommuneReport = contract({
  route: 'POST /api/v1/units/:unitId/reports/:period/amend',
  summary: 'Opens a signed report again ("Đã điều chỉnh"). What was signed before is kept.',
  access: mayAt('report.write', 'unit', 'params.unitId'),
  audit: audit('report.amend'),
  params: Type.Object(communePath),
  body: Remark,
  reply: ReportView,
  problems: ['report.unknown', 'report.state', 'report.stale'],
})
export type AmendCommuneReport = typeof amendCommuneReport

const SourceItem = Type.Object({
  kind: oneOf(['activity', 'resident', 'household', 'request', 'member', 'team']),
  id: Type.String(),
  n: Type.Number({ description: 'What it adds to the number' }),
  day: nullable(DaySchema),
  activityKind: nullable(Type.String()),
  areaId: nullable(Type.Integer()),
  householdId: nullable(IdSchema),
  head: nullable(Type.String({ description: 'Head of the household' })),
  name: nullable(Type.String({ description: "A person, a member, a team's place or a request's code" })),
  member: nullable(Type.String({ description: 'Who was there' })),
})
export const SourceView = Type.Object({
  code: Code,
  /** For a ratio: what is listed is its numerator. */
  ofNumerator: Type.Boolean(),
  frozen: number,
  now: number,
  items: Type.Array(SourceItem),
  total: Type.Integer(),
  next: nullable(Type.String()),
})

export const teamRowSource = contract({
  route: 'GET /api/v1/teams/:teamId/reports/:period/rows/:code/source',
  summary: '"Số này từ đâu?": the visits, people or requests behind one number of a team\'s report.',
  access: mayAt('report.read', 'team', 'params.teamId'),
  params: Type.Object({ ...teamPath, code: Code }),
  query: Type.Object(paging),
  reply: SourceView,
  problems: ['team.unknown', 'not-found'],
})
export type TeamRowSource = typeof teamRowSource

export const communeRowSource = contract({
  route: 'GET /api/v1/units/:unitId/reports/:period/rows/:code/source',
  summary: '"Số này từ đâu?": the numbers of the teams behind one number of a commune\'s report.',
  access: mayAt('report.read', 'unit', 'params.unitId'),
  params: Type.Object({ ...communePath, code: Code }),
  reply: SourceView,
  problems: ['unit.unknown', 'not-found'],
})
export type CommuneRowSource = typeof communeRowSource

const PDF = 'application/pdf'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const REPORT_FILE_TYPES = { pdf: PDF, docx: DOCX, xlsx: XLSX } as const
const Format = Type.Object({ format: oneOf(['pdf', 'docx', 'xlsx']), inline: Type.Optional(Type.Boolean()) })

export const teamReportDocument = contract({
  route: 'GET /api/v1/teams/:teamId/reports/:period/document',
  summary: "A team's report as PDF, Word or Excel; marked as a preview until it is approved.",
  access: mayAt('report.read', 'team', 'params.teamId'),
  params: Type.Object(teamPath),
  query: Format,
  reply: file(PDF, DOCX, XLSX),
  problems: ['team.unknown'],
})
export type TeamReportDocument = typeof teamReportDocument

export const communeReportDocument = contract({
  route: 'GET /api/v1/units/:unitId/reports/:period/document',
  summary: "A commune's report as PDF, Word or Excel; marked as a preview until it is signed.",
  access: mayAt('report.read', 'unit', 'params.unitId'),
  params: Type.Object(communePath),
  query: Format,
  reply: file(PDF, DOCX, XLSX),
  problems: ['unit.unknown'],
})
export type CommuneReportDocument = typeof communeReportDocument

const Zalo = Type.Object({
  text: Type.String({ description: 'Six lines; names of residents are never in them' }),
})
export const teamReportZalo = contract({
  route: 'GET /api/v1/teams/:teamId/reports/:period/zalo',
  summary: '"Chép tin nhắn Zalo": a team\'s report in six lines.',
  access: mayAt('report.read', 'team', 'params.teamId'),
  params: Type.Object(teamPath),
  reply: Zalo,
})
export type TeamReportZalo = typeof teamReportZalo

export const communeReportZalo = contract({
  route: 'GET /api/v1/units/:unitId/reports/:period/zalo',
  summary: '"Chép tin nhắn Zalo": a commune\'s report in six lines.',
  access: mayAt('report.read', 'unit', 'params.unitId'),
  params: Type.Object(communePath),
  reply: Zalo,
})
export type CommuneReportZalo = typeof communeReportZalo

export const communeDesk = contract({
  route: 'GET /api/v1/units/:unitId/desk',
  summary:
    'The working desk of a commune: what waits, one row for each team, and the five groups. While a closed month is in hand, its reports stand beside the numbers of this moment (`figuresPeriod`).',
  access: mayAt('report.decide', 'unit', 'params.unitId'),
  params: Type.Object({ unitId: UnitIdSchema }),
  query: Type.Object({ period: Type.Optional(MonthSchema) }),
  reply: Type.Object({
    period: PeriodSchema,
    figuresPeriod: PeriodSchema,
    asOf: InstantSchema,
    changedAt: nullable(InstantSchema),
    pending: Type.Boolean(),
    counts: Type.Object({
      teams: Type.Integer(),
      sent: Type.Integer({ description: 'Submitted or approved' }),
      late: Type.Integer({ description: 'Not sent after the due day' }),
      waiting: Type.Integer({ description: 'Submitted, not yet decided' }),
      returned: Type.Integer(),
      openRequests: Type.Integer(),
      overdueRequests: Type.Integer({ description: 'Open for more than 3 days' }),
    }),
    commune: Type.Object({ state: oneOf([...REPORT_STATES, 'none']), version: Type.Integer() }),
    teams: Type.Array(
      Type.Object({
        teamId: IdSchema,
        place: Type.String(),
        localName: Type.String(),
        level: Type.String(),
        reportId: nullable(IdSchema),
        state: oneOf([...REPORT_STATES, 'none']),
        version: Type.Integer(),
        lateDays: Type.Integer(),
        submittedAt: nullable(InstantSchema),
        lastActivity: nullable(DaySchema),
        homes: Type.Object({
          fluent: Type.Integer(),
          reviewed: Type.Integer(),
          total: Type.Integer(),
          percent: number,
          target: number,
        }),
        members: Type.Object({ trained: Type.Integer(), total: Type.Integer() }),
        difficulty: nullable(Type.Object({ key: Type.String(), name: Type.String(), n: Type.Integer() })),
      }),
    ),
    groups: Type.Array(
      Type.Object({
        key: Type.String(),
        code: Code,
        name: Type.String(),
        value: number,
        previous: number,
        target: number,
        percent: number,
      }),
    ),
  }),
  problems: ['unit.unknown'],
})
export type CommuneDesk = typeof communeDesk

export const receivedReports = contract({
  route: 'GET /api/v1/units/:unitId/reports',
  summary: 'Reports of the communes of a province: their state, and the figures of the signed ones.',
  access: mayAt('report.receive', 'unit', 'params.unitId'),
  params: Type.Object({ unitId: UnitIdSchema }),
  query: Type.Object({ period: Type.Optional(MonthSchema) }),
  reply: Type.Object({
    period: PeriodSchema,
    indicators: Type.Array(IndicatorSchema),
    counts: Type.Object({
      communes: Type.Integer(),
      signed: Type.Integer(),
      prepared: Type.Integer(),
      late: Type.Integer(),
    }),
    items: Type.Array(
      Type.Object({
        commune: Type.Object({ id: UnitIdSchema, kind: Type.String(), name: Type.String() }),
        state: oneOf([...REPORT_STATES, 'none']),
        lateDays: Type.Integer(),
        signedAt: nullable(InstantSchema),
        signedBy: nullable(Type.String()),
        signerTitle: nullable(Type.String()),
        hash: nullable(Type.String()),
        figures: Type.Array(
          Type.Object({
            code: Code,
            reported: number,
            reportedYear: number,
            percent: number,
            target: number,
          }),
          { description: 'Empty until signed' },
        ),
      }),
    ),
  }),
  problems: ['unit.unknown'],
})
export type ReceivedReports = typeof receivedReports
