import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import type { Catalogue } from '#catalogue/read.ts'
import type { KeyStore } from '#certificate/keys.ts'
import type { Db } from '#db/connect.ts'
import type { Withdrawn } from '#start/withdrawn.ts'

/** What the whole server shares, made once in main.ts (or by a test) and handed to every handler as `c.setup`. */
export type Setup = {
  db: Db
  /** The time, shifted in demo mode by the chosen demonstration day. */
  clock: () => Instant
  /** The real time: for sessions and codes, which a shifted day must neither end nor prolong. */
  wall: () => Instant
  /** Sets the demonstration day; null outside demo mode. */
  demoClock: { chosen: () => Day | null; choose: (day: Day | null) => Promise<void> } | null
  newId: () => string
  random: (bytes: number) => Uint8Array
  catalogue: Catalogue
  /** Demonstration installation: demo people, demo clock, ribbon. */
  demo: boolean
  /** Address printed on posters and cards, without a slash at the end. */
  publicUrl: string
  /** Cookies carry Secure, HSTS is sent. */
  secure: boolean
  version: string
  revision: string
  /** The private halves of the keys that sign certificates. */
  keys: KeyStore
  /** Folder of photos and voice notes, beside the database and in its backups. */
  filesDir: string
  /** What was revoked and erased, kept outside the database. */
  withdrawn: Withdrawn
  /** Secret for signing what must not be guessed (better-auth). */
  secret: string
}
