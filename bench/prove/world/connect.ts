import type { Database } from './database.ts'

/** In the place of the server's transactions: the database in memory has one for each area of itself. */
export const inAreas = <T>(db: Database, _areaIds: readonly number[], work: (tx: Database) => Promise<T>) =>
  work(db)
