import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCsv } from '@tung-nha/model/household/import/csv.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import type { Mark, Reach } from '@tung-nha/model/network/picture.ts'

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

/** The published figures of the catalogue; the version is a digest of both files. */
export const readReported = async (dir: string): Promise<{ version: string; lines: ReportedLine[] }> => {
  const [reported, sources] = (await Promise.all(
    ['reported.csv', 'sources.csv'].map(name => readFile(join(dir, name), 'utf8')),
  )) as [string, string]
  const about = new Map(table(sources, 'sources.csv').map(row => [row['key']!, row]))
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
      },
    }
  })
  const version = createHash('sha256').update(`${reported}\0${sources}`).digest('hex').slice(0, 16)
  return { version, lines }
}
