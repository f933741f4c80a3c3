import { covers, type Day } from '#model/kit/day.ts'

/** How far a unit has come: has teams, in every commune, in every village. */
export const REACHES = ['some', 'communes', 'villages'] as const
export type Reach = (typeof REACHES)[number]
export const MARKS = ['about', 'over'] as const
/** A round number says so: about 9,400, over 80,000. */
export type Mark = (typeof MARKS)[number]

/** A weak source was read in a reprint or gives a round number nobody else has: told, but not believed first. */
export type Source = {
  key: string
  organ: string
  title: string
  address: string | null
  weak: boolean
  statements: Statement[]
}
type Note = { vi: string; en: string }

export const STATEMENTS = ['team-size', 'adults-apps', 'adults-signature', 'goal-2026'] as const
export const MEASURES = ['people', 'percent'] as const
/** What a source says besides its counts, of teams in general or of one neighbourhood: told as its words, used in no sum. */
export type Statement = {
  what: (typeof STATEMENTS)[number]
  from: number
  to: number
  measure: (typeof MEASURES)[number]
  text: Note
}

/** A dated number that a unit or a paper has published. Null is "not stated", never zero. */
export type Reported = {
  unitId: number
  day: Day
  estimated: boolean
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
  source: Source
  note: Note | null
}

export type NetworkUnit = {
  id: number
  level: string
  kind: string
  code: string | null
  name: string
  parentId: number | null
  validFrom: Day | null
  validTo: Day | null
}
/** What a province was made of. Only whole provinces have ever gone over into another. */
export type Origin = { from: number; to: number; share: string }
export type Count = { teams: number; members: number }

/** A published number as a province shows it: of itself, of one of its old parts, or of a place inside. */
export type Shown = Omit<
  Reported,
  'source' | 'provincesWithTeams' | 'provincesComplete' | 'provincesTotal'
> & {
  unitName: string
  level: string
  source: string
}

export type Tile = {
  unit: { id: number; kind: string; code: string | null; name: string }
  teams: number | null
  teamsMark: Mark | null
  members: number | null
  membersMark: Mark | null
  reach: Reach | null
  /** `own`: published for this very place; `sum`: of all its old parts; `partial`: some parts only, so no number. */
  basis: 'own' | 'sum' | 'partial' | 'none'
  parts: { known: number; of: number }
  figures: Shown[]
}

type World = {
  on: Day
  /** The day whose provinces are shown, when not those of `on`. */
  drawnOn?: Day
  figures: readonly Reported[]
  units: readonly NetworkUnit[]
  origins: readonly Origin[]
}
type Figure = Pick<Tile, 'teams' | 'teamsMark' | 'members' | 'membersMark'>
type Told = Pick<Tile, 'reach' | 'basis' | 'parts'> & { figure: Figure | null; rows: Reported[] }

const rank = (reach: Reach | null): number => (reach === null ? 0 : 1 + REACHES.indexOf(reach))
const furthest = (reaches: readonly (Reach | null)[]) =>
  reaches.reduce((a, b) => (rank(b) > rank(a) ? b : a), null)
const nearest = (reaches: readonly (Reach | null)[]) => reaches.reduce((a, b) => (rank(b) < rank(a) ? b : a))

const sumOf = (numbers: readonly (number | null)[]): number | null =>
  numbers.some(n => n === null) ? null : numbers.reduce<number>((sum, n) => sum + n!, 0)
// "Over" and exact numbers add up to "over"; anything with "about" is about.
const markOf = (marks: readonly (Mark | null)[]): Mark | null =>
  marks.includes('about') ? 'about' : marks.includes('over') ? 'over' : null

const nationUntil = (figures: readonly Reported[], nation: number, on: Day): Reported[] =>
  figures
    .filter(row => row.unitId === nation && row.day <= on && row.teams !== null)
    .sort((a, b) => (a.day < b.day ? -1 : 1))

/** The latest published national figure of a strong source not after a day. */
export const nationOn = (figures: readonly Reported[], nation: number, on: Day): Reported | null =>
  nationUntil(figures, nation, on).findLast(row => !row.source.weak) ?? null

/** Later national figures of weak sources, which stand beside that one. */
export const claimsOn = (figures: readonly Reported[], nation: number, on: Day): Reported[] => {
  const held = nationOn(figures, nation, on)
  return nationUntil(figures, nation, on).filter(row => row.source.weak && (!held || row.day > held.day))
}

/**
 * The provinces of a day, or of another, with what was published about them until then. An old province went whole into one new one, so
 * the number of a new one is exact when it is its only part or when all parts are known; else there is none.
 */
