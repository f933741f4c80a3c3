import type { Day } from '@tung-nha/model/kit/day.ts'
import { fieldTables } from '@tung-nha/model/nouns.ts'
import { type MemoryArea, memoryStore } from '@tung-nha/model/sync/memory-store.ts'

/** When a member served an area; `to` is the first day on which it no longer does. */
export type Span = { area_id: number; from: Day; to: Day | null }

/** What goes wrong with the database during the next transactions, one entry each. */
export type Trouble = 'fine' | 'deadlock' | 'cutBefore' | 'cutAfter' | 'down'

/** The server's database, in memory: what its queries would read and write. */
export type Database = {
  store: ReturnType<typeof memoryStore>
  /** Areas that exist. */
  areas: readonly number[]
  spans: Map<string, Span[]>
  devices: Map<string, { memberId: string; revoked: boolean }>
  /** Rows of one page of a pull: small, so that first loads come in pages. */
  page: number
  trouble: Trouble[]
  /** Rows of each area after whose change something has to follow, each with the version of its mark. */
  onward: Map<number, Map<string, number>>
  /** Told of every decision that was committed. */
  committed: (areaId: number, area: MemoryArea, days: readonly Day[]) => void
}

export const newDatabase = (areas: readonly number[]): Database => ({
  store: memoryStore(fieldTables),
  areas,
  spans: new Map(),
  devices: new Map(),
  page: 3,
  trouble: [],
  onward: new Map(),
  committed: () => {},
})

/** What a backup holds. Rows and ledger entries are never changed in place, so the lists are enough. */
export type Backup = { areas: Map<number, MemoryArea>; onward: Database['onward'] }

const copyOfMarks = (marks: Database['onward']) =>
  new Map([...marks].map(([areaId, held]) => [areaId, new Map(held)]))

const copyOf = (area: MemoryArea): MemoryArea => ({
  feed: { ...area.feed },
  rows: new Map(area.rows),
  ledger: [...area.ledger],
  refused: [...area.refused],
})

export const backUp = ({ store, onward }: Database): Backup => ({
  areas: new Map([...store.areas].map(([areaId, area]) => [areaId, copyOf(area)])),
  onward: copyOfMarks(onward),
})

export const restore = (db: Database, { areas, onward }: Backup): void => {
  db.store.areas.clear()
  for (const [areaId, area] of areas) db.store.areas.set(areaId, copyOf(area))
  db.onward = copyOfMarks(onward)
}
