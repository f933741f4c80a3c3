import type { ActivityContent, Seen } from '@tung-nha/model/activity/shape.ts'
import type { BodyOf } from '@tung-nha/model/nouns.ts'
import type { Op } from '@tung-nha/model/sync/op.ts'
import type { FieldCatalogue } from '#lib/field/catalogue.ts'
import type { Ground, Home } from '#lib/field/ground.ts'
import { callPerson, homeName, visitTold } from '#lib/field/say.ts'
import type { Formats } from '#lib/words/format.ts'
import type { FieldWords } from '#lib/words/vi/field.ts'

type Writes = Pick<Formats, 'number'>
type Outcome = Pick<ActivityContent, 'outcome' | 'guided' | 'unnamed' | 'difficulties'>
/** Where names and skills are looked up. */
type Book = { ground: Pick<Ground, 'home' | 'people'>; catalogue: FieldCatalogue }

/** The home an op is about, when it still stands in the book. */
export const homeOf = (op: Pick<Op, 'body'>, ground: Book['ground']): Home | undefined => {
  const body = op.body as { householdId?: string; residentId?: string }
  if (body.householdId) return ground.home(body.householdId)
  const person = body.residentId ? ground.people.get(body.residentId) : undefined
  return person?.row.householdId ? ground.home(person.row.householdId) : undefined
}

const levelsOf = (seen: readonly Seen[]) => Object.fromEntries(seen.map(item => [item.skill, item.level]))

/** What came of a visit, a sentence each: whom it guided and in what, or that nobody was at home. */
export const outcomeTold = (
  { outcome, guided, unnamed, difficulties }: Outcome,
  { ground, catalogue }: Book,
  words: FieldWords,
  write: Writes,
): string[] => {
  if (outcome !== 'guided') return [words.home.outcome[outcome]]
  const whoIs = (residentId: string) => {
    const person = ground.people.get(residentId)
    return person ? callPerson(person, words) : words.home.unnamedPerson
  }
  const parts = {
    people: guided.map(one => ({ who: whoIs(one.residentId), levels: levelsOf(one.observations) })),
    unnamed: unnamed.map(one => ({ ...one, levels: levelsOf(one.observations) })),
    difficulties,
  }
  return visitTold(parts, catalogue, words, write)
}

/** What an op says, in one line of plain words. */
export const contentOf = (
  op: Pick<Op, 'kind' | 'body'>,
  book: Book,
  words: FieldWords,
  write: Writes,
): string => {
  const { kinds } = words.unsent
  const home = homeOf(op, book.ground)
  const where = home ? homeName(home, words) : ''
  if (op.kind === 'activity.record') {
    const body = op.body as BodyOf<'activity.record'>
    if (body.kind !== 'home_visit')
      return [words.gathering.kinds[body.kind], body.attendance ?? []].flat().join(', ')
    const told = outcomeTold(body, book, words, write)
    const files = body.evidence?.length ? [words.unsent.withFiles(write.number(body.evidence.length))] : []
    return [`${kinds['activity.record']}: ${where || words.unsent.unknownHome}.`, ...told, ...files].join(' ')
  }
  const kind = op.kind in kinds ? kinds[op.kind as keyof typeof kinds] : kinds.other
  const name = (op.body as { fields?: { name?: string; head?: string } }).fields
  return [kind, name?.name ?? name?.head ?? where].filter(Boolean).join(': ')
}
