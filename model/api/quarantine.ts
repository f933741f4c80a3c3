import { Type } from 'typebox'
import { mayAt } from '#model/access/access.ts'
import { audit } from '#model/access/audited.ts'
import { contract } from '#model/kit/contract.ts'
import { AreaIdSchema, IdSchema, InstantSchema, nullable } from '#model/kit/schema.ts'

const inTeam = Type.Object({ teamId: IdSchema })

/** Work that a phone handed over after it was signed out from afar, in the areas of a team. */
export const listQuarantine = contract({
  route: 'GET /api/v1/teams/:teamId/quarantine',
  summary: 'Work from phones that were signed out, waiting for the leader or the commune to take it or not.',
  access: mayAt('member.enrol', 'team', 'params.teamId'),
  audit: audit('quarantine.read'),
  params: inTeam,
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        opId: IdSchema,
        areaId: AreaIdSchema,
        memberName: nullable(Type.String()),
        kind: Type.String(),
        body: Type.Unknown(),
        deviceAt: InstantSchema,
        receivedAt: InstantSchema,
        unfinished: Type.Optional(
          Type.Literal(true, {
            description: 'Its author was still writing it when the phone was signed out',
          }),
        ),
      }),
    ),
  }),
  problems: ['team.unknown'],
})
export type ListQuarantine = typeof listQuarantine

export const judgeQuarantine = contract({
  route: 'POST /api/v1/teams/:teamId/quarantine/:opId',
  summary: 'Takes one of them, in the name of who recorded it, or leaves it. It is judged once.',
  access: mayAt('member.enrol', 'team', 'params.teamId'),
  audit: audit('quarantine.judge', 'take'),
  params: Type.Object({ teamId: IdSchema, opId: IdSchema }),
  body: Type.Object({ take: Type.Boolean() }),
  reply: Type.Object({
    result: Type.Unsafe<'taken' | 'left' | 'refused'>(Type.String()),
    words: Type.Optional(Type.String({ description: 'Why it could not be taken; it stays in the list' })),
  }),
  problems: ['op.unknown', 'team.unknown'],
})
export type JudgeQuarantine = typeof judgeQuarantine
