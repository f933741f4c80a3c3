import { type NameLikeness, type NameParts, nameLikeness, namePartsOf } from '#model/resident/name.ts'

/** What is compared of a person, or of a home by its head. */
export type Someone = {
  id: string
  name: string
  birthYear?: number | null
  sex?: 'female' | 'male' | null
  phone?: string | null
  householdId?: string | null
  areaId?: number
  /** Lane and address of the home, as written. */
  place?: string | null
  /** Ids of which someone has said that they are not this one. */
  apart?: readonly string[]
}

/** Why two are thought to be one. The words are in the catalogues of the screens. */
export const LIKE_REASONS = [
  'name.same',
  'name.unmarked',
  'name.order',
  'name.middle',
  'name.marks',
  'name.spelling',
  'name.nickname',
  'name.given',
  'phone',
  'birthYear',
  'birthYearNear',
  'home',
  'place',
] as const
export type LikeReason = (typeof LIKE_REASONS)[number]

export type Likeness = { score: number; reasons: LikeReason[] }

/** From here on two are shown as perhaps one. */
export const LIKELY = 0.6
/** From here on somebody who is being entered is asked about: it costs a look, and many type names without marks. */
export const WORTH_ASKING = 0.5
/** From here on hardly anything else can be the case. */
export const NEARLY_SURE = 0.8

const NAME: Record<NameLikeness, number> = {
  same: 0.6,
  unmarked: 0.56,
  order: 0.5,
  middle: 0.45,
  spelling: 0.38,
  nickname: 0.36,
  marks: 0.3,
  given: 0.26,
}

type Known = {
  one: Someone
  name: NameParts
  folded: string
  sex: 'female' | 'male' | null
  phone: string | null
  place: string
  apart: ReadonlySet<string>
}

/** A phone number as dialled inside the country: +84912… and 0912… are one. */
const numberOf = (phone: string | null | undefined): string | null => {
  const digits = (phone ?? '').replace(/\D/g, '').replace(/^84(?=\d{9}$)/, '0')
  return digits.length >= 9 ? digits : null
}

/** Thị is a woman's middle name, Văn a man's; what was answered comes first. */
const sexOf = ({ sex }: Someone, name: NameParts): 'female' | 'male' | null => {
  if (sex) return sex
  const middle = name.words.slice(1, -1)
  if (middle.includes('thi6')) return 'female'
  return middle.includes('văn') ? 'male' : null
}

const knownOf = (one: Someone): Known => {
  const name = namePartsOf(one.name)
  return {
    one,
    name,
    folded: name.folded.join(' '),
    sex: sexOf(one, name),
    phone: numberOf(one.phone),
    place: namePartsOf(one.place ?? '').folded.join(' '),
    apart: new Set(one.apart),
  }
}

const birthScore = (a: number, b: number): number => {
  const years = Math.abs(a - b)
  if (years === 0) return 0.22
  if (years === 1) return 0.1 // counted by the lunar year, or by age
  if (years <= 3) return -0.1
  return years < 10 ? -0.3 : -0.5
}

const NOBODY: Likeness = { score: 0, reasons: [] }

const compare = (a: Known, b: Known, namesakes: number): Likeness => {
  const phone = a.phone !== null && a.phone === b.phone
  const home = a.one.householdId != null && a.one.householdId === b.one.householdId
  const years =
    a.one.birthYear == null || b.one.birthYear == null ? null : ([a.one.birthYear, b.one.birthYear] as const)
  const birth = years ? birthScore(...years) : 0
  // What settles it without the names comes first: most of a large block ends here.
  if (birth < -0.1 && !phone && !home) return NOBODY
  if (a.sex !== null && b.sex !== null && a.sex !== b.sex) return NOBODY
  const name = nameLikeness(a.name, b.name)
  // A phone, a year and a home are shared by a family: without a name that is alike they say nothing.
  if (name === null) return NOBODY
  const reasons: LikeReason[] = [`name.${name}`]
  let score = NAME[name] - Math.min(0.12, 0.02 * namesakes) + birth
  if (birth > 0) reasons.push(years![0] === years![1] ? 'birthYear' : 'birthYearNear')
  const add = (points: number, reason: LikeReason) => {
    score += points
    reasons.push(reason)
  }
  if (phone) add(0.35, 'phone')
  if (home) add(0.2, 'home')
  else if (a.place !== '' && a.place === b.place) add(0.1, 'place')
  return { score: Math.max(0, Math.min(1, score)), reasons }
}

