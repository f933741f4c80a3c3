import { createHash } from 'node:crypto'
import type { Actor } from '@tung-nha/model/access/access.ts'
import type { Pull } from '@tung-nha/model/api/pull.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import { canonical } from '@tung-nha/model/sync/hash.ts'
import type { Tx } from '#db/connect.ts'
import type { Heard } from '#sync/queries.ts'
import { readScope } from '#sync/scope/queries.ts'

export type Scope = NonNullable<ReplyOf<Pull>['scope']>

/** Everything beside rows that a member's phone works with, and a hash by which it knows that it has it. Notes that the phone was heard. */
export const scopeOf = async (
  tx: Tx,
  { id, deviceId }: Extract<Actor, { kind: 'member' }>,
  today: Day,
  catalogueVersion: string,
  heard: Heard,
): Promise<Scope | null> => {
  const { member, ...parts } = await readScope(tx, id, today, { ...heard, deviceId })
  if (!member) return null
  const scope = { member, ...parts, catalogueVersion }
  return { hash: createHash('sha256').update(canonical(scope)).digest('base64url').slice(0, 22), ...scope }
}