export const tilesOn = ({ on, drawnOn = on, figures, units, origins }: World): Tile[] => {
  const byId = new Map(units.map(unit => [unit.id, unit]))
  const known = Map.groupBy(
    figures.filter(row => row.day <= on),
    row => row.unitId,
  )
  const sources = Map.groupBy(
    origins.filter(one => one.share !== 'area'),
    one => one.to,
  )
  const inside = Map.groupBy(
    units.filter(unit => unit.level !== 'province' && known.has(unit.id)),
    unit => unit.parentId,
  )
  // "63 of 63": each of the provinces of that day has teams, whoever is named.
  const everyone = figures.filter(
    row => row.day <= on && row.provincesTotal !== null && row.provincesWithTeams === row.provincesTotal,
  )
  const reachByNation = (unit: NetworkUnit): Reach | null =>
    everyone.some(row => covers({ from: unit.validFrom, to: unit.validTo }, row.day)) ? 'some' : null

  const tell = (unit: NetworkUnit): Told => {
    const own = (known.get(unit.id) ?? []).toSorted((a, b) => (a.day < b.day ? -1 : 1))
    const within = (inside.get(unit.id) ?? []).flatMap(one => known.get(one.id) ?? [])
    const latest = own.findLast(row => row.teams !== null)
    const before = (sources.get(unit.id) ?? []).flatMap(one => byId.get(one.from) ?? []).map(tell)
    const said = own.findLast(row => row.reach !== null && row.reach === furthest(own.map(one => one.reach)))
    const reach = furthest([
      ...own.map(row => row.reach),
      ...(latest || within.length > 0 ? (['some'] as const) : []),
      reachByNation(unit),
      ...(before.length > 0 ? [nearest(before.map(one => one.reach))] : []),
      ...(before.some(one => one.reach !== null) ? (['some'] as const) : []),
    ])
    const rows = [...new Set([latest, said, ...within, ...before.flatMap(one => one.rows)])].filter(
      row => row !== undefined,
    )
    if (latest) return { reach, basis: 'own', parts: { known: 1, of: 1 }, figure: latest, rows }
    if (before.length === 1) return { ...before[0]!, reach, rows }
    const parts = { known: before.filter(one => one.figure !== null).length, of: Math.max(1, before.length) }
    if (parts.known === 0) return { reach, basis: 'none', parts, figure: null, rows }
    if (parts.known < before.length) return { reach, basis: 'partial', parts, figure: null, rows }
    const figure: Figure = {
      teams: sumOf(before.map(one => one.figure!.teams)),
      teamsMark: markOf(before.map(one => one.figure!.teamsMark)),
      members: sumOf(before.map(one => one.figure!.members)),
      membersMark: markOf(before.map(one => one.figure!.membersMark)),
    }
    return { reach, basis: 'sum', parts, figure, rows }
  }

  return units
    .filter(unit => unit.level === 'province' && covers({ from: unit.validFrom, to: unit.validTo }, drawnOn))
    .map(unit => {
      const { figure, rows, ...told } = tell(unit)
      return {
        unit: { id: unit.id, kind: unit.kind, code: unit.code, name: unit.name },
        teams: figure?.teams ?? null,
        teamsMark: figure?.teamsMark ?? null,
        members: figure?.members ?? null,
        membersMark: figure?.membersMark ?? null,
        ...told,
        figures: rows.map(row => shownOf(row, byId.get(row.unitId)!)),
      }
    })
}

const shownOf = (row: Reported, unit: NetworkUnit): Shown => {
  const {
    provincesWithTeams: _with,
    provincesComplete: _complete,
    provincesTotal: _total,
    source,
    ...rest
  } = row
  return { ...rest, unitName: unit.name, level: unit.level, source: source.key }
}

export type Coverage = {
  provincesWithTeams: number | null
  provincesComplete: number | null
  provincesTotal: number
}

/**
 * How many provinces have teams, counted in the provinces of the day asked for. A count of other provinces is carried
 * over only when it is all of them; otherwise nobody can know, so it is null, and `asCounted` says what was counted.
 */
export const coverageOf = (
  row: Reported | null,
  total: number,
): { now: Coverage; asCounted: Coverage | null } => {
  const blank = { provincesWithTeams: null, provincesComplete: null, provincesTotal: total }
  if (row === null || row.provincesTotal === null) return { now: blank, asCounted: null }
  const asCounted = {
    provincesWithTeams: row.provincesWithTeams,
    provincesComplete: row.provincesComplete,
    provincesTotal: row.provincesTotal,
  }
  if (row.provincesTotal === total) return { now: asCounted, asCounted: null }
  const carried = (count: number | null) => (count === row.provincesTotal ? total : null)
  return {
    now: {
      provincesWithTeams: carried(row.provincesWithTeams),
      provincesComplete: carried(row.provincesComplete),
      provincesTotal: total,
    },
    asCounted,
  }
}

/** Each source of the figures until a day, with the day it speaks of last. */
export const sourcesOf = (figures: readonly Reported[], on: Day) =>
  [
    ...Map.groupBy(
      figures.filter(row => row.day <= on),
      row => row.source.key,
    ).values(),
  ]
    .map(rows => rows.toSorted((a, b) => (a.day < b.day ? -1 : 1)).at(-1)!)
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .map(({ source, day, estimated, note }) => ({ ...source, day, estimated, note }))
