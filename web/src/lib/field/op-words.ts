import type { BodyOf } from '@tung-nha/model/nouns.ts'
import type { Op } from '@tung-nha/model/sync/op.ts'
import type { FieldCatalogue } from '#lib/field/catalogue.ts'
import type { Ground, Home } from '#lib/field/ground.ts'
import { callPerson, homeName, sentenceOf } from '#lib/field/say.ts'
import type { FieldWords } from '#lib/words/vi/field.ts'

/** The home an op is about, when it still stands in the book. */
export const homeOf = (op: Op, ground: Ground): Home | undefined => {
  const body = op.body as { householdId?: string; residentId?: string }
  if (body.householdId) return ground.byId.get(body.householdId)
  const person = body.residentId ? ground.people.get(body.residentId) : undefined
  return person?.row.householdId ? ground.byId.get(person.row.householdId) : undefined
}

/** What an op says, in one line of plain words. */
export const contentOf = (op: Op, ground: Ground, catalogue: FieldCatalogue, words: FieldWords): string => {
  const { kinds } = words.unsent
  const home = homeOf(op, ground)
  const where = home ? homeName(home, words) : ''
  if (op.kind === 'activity.record') {
    const body = op.body as BodyOf<'activity.record'>
    if (body.kind !== 'home_visit') return `${words.gathering.kinds[body.kind]}, ${body.attendance ?? 0}`
    const told = body.guided.map(({ residentId, observations }) => {
      const person = ground.people.get(residentId)
      const levels = Object.fromEntries(observations.map(item => [item.skill, item.level]))
      return sentenceOf(
        person ? callPerson(person, words) : words.home.unnamedPerson,
        levels,
        catalogue,
        words,
      )
    })
    const outcome = body.outcome === 'guided' ? told.join(' ') : words.home.outcome[body.outcome]
    return [`${kinds['activity.record']}: ${where || words.unsent.unknownHome}.`, outcome]
      .filter(Boolean)
      .join(' ')
  }
  const kind = op.kind in kinds ? kinds[op.kind as keyof typeof kinds] : kinds.other
  const name = (op.body as { fields?: { name?: string; head?: string } }).fields
  return [kind, name?.name ?? name?.head ?? where].filter(Boolean).join(': ')
}
