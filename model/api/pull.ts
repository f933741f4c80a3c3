import { Type } from 'typebox'
import { signedIn } from '#model/access/access.ts'
import { contract } from '#model/kit/contract.ts'
import {
  AreaIdSchema,
  DaySchema,
  IdSchema,
  InstantSchema,
  nullable,
  UnitIdSchema,
} from '#model/kit/schema.ts'
import { DIGEST_LENGTH } from '#model/sync/places.ts'

const chain = Type.String({ pattern: '^[0-9a-f]{0,64}$' })
const bytes = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
const place = { revision: Type.Integer({ minimum: 0 }), chain }

/** What a phone works with beside its areas' rows: its owner, the teams, the places and who else is there. */
const ScopeSchema = Type.Object({
  hash: Type.String(),
  member: Type.Object({
    id: IdSchema,
    name: Type.String(),
    cardCode: Type.String(),
    cardUntil: DaySchema,
    skills: Type.Array(Type.String()),
  }),
  teams: Type.Array(
    Type.Object({
      id: IdSchema,
      name: Type.String(),
      localName: Type.String(),
      role: Type.String(),
      communeId: UnitIdSchema,
      communeName: Type.String(),
      communeKind: Type.String(),
      provinceName: Type.String(),
    }),
  ),
  areas: Type.Array(
    Type.Object({
      id: AreaIdSchema,
      name: Type.String(),
      teamId: IdSchema,
      villageId: UnitIdSchema,
      villageName: Type.String(),
      villageKind: Type.String(),
    }),
  ),
  members: Type.Array(
    Type.Object({
      id: IdSchema,
      teamId: IdSchema,
      name: Type.String(),
      role: Type.String(),
      phone: nullable(Type.String()),
    }),
  ),
  /** Gatherings planned around today that the member's teams host or help at; the host's record counts. */
  gatherings: Type.Optional(
    Type.Array(
      Type.Object({
        id: IdSchema,
        kind: Type.String(),
        title: Type.String(),
        day: DaySchema,
        hours: Type.String(),
        place: Type.String(),
        topics: Type.Array(Type.String()),
        teamId: IdSchema,
        host: Type.Boolean(),
      }),
    ),
  ),
  catalogueVersion: Type.String(),
})

/**
 * Rows as the phone keeps them: nothing that is empty, no clocks. A removed row carries its id only, and whether it was
 * erased on request.
 */
const RowSchema = Type.Object({
  table: Type.String(),
  id: IdSchema,
  revision: Type.Integer(),
  removed: Type.Optional(Type.Literal(true)),
  erased: Type.Optional(Type.Literal(true)),
  row: Type.Optional(Type.Unknown()),
})

export const pull = contract({
  route: 'POST /api/v1/sync/pull',
  summary:
    'What has changed in the areas of a member since a revision of each; areas that left the scope are named.',
  access: signedIn,
  body: Type.Object({
    /** The caller's place in each feed; left out when `places` says it. */
    feeds: Type.Optional(
      Type.Array(
        Type.Object({
          areaId: AreaIdSchema,
          ...place,
          /** What else of its history the caller relies on: acknowledgements, the head of a page in between. */
          acked: Type.Optional(Type.Array(Type.Object(place), { maxItems: 50 })),
        }),
        { maxItems: 100 },
      ),
    ),
    /** One digest of all places (model/sync/places.ts). A release that does not know it answers 400: then tell the feeds. */
    places: Type.Optional(Type.String({ pattern: `^[0-9a-f]{${DIGEST_LENGTH}}$` })),
    scopeHash: Type.Optional(Type.String({ maxLength: 64 })),
    appVersion: Type.Optional(Type.String({ maxLength: 60 })),
    unsent: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
    refused: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1_000_000, description: "Ops in the owner's inbox" }),
    ),
    storage: Type.Optional(
      Type.Object(
        { used: bytes, quota: bytes },
        { description: 'Bytes, as the browser estimates them. None of this names a person.' },
      ),
    ),
  }),
  reply: Type.Object({
    now: InstantSchema,
    scope: Type.Optional(ScopeSchema),
    /** The digest of the question is not that of our heads: ask again with the feeds. */
    differs: Type.Optional(Type.Literal(true)),
    /** Areas of the question that the caller no longer serves: their rows are to be dropped. */
    left: Type.Array(AreaIdSchema),
    feeds: Type.Array(
      Type.Object({
        areaId: AreaIdSchema,
        revision: Type.Integer(),
        chain,
        /** Our history does not hold the caller's place in it: drop the area's rows first, these begin anew. */
        reset: Type.Optional(Type.Literal(true)),
        /** Ask again at once: this was one page. */
        more: Type.Optional(Type.Literal(true)),
        /** With `more`: how many rows are still to come. */
        toCome: Type.Optional(Type.Integer()),
        /** With `more`: the head this page was cut from, to be named among `acked` until all of it is there. */
        head: Type.Optional(Type.Object(place)),
        rows: Type.Array(RowSchema),
      }),
    ),
  }),
  problems: ['auth.required', 'access.denied'],
})
export type Pull = typeof pull
