import type { OpKind } from '@tung-nha/model/nouns.ts'
import { problem } from '@tung-nha/model/problem.ts'
import type { Call } from '#http/route.ts'
import { pushOps } from '#sync/push.ts'
import { serverSender } from '#sync/sender.ts'

export type Asking = Pick<Call<never>, 'actor' | 'setup' | 'now' | 'newId'>

/** Brings an op in the name of who decided it at a desk; whether they may is the contract's to say. */
export const bring = async (
  c: Asking,
  areaId: number,
  kind: OpKind,
  body: object,
): Promise<Record<string, never>> => {
  const { actor, setup, now, newId } = c
  if (actor.kind === 'visitor') throw problem('access.denied')
  // Not the leader's phone: its numbers are its own (S30).
  const op = { id: newId(), areaId, deviceId: actor.id, seq: 0, actorId: actor.id, kind, body, deviceAt: now }
  const [answer] = await pushOps(setup.db, {
    ops: [op],
    sender: serverSender,
    now,
    offset: 0,
    skills: new Set(setup.catalogue.skills.map(skill => skill.key)),
    secret: setup.secret,
  })
  // Without its details: an id of another commune is answered like one that does not exist.
  if (answer!.result === 'refused') throw problem(answer!.problem)
  return {}
}
