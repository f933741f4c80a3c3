import type { ReportView } from '@tung-nha/model/api/reports.ts'
import { dayOf } from '@tung-nha/model/kit/day.ts'
import { communeText, type DocumentRow, type ReportDocument } from '@tung-nha/model/report/document.ts'
import { labelInSentence } from '@tung-nha/model/unit/name.ts'
import type { Static } from 'typebox'
import type { Setup } from '#http/setup.ts'
import { teamsOfCommune, unitsOf } from '#report/figure-queries.ts'
import { leaderOf, officeOf } from '#report/queries.ts'
import type { Place, Work } from '#report/report.ts'

type View = Static<typeof ReportView>

const OUR_NAME = 'Theo rà soát của tổ'

const rowsOf = (view: View): DocumentRow[] => {
  const definitions = new Map(view.indicators.map(item => [item.code, item]))
  return view.rows.map(row => {
    const definition = definitions.get(row.code)!
    const added = [
      ...(row.addition ? [row.addition] : []),
      ...row.teamAdditions.map(item => ({ ...item, source: `${item.team}: ${item.source}` })),
    ]
    return {
      code: row.code,
      name: definition.name.vi,
      unit: definition.unit.vi,
      period: row.reported,
      yearToDate: row.reportedYear,
      target: row.target?.value ?? null,
      percent: row.percent,
      system: row.system,
      addition:
        added.length === 0
          ? null
          : {
              n: added.reduce((sum, item) => sum + item.n, 0),
              reason: unique(added.map(item => item.reason)),
              source: unique(added.map(item => item.source)),
            },
      note: noteOf(row),
      sources: row.outside
        ? [
            { name: OUR_NAME, period: row.reported, yearToDate: row.reportedYear, day: view.period.last },
            {
              name: `Theo ${row.outside.source}`,
              period: row.outside.n,
              yearToDate: row.outside.n,
              day: row.outside.day,
            },
          ]
        : [],
      heading: row.heading,
    }
  })
}

const unique = (list: readonly string[]) => [...new Set(list)].join('; ')

const noteOf = (row: View['rows'][number]): string | null => {
  if (row.few) return 'Dưới 5 hộ nên không tính tỷ lệ'
  if (row.target?.source === 'national')
    return `Chỉ tiêu quốc gia năm ${row.target.year} (${row.target.note})`
  return null
}

const reviewedOf = (view: View): ReportDocument['reviewed'] => {
  const found = view.rows.find(row => row.code === 'TN04')?.reviewed
  if (!found || found.of === null) return null
  return { homes: found.n, total: found.of, source: found.source ?? 'danh sách hộ trên hệ thống' }
}

/** Everything that a paper of the report prints. */
export const documentOf = async (
  work: Work,
  place: Place,
  view: View,
  setup: Pick<Setup, 'demo'>,
): Promise<ReportDocument> => {
  const { commune, team } = place
  const [province] = commune.parent_id === null ? [] : await unitsOf(work.tx, [commune.parent_id])
  // The paper lists what was met by itself; what the box was prefilled with is not printed twice.
  const said = view.narrative.difficulties.trim()
  const met = view.difficultyText
  const difficulties =
    met !== '' && said.startsWith(met) ? said.slice(met.length).replace(/^[.;\s]+/, '') : said
  const narrative = { ...view.narrative, difficulties }
  const signedDay = view.kind === 'team' ? view.submittedAt : view.signedAt
  const done = view.state === 'approved' || view.state === 'signed'
  const office = team ? null : await officeOf(work.tx, commune.id)
  const teams = team ? [team] : await teamsOfCommune(work.tx, commune.id, view.period.last)
  const localName = teams[0]?.local_name ?? 'Tổ công nghệ số cộng đồng'
  const authority = (work.catalogue.form.signatures.commune.right.vi as string).split('\n')
  return {
    level: view.kind,
    commune: { kind: commune.kind, name: commune.name },
    team: team ? { localName, place: team.name } : null,
    localName,
    ...(province ? { province: labelInSentence(province.kind, province.name) } : {}),
    period: {
      month: Number(view.period.period.slice(5)),
      year: Number(view.period.period.slice(0, 4)),
      from: view.period.from,
      to: view.period.last,
      due: view.period.due,
    },
    number: null,
    place: commune.name,
    day: signedDay === null ? null : dayOf(signedDay),
    teams: view.teams,
    reviewed: reviewedOf(view),
    rows: rowsOf(view),
    narrative,
    difficulties: view.difficulties.map(({ name, n }) => ({ name, n })),
    signer: team
      ? { authority: ['TỔ TRƯỞNG'], name: view.submittedBy ?? (await leaderOf(work.tx, team.id, work.today)) }
      : { authority, name: view.signedBy },
    preparer: team
      ? null
      : { title: `công chức ${office ?? 'Phòng Văn hóa - Xã hội'}`, name: view.submittedBy },
    recipients: team
      ? []
      : [
          ...(province ? [`Sở Khoa học và Công nghệ ${labelInSentence(province.kind, province.name)}`] : []),
          `Chủ tịch, các Phó Chủ tịch UBND ${communeText({ commune })}`,
          `Các ${localName}`,
          'Lưu: VT',
        ],
    preview: !done,
    hash: view.hash,
    audit: view.audit,
    asOf: view.asOf,
    demo: setup.demo,
  }
}
