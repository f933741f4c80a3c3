/**
 * Makes catalogue/units/{units,successions,aliases}.csv from the collected facts and from the laws and amendments
 * kept in that folder. Run by an author when a law changes units; the results are committed.
 *
 *   node ops/content/make-units.ts <folder with units-2025.csv, units-pre2025.csv, successions.csv,
 *                                   name-variants.csv, code-aliases.csv>
 *
 * Ids stay what they are: a unit (level, code, first day) that the catalogue already holds keeps its id, a new one
 * gets the next free number. Ids of villages made by officers begin at 1,000,000.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bareName, unitLabel } from '@tung-nha/model/unit/name.ts'

type Row = Record<string, string>
type Unit = {
  era: 'pre' | 'new'
  code: string
  kind: string
  name: string
  parentCode: string
  from: string
  to: string
  id: number
}
type Link = { from: Unit; to: Unit; kind: string; share: string; day: string }

const CHANGE = '2025-07-01'
const source = process.argv[2]
if (!source) throw new Error('Which folder holds the collected facts?')
const catalogue = join(import.meta.dirname, '..', '..', 'catalogue', 'units')

const read = (folder: string, name: string): Row[] => {
  const [head, ...lines] = readFileSync(join(folder, name), 'utf8').replaceAll('\r', '').trim().split('\n')
  const names = head!.split(',')
  return lines.map(line => {
    const parts = line.match(/"(?:[^"]|"")*"|[^,]+|(?<=,|^)(?=,|$)/g) ?? []
    return Object.fromEntries(
      names.map((name, i) => [name, (parts[i] ?? '').replace(/^"|"$/g, '').normalize('NFC')]),
    )
  })
}
const write = (name: string, head: string, rows: (string | number)[][]) => {
  const bad = rows.flat().find(cell => /[",\n]/.test(String(cell)))
  if (bad !== undefined) throw new Error(`${name}: a cell holds a comma or a quote: ${bad}`)
  writeFileSync(join(catalogue, name), `${[head, ...rows.map(row => row.join(','))].join('\n')}\n`)
  console.log(`${name}: ${rows.length} rows`)
}

const unit =
  (era: Unit['era']) =>
  (row: Row): Unit => ({
    era,
    code: row['code']!,
    kind: row['kind']!,
    name: row['name']!,
    parentCode: row['parent_code']!,
    from: row['valid_from']!,
    to: row['valid_to']!,
    id: 0,
  })
const pre = read(source, 'units-pre2025.csv').map(unit('pre'))
const now = read(source, 'units-2025.csv').map(unit('new'))
const preByCode = new Map(pre.map(one => [one.code, one]))
const newOn = (code: string, day: string): Unit => {
  const found = now.find(one => one.code === code && one.from <= day && (one.to === '' || day < one.to))
  if (!found) throw new Error(`No unit ${code} on ${day}`)
  return found
}
const links: Link[] = read(source, 'successions.csv').map(row => {
  const day = row['date']!
  const from =
    day === CHANGE
      ? preByCode.get(row['old_code']!)!
      : now.find(one => one.code === row['old_code'] && one.to === day)!
  return { from, to: newOn(row['new_code']!, day), kind: row['kind']!, share: row['share']!, day }
})

// Later laws that only change the kind of a unit (commune to ward, province to city), in order of their day.
for (const { day, code, kind } of read(catalogue, 'amendments.csv') as {
  day: string
  code: string
  kind: string
}[]) {
  const before = newOn(code, day)
  if (before.from === day) throw new Error(`The facts already hold the change of ${code} on ${day}`)
  const after: Unit = {
    ...before,
    kind,
    name: unitLabel(kind, bareName(before.kind, before.name)),
    from: day,
  }
  before.to = day
  now.push(after)
  links.push({ from: before, to: after, kind: 'rename', share: 'all', day })
}

// Ids.
const level = (one: Unit) => ({ 2: 'province', 3: 'district', 5: 'commune' })[one.code.length]!
const keyOf = (where: string, code: string, from: string) => `${where} ${code} ${from}`
const LEVEL_OF_KIND: Record<string, string> = {
  province: 'province',
  municipality: 'province',
  urban_district: 'district',
  rural_district: 'district',
  city: 'district',
  town: 'district',
  ward: 'commune',
  commune: 'commune',
  township: 'commune',
  special_zone: 'commune',
}
const kept = new Map<string, number>()
if (existsSync(join(catalogue, 'units.csv'))) {
  for (const row of read(catalogue, 'units.csv')) {
    if (row['code'])
      kept.set(keyOf(LEVEL_OF_KIND[row['kind']!]!, row['code'], row['from']!), Number(row['id']))
  }
}
let last = Math.max(1, ...kept.values())
const byCode = (one: Unit, other: Unit) =>
  one.code.length - other.code.length ||
  one.code.localeCompare(other.code) ||
  one.from.localeCompare(other.from)
const all = [...now.toSorted(byCode), ...pre.toSorted(byCode)]
for (const one of all) one.id = kept.get(keyOf(level(one), one.code, one.from)) ?? ++last
if (last >= 1_000_000) throw new Error('The ids of villages are reached')

/** A unit keeps one parent: for a commune whose province only changed its kind, the province as it is last. */
const parentOf = (one: Unit): number => {
  if (one.code.length === 2) return 1
  if (one.era === 'pre') return preByCode.get(one.parentCode)!.id
  const parents = now.filter(other => other.code === one.parentCode)
  const parent =
    one.to === ''
      ? parents.find(other => other.to === '')
      : parents.find(other => other.to === '' || one.to <= other.to)
  if (!parent) throw new Error(`No parent of ${one.code} ${one.name}`)
  return parent.id
}
write('units.csv', 'id,kind,code,name,parent,from,to', [
  [1, 'nation', '', 'Việt Nam', '', '', ''],
  ...all
    .toSorted((one, other) => one.id - other.id)
    .map(one => [one.id, one.kind, one.code, one.name, parentOf(one), one.from, one.to]),
])

// Successions; each must have its law, which the server finds by day and province.
const laws = new Set(read(catalogue, 'laws.csv').map(row => `${row['day']} ${row['province']}`))
for (const { day, to } of links) {
  const province = to.code.length === 2 ? '' : to.parentCode
  if (!laws.has(`${day} ${province}`)) throw new Error(`No law for ${day}, province "${province}"`)
}
write(
  'successions.csv',
  'from,to,kind,share,day',
  links
    .map(link => [link.from.id, link.to.id, link.kind, link.share, link.day])
    .sort((one, other) => Number(one[1]) - Number(other[1]) || Number(one[0]) - Number(other[0])),
)

// Other spellings and second codes.
const named = (row: Row) =>
  row['period'] === 'pre2025' ? preByCode.get(row['code']!)! : now.find(one => one.code === row['code'])!
write('aliases.csv', 'unit,name,code', [
  ...read(source, 'name-variants.csv').map(row => [named(row).id, row['variant']!, '']),
  ...read(source, 'code-aliases.csv').map(row => [named(row).id, '', row['alias_code']!]),
])
