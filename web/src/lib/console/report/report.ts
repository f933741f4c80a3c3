import type {
  AmendCommuneReport,
  AmendTeamReport,
  ApproveTeamReport,
  CommuneReportDocument,
  CommuneReportZalo,
  CommuneRowSource,
  GetCommuneReport,
  GetTeamReport,
  PutCommuneReport,
  PutTeamReport,
  ReturnCommuneReport,
  ReturnTeamReport,
  SignCommuneReport,
  SubmitCommuneReport,
  SubmitTeamReport,
  TeamReportDocument,
  TeamReportZalo,
  TeamRowSource,
} from '@tung-nha/model/api/reports.ts'
import type { BodyOf, ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { call, urlOf } from '#lib/api/call.ts'

export type ReportView = ReplyOf<GetTeamReport>
export type ReportRow = ReportView['rows'][number]
export type Indicator = ReportView['indicators'][number]
export type Draft = BodyOf<PutTeamReport>
export type Addition = NonNullable<ReportRow['addition']>
export type SourceView = ReplyOf<TeamRowSource>
export type SourceItem = SourceView['items'][number]

/** One report: a team's, or a commune's own. */
export type ReportAt =
  | { kind: 'team'; teamId: string; period: string }
  | { kind: 'commune'; unitId: number; period: string }

const team = (at: Extract<ReportAt, { kind: 'team' }>) => ({ teamId: at.teamId, period: at.period })
const commune = (at: Extract<ReportAt, { kind: 'commune' }>) => ({ unitId: at.unitId, period: at.period })

export const readReport = (at: ReportAt, signal: AbortSignal): Promise<ReportView> =>
  at.kind === 'team'
    ? call<GetTeamReport>('GET /api/v1/teams/:teamId/reports/:period', { params: team(at) }, { signal })
    : call<GetCommuneReport>('GET /api/v1/units/:unitId/reports/:period', { params: commune(at) }, { signal })

export const saveReport = (at: ReportAt, body: Draft): Promise<ReportView> =>
  at.kind === 'team'
    ? call<PutTeamReport>('PUT /api/v1/teams/:teamId/reports/:period', { params: team(at), body })
    : call<PutCommuneReport>('PUT /api/v1/units/:unitId/reports/:period', { params: commune(at), body })

export const submitReport = (at: ReportAt, version: number): Promise<ReportView> =>
  at.kind === 'team'
    ? call<SubmitTeamReport>('POST /api/v1/teams/:teamId/reports/:period/submit', {
        params: team(at),
        body: { version },
      })
    : call<SubmitCommuneReport>('POST /api/v1/units/:unitId/reports/:period/submit', {
        params: commune(at),
        body: { version },
      })

/** A team's report is approved, a commune's is signed. */
export const acceptReport = (at: ReportAt, version: number): Promise<ReportView> =>
  at.kind === 'team'
    ? call<ApproveTeamReport>('POST /api/v1/teams/:teamId/reports/:period/approve', {
        params: team(at),
        body: { version },
      })
    : call<SignCommuneReport>('POST /api/v1/units/:unitId/reports/:period/sign', {
        params: commune(at),
        body: { version },
      })

type Remark = BodyOf<ReturnTeamReport>

export const returnReport = (at: ReportAt, body: Remark): Promise<ReportView> =>
  at.kind === 'team'
    ? call<ReturnTeamReport>('POST /api/v1/teams/:teamId/reports/:period/return', { params: team(at), body })
    : call<ReturnCommuneReport>('POST /api/v1/units/:unitId/reports/:period/return', {
        params: commune(at),
        body,
      })

export const amendReport = (at: ReportAt, body: Remark): Promise<ReportView> =>
  at.kind === 'team'
    ? call<AmendTeamReport>('POST /api/v1/teams/:teamId/reports/:period/amend', { params: team(at), body })
    : call<AmendCommuneReport>('POST /api/v1/units/:unitId/reports/:period/amend', {
        params: commune(at),
        body,
      })

export const readSource = (at: ReportAt, code: string, after: string | null): Promise<SourceView> =>
  at.kind === 'team'
    ? call<TeamRowSource>('GET /api/v1/teams/:teamId/reports/:period/rows/:code/source', {
        params: { ...team(at), code },
        query: after ? { after } : {},
      })
    : call<CommuneRowSource>('GET /api/v1/units/:unitId/reports/:period/rows/:code/source', {
        params: { ...commune(at), code },
      })

export const zaloOf = async (at: ReportAt): Promise<string> =>
  (at.kind === 'team'
    ? await call<TeamReportZalo>('GET /api/v1/teams/:teamId/reports/:period/zalo', { params: team(at) })
    : await call<CommuneReportZalo>('GET /api/v1/units/:unitId/reports/:period/zalo', { params: commune(at) })
  ).text

export const documentUrl = (at: ReportAt, format: 'pdf' | 'docx' | 'xlsx', inline = false): string => {
  const query = inline ? { format, inline } : { format }
  return at.kind === 'team'
    ? urlOf<TeamReportDocument>('GET /api/v1/teams/:teamId/reports/:period/document', {
        params: team(at),
        query,
      })
    : urlOf<CommuneReportDocument>('GET /api/v1/units/:unitId/reports/:period/document', {
        params: commune(at),
        query,
      })
}