/** How alike two are, apart from the others around them. */
export const likenessOf = (a: Someone, b: Someone): Likeness => compare(knownOf(a), knownOf(b), 0)

export type Match<S extends Someone> = Likeness & { one: S }
export type Pair<S extends Someone> = Likeness & { a: S; b: S }

/** Under these keys two that may be one always meet; comparing everyone with everyone would take minutes. */
const keysOf = ({ one, name, phone }: Known): string[] => {
  const first = name.heard[0] ?? ''
  const last = name.heard.at(-1) ?? ''
  const ends = [first, last].sort().join(' ')
  return [
    `ends ${ends}`,
    `words ${[...name.heard].sort().join(' ')}`,
    ...(phone === null ? [] : [`phone ${phone}`]),
    ...(one.householdId == null ? [] : [`home ${one.householdId}`]),
    ...(one.birthYear == null
      ? []
      : [`year ${last} ${one.birthYear}`, `years ${first} ${name.heard.length} ${one.birthYear}`]),
  ]
}

/** Finds whom someone may be among many; made once, asked at every letter. */
export type Finder<S extends Someone> = {
  /** Who may be this one, the likeliest first; at most `most`, none below `least`. */
  find: (someone: Someone, most?: number, least?: number) => Match<S>[]
  /** All pairs that may be one. */
  pairs: () => Pair<S>[]
}

/** Blocks larger than this say too little: half a commune is called Lò. */
const LARGEST = 400

export const finderOf = <S extends Someone>(people: readonly S[]): Finder<S> => {
  const blocks = new Map<string, (Known & { one: S })[]>()
  const names = new Map<string, number>()
  const all = people.map(one => ({ ...knownOf(one), one }))
  for (const known of all) {
    names.set(known.folded, (names.get(known.folded) ?? 0) + 1)
    for (const key of keysOf(known)) {
      const block = blocks.get(key)
      if (block) block.push(known)
      else blocks.set(key, [known])
    }
  }
  /** How many others bear the name beside the two that are compared. */
  const namesakes = (known: Known, own: number) => Math.max(0, (names.get(known.folded) ?? 0) - own)
  const isApart = (a: Known, b: Known) =>
    a.one.id === b.one.id || a.apart.has(b.one.id) || b.apart.has(a.one.id)

  const find = (someone: Someone, most = 3, least = LIKELY) => {
    const known = knownOf(someone)
    const met = new Set(keysOf(known).flatMap(key => blocks.get(key) ?? []))
    const found: Match<S>[] = []
    for (const other of met) {
      if (isApart(known, other)) continue
      const { score, reasons } = compare(known, other, namesakes(other, 1))
      if (score >= least) found.push({ one: other.one, score, reasons })
    }
    return found.sort(byScore).slice(0, most)
  }
  const pairs = () => {
    const found = new Map<string, Pair<S>>()
    for (const block of blocks.values()) {
      if (block.length > LARGEST) continue
      for (const [i, a] of block.entries())
        for (let j = i + 1; j < block.length; j++) {
          const b = block[j]!
          const { score, reasons } = compare(a, b, namesakes(a, 2))
          if (score < LIKELY || isApart(a, b)) continue
          const key = a.one.id < b.one.id ? `${a.one.id} ${b.one.id}` : `${b.one.id} ${a.one.id}`
          if (!found.has(key)) found.set(key, { a: a.one, b: b.one, score, reasons })
        }
    }
    return [...found.values()].sort(byScore)
  }
  return { find, pairs }
}

const byScore = (a: Likeness, b: Likeness) => b.score - a.score
