import { type Day, dayOf, type Instant } from '#model/kit/day.ts'

export type Author = { stamp: Instant; id: string }

/**
 * Who wrote each field of a row last: `[stamp, op id, ...fields]`, each field in exactly one entry. One op usually
 * writes several fields, so this is far smaller than a clock per field. In canonical order, so that equal histories
 * give equal rows. Stays on the server.
 */
export type Clocks = [stamp: Instant, opId: string, ...fields: string[]][]

const later = (a: Author, b: Author) => (a.stamp === b.stamp ? a.id > b.id : a.stamp > b.stamp)

/** The stamp and op that last wrote a field. */
export const clockOf = (clocks: Clocks, field: string): Author | null => {
  const entry = clocks.find(([, , ...fields]) => fields.includes(field))
  return entry ? { stamp: entry[0], id: entry[1] } : null
}

/** Whether `op` wins a field where the last writer keeps it. Ties go to the larger op id. */
export const isLast = (clocks: Clocks, field: string, op: Author): boolean => {
  const held = clockOf(clocks, field)
  return held === null || later(op, held)
}

/** Whether `op` wins a field where the first writer keeps it: a birth, a removal, who took a request. */
export const isFirst = (clocks: Clocks, field: string, op: Author): boolean => {
  const held = clockOf(clocks, field)
  return held === null || later(held, op)
}

/** The clocks after `op` has won `fields`. */
export const stampFields = (clocks: Clocks, op: Author, fields: readonly string[]): Clocks => {
  if (fields.length === 0) return clocks
  const kept = clocks.flatMap(([stamp, id, ...held]): Clocks => {
    const rest = held.filter(field => !fields.includes(field))
    return rest.length > 0 ? [[stamp, id, ...rest]] : []
  })
  const mine = kept.find(entry => entry[1] === op.id)
  const names = [...fields, ...(mine ? mine.slice(2) : [])].sort()
  const others = kept.filter(entry => entry !== mine)
  return [...others, [op.stamp, op.id, ...names] as Clocks[number]].sort((a, b) =>
    later({ stamp: a[0], id: a[1] }, { stamp: b[0], id: b[1] }) ? 1 : -1,
  )
}

/** Days on which the fields of a row got their present values. */
export const clockDays = (clocks: Clocks): Day[] => [...new Set(clocks.map(entry => dayOf(entry[0])))]

/** Takes over the given fields that `op` wins: the last writer of each field keeps it. */
export const mergeFields = <R extends { clocks: Clocks }>(row: R, fields: Partial<R>, op: Author): R => {
  const won = Object.keys(fields).filter(
    field => fields[field as keyof R] !== undefined && isLast(row.clocks, field, op),
  )
  if (won.length === 0) return row
  const values = Object.fromEntries(won.map(field => [field, fields[field as keyof R]]))
  return { ...row, ...values, clocks: stampFields(row.clocks, op, won) }
}

/** A removed row keeps its birth and its removal, so that past figures can still be told; nothing else. */
export const isTombstone = (row: { clocks: Clocks }): boolean => clockOf(row.clocks, 'removed') !== null

/** The first op about a row is its birth. */
export const markBirth = (clocks: Clocks, op: Author): Clocks =>
  isFirst(clocks, 'born', op) ? stampFields(clocks, op, ['born']) : clocks

/** A tombstone whose people asked to be erased: nothing that is still said of them is kept either. */
export const isErased = (row: { clocks: Clocks }): boolean => clockOf(row.clocks, 'erased') !== null

/** What a tombstone keeps: when it began, was removed or erased, and last came or went. */
const IN_THE_TOMB = ['born', 'removed', 'erased', 'moved', 'left', 'arrived']

/** The clocks of a removed row, without its fields. */
export const wipe = (clocks: Clocks): Clocks =>
  clocks.flatMap(([stamp, id, ...fields]): Clocks => {
    const rest = fields.filter(field => IN_THE_TOMB.includes(field))
    return rest.length > 0 ? [[stamp, id, ...rest]] : []
  })

/** The clocks of a removed row; the first removal counts, and so does the first erasure. */
export const bury = (clocks: Clocks, op: Author, erase = false): Clocks => {
  const kept = wipe(clocks)
  const marks = erase ? ['removed', 'erased'] : ['removed']
  return stampFields(
    kept,
    op,
    marks.filter(mark => isFirst(kept, mark, op)),
  )
}

/** Takes over the fields of another copy of a row, each with its author there: the last writer of each keeps it. */
export const joinFields = <R extends { clocks: Clocks }>(row: R, other: Partial<R>, clocks: Clocks): R =>
  clocks.reduce((joined, [stamp, id, ...fields]) => {
    const theirs = Object.fromEntries(fields.map(field => [field, other[field as keyof R]]))
    return mergeFields(joined, theirs as Partial<R>, { stamp, id })
  }, row)

/** The clocks of fields alone, without those of coming and going: what another copy of the row may take over. */
export const fieldClocks = (clocks: Clocks): Clocks =>
  clocks.flatMap(([stamp, id, ...fields]): Clocks => {
    const rest = fields.filter(field => !IN_THE_TOMB.includes(field))
    return rest.length > 0 ? [[stamp, id, ...rest]] : []
  })

/**
 * The clocks of a row that goes elsewhere; `last` when nothing has moved it since. When it left is kept beside `moved`,
 * which a return writes over: it is not counted here between the two.
 */
export const markDeparture = (clocks: Clocks, at: Author): { clocks: Clocks; last: boolean } => {
  const left = isLast(clocks, 'left', at) ? stampFields(clocks, at, ['left']) : clocks
  const last = isLast(left, 'moved', at)
  return { clocks: last ? stampFields(left, at, ['moved']) : left, last }
}

/** The clocks of a row that has come from elsewhere; `back` when that is its last move, and it stands here again. */
export const markArrival = (clocks: Clocks, at: Author): { clocks: Clocks; back: boolean } => {
  const born = markBirth(clocks, at)
  const arrived = isLast(born, 'arrived', at) ? stampFields(born, at, ['arrived']) : born
  const back = isLast(arrived, 'moved', at)
  return { clocks: back ? stampFields(arrived, at, ['moved']) : arrived, back }
}
