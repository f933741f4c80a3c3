/** What a run leaves behind for the judge: plain lines, of which each says what somebody saw. */
export type HistoryLine = {
  op: string
  area: number
  device: string
  seq: number
  kind: string
  /** Homes and people that the op is about, where it is about one only. */
  about?: string[]
  /** When the device said "saved". */
  saved: string
  /** How often it was put on the wire. */
  sent: number
  /** When the server's acknowledgement arrived, and the stamp it carried; null when it never did. */
  acked: string | null
  stamp: string | null
  refused: boolean
}

/** A table's row, as it lies in the database. */
export type DumpLine = { table: string; row: Record<string, unknown> }

/** What a phone showed at the end, one row a line: at which revision of its area, and how much was unsent beside it. */
export type ViewLine = {
  phone: string
  area: number
  at: number
  unsent: number
  rows: [table: string, id: string][]
}

/** How often somebody tapped to record a visit at a home, and how often the screen then said that it was saved. */
export type ScreenLine = { home: string; tapped: number; said: number }

/** What was erased, revoked or ended, and must stay so. `words` were written of it, and of nothing else. */
export type GoneLine =
  | { what: 'home' | 'person'; area: number; id: string; words: string[] }
  | { what: 'phone'; id: string }
  | { what: 'membership'; member: string; team: string; area: number; phone: string }

/** What a phone was told that asked for everything: how it was answered, and the rows. */
export type ToldLine = {
  phone: string
  status: number
  rows: { area: number; table: string; id: string; removed: boolean; row: unknown }[]
}

export type Evidence = {
  history: readonly HistoryLine[]
  dump: readonly DumpLine[]
  views?: readonly ViewLine[]
  screens?: readonly ScreenLine[]
  gone?: readonly GoneLine[]
  told?: readonly ToldLine[]
  /** An older backup took the database's place: what was sent again may stand behind newer work. */
  restored?: boolean
}

export type OpRow = {
  area_id: number
  id: string
  device_id: string
  seq: number
  actor_id: string
  kind: string
  body: Record<string, unknown> | null
  device_at: string
  stamp: string
  salt: string | null
  digest: string
  chain: string
  revision: number
}

/** What has to be so; `as` says what it is counted as when it is not. */
export type Hold = (
  right: boolean,
  rule: string,
  message: string,
  as?: 'lost' | 'doubled' | 'torn' | 'returned',
) => void

/** Homes and people that were erased. */
export const idsOf = (gone: readonly GoneLine[]): Set<string> =>
  new Set(gone.flatMap(one => (one.what === 'home' || one.what === 'person' ? [one.id] : [])))
