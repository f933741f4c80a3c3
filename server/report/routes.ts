import {
  amendCommuneReport,
  amendTeamReport,
  approveTeamReport,
  communeDesk,
  communeReportDocument,
  communeReportZalo,
  communeRowSource,
  getCommuneReport,
  getTeamReport,
  putCommuneReport,
  putTeamReport,
  REPORT_FILE_TYPES,
  receivedReports,
  returnCommuneReport,
  returnTeamReport,
  signCommuneReport,
  submitCommuneReport,
  submitTeamReport,
  teamReportDocument,
  teamReportZalo,
  teamRowSource,
} from '@tung-nha/model/api/reports.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { communeText, type ReportDocument } from '@tung-nha/model/report/document.ts'
import { zaloText } from '@tung-nha/model/report/zalo.ts'
import { auditReading } from '#audit/reading.ts'
import { reportDocx } from '#documents/report-docx.ts'
import { reportPdf } from '#documents/report-pdf.ts'
import { reportXlsx } from '#documents/report-xlsx.ts'
import { type Caller, type Route, route } from '#http/route.ts'
import { act, type Deed, type Person } from '#report/act.ts'
import { rolesOver } from '#report/actor.ts'
import { deskOf, receivedBy } from '#report/desk.ts'
import { documentOf } from '#report/document.ts'
import { figureRoutes } from '#report/figure-routes.ts'
import { type Place, placeOfCommune, placeOfTeam, viewOf, type Work } from '#report/report.ts'
import { sourceOfCommune, sourceOfTeam } from '#report/source.ts'

const workOf = (c: Caller): Work => ({
  tx: c.db,
  catalogue: c.setup.catalogue,
  reach: c.reach,
  newId: c.newId,
  now: c.now,
  today: c.today,
  lang: c.lang,
})

const personOf = (c: Caller, place: Place): Person => {
  if (c.actor.kind === 'visitor') throw problem('auth.required')
  const roles = rolesOver(c.actor, { path: place.commune.path, teamId: place.team?.id ?? null }, c.today)
  return { id: c.actor.id, name: c.actor.name, kind: c.actor.kind, roles }
}

const show = (c: Caller, place: Place) => viewOf(workOf(c), place, personOf(c, place).roles)

const doing = async (c: Caller, place: Place, deed: Deed) => {
  await act(workOf(c), place, personOf(c, place), deed)
  return show(c, place)
}

type Params = { teamId: string; period: string }
const ofTeam = (c: Caller & { input: { params: Params } }) =>
  placeOfTeam(workOf(c), c.input.params.teamId, c.input.params.period)
const ofCommune = (c: Caller & { input: { params: { unitId: number; period: string } } }) =>
  placeOfCommune(workOf(c), c.input.params.unitId, c.input.params.period)

const paper = async (c: Caller, place: Place): Promise<ReportDocument> =>
  documentOf(workOf(c), place, await show(c, place), c.setup)

/** A commune's report as a paper, for the forms of its province. */
export const communeDocument = async (
  c: Caller,
  communeId: number,
  period: string,
): Promise<ReportDocument> => paper(c, await placeOfCommune(workOf(c), communeId, period))

const makers = {
  pdf: async (document: ReportDocument) => reportPdf(document).bytes,
  docx: reportDocx,
  xlsx: reportXlsx,
}

const fileOf = async (
  c: Caller & { input: { query: { format: 'pdf' | 'docx' | 'xlsx'; inline?: boolean } } },
  place: Place,
) => {
  const { format, inline } = c.input.query
  const who = place.team ? place.team.name : communeText(place)
  return {
    file: await makers[format](await paper(c, place)),
    type: REPORT_FILE_TYPES[format],
    name: `Báo cáo tháng ${Number(place.period.slice(5))}-${place.period.slice(0, 4)} ${who}.${format}`,
    inline: inline ?? false,
  }
}

export const reportRoutes: Route[] = [
  ...figureRoutes,
  route(getTeamReport, async c => show(c, await ofTeam(c))),
  route(putTeamReport, async c => doing(c, await ofTeam(c), { what: 'save', ...c.input.body })),
  route(submitTeamReport, async c => doing(c, await ofTeam(c), { what: 'submit', ...c.input.body })),
  route(returnTeamReport, async c => doing(c, await ofTeam(c), { what: 'return', ...c.input.body })),
  route(approveTeamReport, async c => doing(c, await ofTeam(c), { what: 'approve', ...c.input.body })),
  route(amendTeamReport, async c => doing(c, await ofTeam(c), { what: 'amend', ...c.input.body })),

  route(getCommuneReport, async c => show(c, await ofCommune(c))),
  route(putCommuneReport, async c => doing(c, await ofCommune(c), { what: 'save', ...c.input.body })),
  route(submitCommuneReport, async c => doing(c, await ofCommune(c), { what: 'submit', ...c.input.body })),
  route(returnCommuneReport, async c => doing(c, await ofCommune(c), { what: 'return', ...c.input.body })),
  route(signCommuneReport, async c => doing(c, await ofCommune(c), { what: 'sign', ...c.input.body })),
  route(amendCommuneReport, async c => doing(c, await ofCommune(c), { what: 'amend', ...c.input.body })),

  route(teamRowSource, async c => {
    const readable = new Set(c.areas) // before the wall is widened for counting
    const place = await ofTeam(c)
    const { code } = c.input.params
    const { after, limit = 50 } = c.input.query
    const view = await sourceOfTeam(workOf(c), place, code, { after, limit, readable })
    const subjects = {
      teamId: c.input.params.teamId,
      period: place.period,
      code,
      ids: view.items.map(item => item.id),
    }
    await auditReading(c, { communeId: place.commune.id }, 'report.source', subjects)
    return view
  }),
  route(communeRowSource, async c => sourceOfCommune(workOf(c), await ofCommune(c), c.input.params.code)),

  route(teamReportDocument, async c => fileOf(c, await ofTeam(c))),
  route(communeReportDocument, async c => fileOf(c, await ofCommune(c))),
  route(teamReportZalo, async c => ({ text: zaloText(await paper(c, await ofTeam(c))) })),
  route(communeReportZalo, async c => ({ text: zaloText(await paper(c, await ofCommune(c))) })),

  route(communeDesk, async c => deskOf(workOf(c), c.input.params.unitId, c.input.query.period)),
  route(receivedReports, async c => receivedBy(workOf(c), c.input.params.unitId, c.input.query.period)),
]
