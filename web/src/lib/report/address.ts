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
import { call, urlOf } from '#lib/api/call.ts'
import type { ReportDoor } from '#lib/report/report.ts'

/** What both kinds of report ask by their own addresses; drafts and links are the host's. */
export type Addresses = Omit<ReportDoor, 'draft' | 'linkOf' | 'doubtfulOf'>

/** A team's report. */
export const teamDoor = (teamId: string, period: string): Addresses => {
  const params = { teamId, period }
  return {
    load: () => call<GetTeamReport>('GET /api/v1/teams/:teamId/reports/:period', { params }),
    save: body => call<PutTeamReport>('PUT /api/v1/teams/:teamId/reports/:period', { params, body }),
    submit: version =>
      call<SubmitTeamReport>('POST /api/v1/teams/:teamId/reports/:period/submit', {
        params,
        body: { version },
      }),
    accept: version =>
      call<ApproveTeamReport>('POST /api/v1/teams/:teamId/reports/:period/approve', {
        params,
        body: { version },
      }),
    sendBack: body =>
      call<ReturnTeamReport>('POST /api/v1/teams/:teamId/reports/:period/return', { params, body }),
    amend: body =>
      call<AmendTeamReport>('POST /api/v1/teams/:teamId/reports/:period/amend', { params, body }),
    source: (code, after) =>
      call<TeamRowSource>('GET /api/v1/teams/:teamId/reports/:period/rows/:code/source', {
        params: { ...params, code },
        query: after ? { after } : {},
      }),
    zalo: async () =>
      (await call<TeamReportZalo>('GET /api/v1/teams/:teamId/reports/:period/zalo', { params })).text,
    paper: (format, inline = false) =>
      urlOf<TeamReportDocument>('GET /api/v1/teams/:teamId/reports/:period/document', {
        params,
        query: inline ? { format, inline } : { format },
      }),
  }
}

/** A commune's own report. Its numbers are made of its teams', so a source is never longer than one page. */
export const communeDoor = (unitId: number, period: string): Addresses => {
  const params = { unitId, period }
  return {
    load: () => call<GetCommuneReport>('GET /api/v1/units/:unitId/reports/:period', { params }),
    save: body => call<PutCommuneReport>('PUT /api/v1/units/:unitId/reports/:period', { params, body }),
    submit: version =>
      call<SubmitCommuneReport>('POST /api/v1/units/:unitId/reports/:period/submit', {
        params,
        body: { version },
      }),
    accept: version =>
      call<SignCommuneReport>('POST /api/v1/units/:unitId/reports/:period/sign', {
        params,
        body: { version },
      }),
    sendBack: body =>
      call<ReturnCommuneReport>('POST /api/v1/units/:unitId/reports/:period/return', { params, body }),
    amend: body =>
      call<AmendCommuneReport>('POST /api/v1/units/:unitId/reports/:period/amend', { params, body }),
    source: code =>
      call<CommuneRowSource>('GET /api/v1/units/:unitId/reports/:period/rows/:code/source', {
        params: { ...params, code },
      }),
    zalo: async () =>
      (await call<CommuneReportZalo>('GET /api/v1/units/:unitId/reports/:period/zalo', { params })).text,
    paper: (format, inline = false) =>
      urlOf<CommuneReportDocument>('GET /api/v1/units/:unitId/reports/:period/document', {
        params,
        query: inline ? { format, inline } : { format },
      }),
  }
}
