import { fold } from '#model/kit/text.ts'
import { isRosterError, type RosterRow } from '#model/roster/row.ts'

export type KnownCommune = { id: number; name: string }
export type KnownTeam = { id: string; communeId: number; name: string }
export type KnownMember = {
  id: string
  communeId: number
  name: string
  birthYear: number | null
  phone: string | null
  teamIds: readonly string[]
}

/**
 * `new`: a person and a membership are made. `joins`: the person is known, from before or from a row above, and gets a
 * further membership. `existing` and `duplicate` change nothing, `error` cannot be taken.
 */
export type RosterState = 'new' | 'joins' | 'existing' | 'duplicate' | 'error'
export type ComparedRow = RosterRow & {
  state: RosterState
  communeId: number | null
  /** A known team, or null: then `teamKey` names one that will be made. */
  teamId: string | null
  teamKey: string
  /** Who the row is about: a known member, or the first row of the file that tells of this person. */
  memberId: string | null
  personKey: string
  sameAs: string | null
}

const bare = (name: string): string => fold(name).replace(/^(?:xa|phuong|dac khu|thi tran)\s+/, '')

/** The commune a list means by a name, with or without its kind; none when two could be meant. */
export const communeNamed = (text: string, communes: readonly KnownCommune[]): KnownCommune | undefined => {
  const whole = communes.filter(commune => fold(commune.name) === fold(text))
  const found = whole.length > 0 ? whole : communes.filter(commune => bare(commune.name) === bare(text))
  return found.length === 1 ? found[0] : undefined
}

/** A person is the same by phone and a name alike, or by name and year of birth, within a commune. */
const keysOf = (who: { name: string; phone: string | null; birthYear: number | null }): string[] => [
  ...(who.phone ? [`phone ${who.phone} ${fold(who.name)}`] : []),
  ...(who.birthYear ? [`born ${who.birthYear} ${fold(who.name)}`] : []),
]

/** Compares the rows of a file with each other and with what the unit has. */
export const compareRoster = (
  rows: readonly RosterRow[],
  known: {
    communes: readonly KnownCommune[]
    teams: readonly KnownTeam[]
    members: readonly KnownMember[]
  },
): ComparedRow[] => {
  const only = known.communes.length === 1 ? known.communes[0] : undefined
  const communes = new Map<string, KnownCommune | null>()
  const communeOf = (text: string | null): KnownCommune | null => {
    if (text === null) return only ?? null
    if (!communes.has(text)) communes.set(text, communeNamed(text, known.communes) ?? null)
    return communes.get(text)!
  }
  const teams = new Map(known.teams.map(team => [`${team.communeId} ${fold(team.name)}`, team]))
  const people = new Map<
    string,
    { memberId: string | null; key: string; row: string | null; teams: Set<string> }
  >()
  const phones = new Map<string, { name: string; where: string }>()
  for (const member of known.members) {
    const person = { memberId: member.id, key: member.id, row: null, teams: new Set(member.teamIds) }
    for (const key of [...keysOf(member), ...member.teamIds.map(id => `team ${id} ${fold(member.name)}`)])
      people.set(`${member.communeId} ${key}`, person)
    if (member.phone) phones.set(member.phone, { name: fold(member.name), where: `${member.communeId}` })
  }

  return rows.map((row): ComparedRow => {
    const commune = communeOf(row.commune)
    const problems = [...row.problems]
    if (commune === null) problems.push(row.commune === null ? 'commune-missing' : 'commune-unknown')
    const key = `${commune?.id} ${fold(row.team ?? '')}`
    const team = teams.get(key)
    const base = {
      ...row,
      problems,
      communeId: commune?.id ?? null,
      teamId: team?.id ?? null,
      teamKey: key,
      memberId: null,
      personKey: `${row.sheet} ${row.row}`,
      sameAs: null,
    }
    if (problems.some(isRosterError)) return { ...base, state: 'error' }
    const place = team?.id ?? key
    const keys = [...keysOf(row), `team ${place} ${fold(row.name)}`].map(one => `${commune!.id} ${one}`)
    const person = keys.map(one => people.get(one)).find(found => found !== undefined)
    if (row.phone) {
      const other = phones.get(row.phone)
      if (other && other.name !== fold(row.name)) problems.push('phone-shared')
      else if (other && other.where !== `${commune!.id}`) problems.push('person-elsewhere')
      else phones.set(row.phone, { name: fold(row.name), where: `${commune!.id}` })
    }
    if (!person) {
      const made = {
        memberId: null,
        key: base.personKey,
        row: `${row.sheet} ${row.row}`,
        teams: new Set([place]),
      }
      for (const one of keys) people.set(one, made)
      return { ...base, state: 'new' }
    }
    const told = { memberId: person.memberId, personKey: person.key, sameAs: person.row }
    if (person.teams.has(place))
      return { ...base, ...told, state: person.row === null ? 'existing' : 'duplicate' }
    person.teams.add(place)
    return { ...base, ...told, state: 'joins' }
  })
}
