import type { AuditWords } from '#lib/words/vi/console/audit.ts'

type Told = { text: string; home: { areaId: number; householdId: string } | null }

const countOf = (value: unknown): string | null => {
  if (Array.isArray(value)) return String(value.length)
  if (typeof value === 'number') return String(value)
  return null
}

/**
 * What an entry is about, in words: areas by name, everything else as counts. Ids say nothing to a reader; the home
 * is given apart so that it can be opened.
 */
export const aboutOf = (
  subjects: Readonly<Record<string, unknown>>,
  areaNames: ReadonlyMap<number, string>,
  words: AuditWords['subjects'],
): Told => {
  const areaId = subjects['areaId']
  const householdId = subjects['householdId']
  const parts: string[] = []
  if (typeof areaId === 'number') parts.push(areaNames.get(areaId) ?? `${words.areaId} ${areaId}`)
  for (const [name, label] of Object.entries(words)) {
    if (name === 'areaId') continue
    const value = subjects[name]
    const count = countOf(value)
    if (count !== null) parts.push(`${count} ${label}`)
    else if (typeof value === 'string') parts.push(label)
  }
  const home = typeof areaId === 'number' && typeof householdId === 'string' ? { areaId, householdId } : null
  return { text: parts.join(', '), home }
}
