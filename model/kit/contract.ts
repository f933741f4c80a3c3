import { type Static, type TObject, type TProperties, type TSchema, Type } from 'typebox'
import type { Access } from '#model/access/access.ts'
import type { Audit } from '#model/access/audited.ts'
import { nullable } from '#model/kit/schema.ts'
import type { ProblemId } from '#model/problem.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Route = `${Method} /${string}`

/** A contract's answer when it is a file and not JSON. */
export type FileReply = { fileType: string }
export const file = (...types: string[]): FileReply => ({ fileType: types.join(', ') })

type Empty = TObject<Record<never, never>>

export type Contract<
  R extends Route = Route,
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
  A extends TSchema | FileReply = TSchema | FileReply,
> = {
  route: R
  summary: string
  access: Access
  params: P
  query: Q
  body: B | undefined
  reply: A
  problems: ProblemId[]
  /** Largest body in bytes; default 1 MiB. */
  bodyLimit?: number
  /** What this change is called on record; the entry is written with it. */
  audit?: Audit
}

/** Any contract, for code that loops over them. */
export type AnyContract = Contract<Route, TSchema, TSchema, TSchema, TSchema | FileReply>

const empty = Type.Object({}) as Empty

/** Declares one endpoint: the server validates with it, OpenAPI is made from it, the web calls by its type. */
export const contract = <
  const R extends Route,
  P extends TSchema = Empty,
  Q extends TSchema = Empty,
  B extends TSchema = never,
  A extends TSchema | FileReply = TSchema,
>(spec: {
  route: R
  summary: string
  access: Access
  params?: P
  query?: Q
  body?: B
  reply: A
  problems?: ProblemId[]
  bodyLimit?: number
  audit?: Audit
}): Contract<R, P, Q, B, A> => ({
  route: spec.route,
  summary: spec.summary,
  access: spec.access,
  params: spec.params ?? (empty as unknown as P),
  query: spec.query ?? (empty as unknown as Q),
  body: spec.body,
  reply: spec.reply,
  problems: spec.problems ?? [],
  ...(spec.bodyLimit === undefined ? {} : { bodyLimit: spec.bodyLimit }),
  ...(spec.audit === undefined ? {} : { audit: spec.audit }),
})

export type ParamsOf<C> =
  C extends Contract<Route, infer P, TSchema, TSchema, TSchema | FileReply> ? Static<P> : never
export type QueryOf<C> =
  C extends Contract<Route, TSchema, infer Q, TSchema, TSchema | FileReply> ? Static<Q> : never
export type BodyOf<C> =
  C extends Contract<Route, TSchema, TSchema, infer B, TSchema | FileReply>
    ? [B] extends [never]
      ? undefined
      : Static<B>
    : never
export type ReplyOf<C> =
  C extends Contract<Route, TSchema, TSchema, TSchema, infer A>
    ? A extends TSchema
      ? Static<A>
      : FileReply
    : never

type Part<K extends string, T> = [T] extends [undefined]
  ? unknown
  : Record<never, never> extends T
    ? { [P in K]?: T }
    : { [P in K]: T }

/** What a caller gives: parts without required fields may be left out. */
export type InputOf<C> = Part<'params', ParamsOf<C>> & Part<'query', QueryOf<C>> & Part<'body', BodyOf<C>>

/** A page of a list by key: ask again with `after = next` until it is null. */
export const page = <T extends TSchema>(item: T) =>
  Type.Object({
    items: Type.Array(item),
    total: Type.Integer(),
    next: nullable(Type.String()),
  })

/** The query every paged list takes beside its own filters. */
export const paging = {
  after: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
} satisfies TProperties
