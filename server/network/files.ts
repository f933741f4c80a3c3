import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCsv } from '@tung-nha/model/household/import/csv.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import type { Mark, Reach, Statement } from '@tung-nha/model/network/picture.ts'

/** A line of catalogue/network/reported.csv: its unit is the one of this level and code on that day. */
export type ReportedLine = {
  day: Day
  estimated: boolean
  level: string
  code: string | null
  source: string
  teams: number | null
  teamsMark: Mark | null
  members: number | null
  membersMark: Mark | null
  communeTeams: number | null
  villageTeams: number | null
  provincesWithTeams: number | null
  provincesComplete: number | null
  provincesTotal: number | null
  reach: Reach | null
  about: {
    organ: string
    title: string
    address: string | null
    weak: boolean
    note: { vi: string; en: string } | null
    statements: Statement[]
  }
}

const table = (text: string, name: string): Record<string, string>[] => {
  const [head, ...rows] = parseCsv(text.trim(), name, 10_000).rows
  return rows.map(row => {
    if (row.length !== head!.length) throw new Error(`catalogue/network/${name}: ${row.join(',')}`)
    return Object.fromEntries(head!.map((column, i) => [String(column), String(row[i])]))
  })
}
const count = (cell: string | undefined) => (cell ? Number(cell) : null)

const statementOf = (row: Record<string, string>): Statement => ({
  what: row['what'] as Statement['what'],
  from: Number(row['from']),
  to: Number(row['to']),
  measure: row['measure'] as Statement['measure'],
  text: { vi: row['vi']!, en: row['en']! },
})

/** The published figures of the catalogue; the version is a digest of the three files. */
export const readReported = async (dir: string): Promise<{ version: string; lines: ReportedLine[] }> => {
  const [reported, sources, statements] = (await Promise.all(
    ['reported.csv', 'sources.csv', 'statements.csv'].map(name => readFile(join(dir, name), 'utf8')),
  )) as [string, string, string]
  const about = new Map(table(sources, 'sources.csv').map(row => [row['key']!, row]))
  const said = Map.groupBy(table(statements, 'statements.csv'), row => row['source']!)
  const lines = table(reported, 'reported.csv').map((row): ReportedLine => {
    const source = about.get(row['source']!)
    if (!source) throw new Error(`catalogue/network/reported.csv: unknown source ${row['source']}`)
    return {
      day: row['day']!,
      estimated: row['dayKind'] !== 'exact',
      level: row['level']!,
      code: row['code'] || null,
      source: row['source']!,
      teams: count(row['teams']),
      teamsMark: (row['teamsMark'] || null) as Mark | null,
      members: count(row['members']),
      membersMark: (row['membersMark'] || null) as Mark | null,
      communeTeams: count(row['communeTeams']),
      villageTeams: count(row['villageTeams']),
      provincesWithTeams: count(row['provincesWithTeams']),
      provincesComplete: count(row['provincesComplete']),
      provincesTotal: count(row['provincesTotal']),
      reach: (row['reach'] || null) as Reach | null,
      about: {
        organ: source['organ']!,
        title: source['title']!,
        address: source['address'] || null,
        weak: source['strength'] === 'weak',
        note: row['noteVi'] ? { vi: row['noteVi'], en: row['noteEn']! } : null,
        statements: (said.get(row['source']!) ?? []).map(statementOf),
      },
    }
  })
  const version = createHash('sha256')
    .update([reported, sources, statements].join('\0'))
    .digest('hex')
    .slice(0, 16)
  return { version, lines }
}
