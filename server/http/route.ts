import type { Actor } from '@tung-nha/model/access/access.ts'
import type {
  AnyContract,
  BodyOf,
  Contract,
  FileReply,
  ParamsOf,
  Route as Path,
  QueryOf,
} from '@tung-nha/model/kit/contract.ts'
import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import type { Language } from '@tung-nha/model/problem-words/write.ts'
import type { Static, TSchema } from 'typebox'
import type { LastHeard } from '#auth/session.ts'
import type { Tx } from '#db/connect.ts'
import type { Setup } from '#http/setup.ts'

/** A file as an answer. `inline` shows it in the browser instead of saving it. */
export type FileAnswer = {
  file: Uint8Array
  type: string
  name: string
  inline?: boolean
  /** Made by somebody outside: whatever it holds, opened in a browser it may do nothing. */
  sandboxed?: boolean
}

/** Everything one call may use. `db` is the call's transaction behind the wall of the actor's areas. */
export type Call<C> = {
  input: { params: ParamsOf<C>; query: QueryOf<C>; body: BodyOf<C> }
  actor: Actor
  /** What the caller's phone said of itself when it was last heard; null for everybody else. */
  phone: LastHeard | null
  db: Tx
  /** Areas the wall lets through now. */
  areas: readonly number[]
  /** Widens the wall for server-side work whose right was checked otherwise. */
  reach: (areaIds: readonly number[]) => Promise<void>
  now: Instant
  today: Day
  /** The real time, for sessions and codes. */
  wall: Instant
  newId: () => string
  lang: Language
  setup: Setup
  address: string
  userAgent: string
  /** Starts or ends the caller's session cookie once the call has committed. */
  signIn: (holder: 'officer' | 'device', token: string, expiresAt: Instant) => void
  signOut: () => void
  sessionToken: string | null
  /** What this browser kept when an officer signed in here before; whoever reads it checks its seal. */
  browser: string | null
  keepBrowser: (value: string, lastsMs: number) => void
}

/** A call without what it asks: what helpers take that serve handlers of several contracts. */
export type Caller = Omit<Call<AnyContract>, 'input'>

type AnswerOf<C> =
  C extends Contract<Path, TSchema, TSchema, TSchema, infer A>
    ? A extends FileReply
      ? FileAnswer
      : A extends TSchema
        ? Static<A>
        : never
    : never

export type Route = {
  contract: AnyContract
  handler: (call: Call<AnyContract>) => Promise<unknown>
  /** The call's transaction ends before the handler starts; the handler makes its own through `setup.db`. */
  apart?: true
}

/**
 * Puts a change on record in the call's transaction: that of the change itself, or, for a handler that makes its own,
 * the one before it. Nothing is changed without an entry.
 */
export type Witness = (call: Call<AnyContract>, contract: AnyContract, answer: unknown) => Promise<void>

/** Binds a contract to its handler. */
export const route = <C extends AnyContract>(
  contract: C,
  handler: (call: Call<C>) => Promise<AnswerOf<C>>,
): Route => ({
  contract,
  handler: handler as Route['handler'],
})

/**
 * Binds a contract to a handler that makes its own transactions, such as one for each area of a push. Holding the
 * call's transaction meanwhile would take two connections a call, and a full pool would wait for itself. It knows the
 * caller's `areas` only where its contract asks for a right at a place.
 */
export const routeApart = <C extends AnyContract>(
  contract: C,
  handler: (call: Call<C>) => Promise<AnswerOf<C>>,
): Route => ({
  contract,
  handler: handler as Route['handler'],
  apart: true,
})
