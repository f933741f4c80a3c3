import { chainUnitOf } from '#audit/queries.ts'
import { recordAudit, type Subjects } from '#audit/record.ts'
import type { Witness } from '#http/route.ts'

type Fields = Readonly<Record<string, unknown>>

const isPlain = (value: unknown): value is Subjects[string] =>
  ['string', 'number', 'boolean'].includes(typeof value) ||
  (Array.isArray(value) &&
    (value.every(item => typeof item === 'number') || value.every(item => typeof item === 'string')))

/** What a call was about: the ids of its address, what its contract keeps of the body, and the id of what was made. */
const subjectsOf = (params: Fields, body: Fields, answer: Fields, keep: readonly string[]): Subjects => {
  const told = [
    ...Object.entries(params),
    ...keep.map((name): [string, unknown] => [name, body[name]]),
    ['id', answer.id] as [string, unknown],
  ]
  return Object.fromEntries(told.filter((entry): entry is [string, Subjects[string]] => isPlain(entry[1])))
}

/** Writes the entry of a change to the chain of the commune it lies in, or of the unit itself above the communes. */
export const recordWrite: Witness = async (call, contract, answer) => {
  const { audit, access } = contract
  if (!audit || call.actor.kind === 'visitor' || access.who !== 'may') return
  const input = call.input as unknown as Record<string, Fields | undefined>
  const [part, field] = access.from.split('.') as [string, string]
  const communeId =
    access.place === 'self'
      ? (call.actor.grants.find(grant => grant.unitId !== null)?.unitId ?? null)
      : await chainUnitOf(call.db, access.place, input[part]?.[field], call.today)
  if (communeId === null) return
  await recordAudit(call.db, {
    communeId,
    actorId: call.actor.id,
    at: call.now,
    what: audit.what,
    subjects: subjectsOf(input.params ?? {}, input.body ?? {}, (answer ?? {}) as Fields, audit.keep ?? []),
  })
}
