import { type Chance, chanceOf } from './chance.ts'

/** A move, and the row of the fault matrix for which it was drawn. */
export type Drawn = Move & { row?: Fault }

/** What can happen, one at a time. Numbers are taken modulo what there is, so every list of moves can be played. */
export type Move =
  | { do: 'save'; phone: number; area: number; what: number; which: number; other: number }
  /** A request on its way: arrives, is lost, arrives and stays on its way too, arrives twice at once, breaks the server. */
  | {
      do: 'up'
      at: number
      how:
        | 'arrives'
        | 'lost'
        | 'copied'
        | 'twice'
        | 'deadlock'
        | 'cutBefore'
        | 'cutAfter'
        | 'halfDone'
        | 'down'
    }
  /** An answer on its way: arrives, is lost, is a page of a hotel, is cut off, arrives and the app is killed. */
  | { do: 'down'; at: number; how: 'arrives' | 'lost' | 'hotel' | 'cut' | 'killed' }
  | {
      do: 'kill' | 'online' | 'offline' | 'tab' | 'closeTab' | 'clog' | 'unclog' | 'expire' | 'revoke'
      phone: number
    }
  | { do: 'clock'; phone: number; to: number }
  | { do: 'clone'; phone: number; back: number }
  | { do: 'leave' | 'return'; phone: number; area: number }
  | { do: 'officer'; area: number; what: number; which: number; other?: number }
  /** What follows from departures and merges is made; or the server dies while it makes it. */
  | { do: 'follow'; dies: boolean }
  /** The phone's storage is full after so many writes, for so many writes. */
  | { do: 'fill'; phone: number; after: number; most: number }
  /** The phone's storage is emptied; the member joins anew. */
  | { do: 'evict'; phone: number }
  | { do: 'backup' | 'restore' }
  | { do: 'wait'; ms: number }

/** The rows of the fault matrix that this simulator plays. */
export const FAULTS = {
  C1: 'a request is lost',
  C2: 'an answer is lost after the commit',
  C3: 'requests come twice, two pages send at once',
  C4: 'requests come late and in another order',
  C5: 'phones are cut off one by one and come back in another order',
  C7: 'answers are cut off or come from a hotel',
  C8: 'the app is killed',
  C9: 'the app is killed right after it took an answer',
  C10: 'the storage of a phone is full, from one write on, for a while',
  C11: 'the storage of a phone is emptied',
  C13: 'a change of a kind the server does not know, or of a wrong form',
  C14: 'clocks of 1970 and 2038, a day off, set back and forth',
  C15: 'a phone is set up from a backup of another, same device, same numbers',
  C16: 'the session ends between two requests',
  C17: 'the phone is taken off the list and joins again',
  C18: 'a member leaves an area with unsent work; people and homes move to another',
  C19: 'a first load is interrupted',
  C20: 'removals race with edits made offline',
  S1: 'the server dies between two areas of one push',
  S3: 'deadlocks, cut connections, a database that is starting',
  S8: 'the server is restored from an older backup',
} as const
export type Fault = keyof typeof FAULTS

const SECOND = 1000
export const CLOCKS = [0, 86_400_000, -86_400_000, 7_200_000, 'year1970', 'year2038'] as const
export const PHONES = 3
export const AREAS = [1, 2, 3]
/** What phones write, by the numbers of changes.ts. */
export const OF_PHONES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 19]

type Make = (chance: Chance) => Move
const phone = (chance: Chance) => chance.below(8)

/** Moves of one fault row, with how often each is drawn. */
const TROUBLE: Record<Fault, [weight: number, make: Make][]> = {
  C1: [[6, c => ({ do: 'up', at: c.below(9), how: 'lost' })]],
  C2: [[6, c => ({ do: 'down', at: c.below(9), how: 'lost' })]],
  C3: [
    [4, c => ({ do: 'up', at: c.below(9), how: c.pick(['copied', 'twice'] as const) })],
    [2, c => ({ do: 'tab', phone: phone(c) })],
    [1, c => ({ do: 'closeTab', phone: phone(c) })],
  ],
  C4: [
    [5, c => ({ do: 'up', at: c.below(9), how: 'copied' })],
    [2, c => ({ do: 'wait', ms: 31 * SECOND + c.below(5 * SECOND) })],
  ],
  C5: [
    [4, c => ({ do: 'clog', phone: phone(c) })],
    [3, c => ({ do: 'unclog', phone: phone(c) })],
    [2, c => ({ do: 'wait', ms: 40 * SECOND + c.below(600 * SECOND) })],
  ],
  C7: [[5, c => ({ do: 'down', at: c.below(9), how: c.pick(['hotel', 'cut'] as const) })]],
  C8: [[4, c => ({ do: 'kill', phone: phone(c) })]],
  C9: [[5, c => ({ do: 'down', at: c.below(9), how: 'killed' })]],
  C10: [[4, c => ({ do: 'fill', phone: phone(c), after: c.below(6), most: 1 + c.below(8) })]],
  C11: [[2, c => ({ do: 'evict', phone: phone(c) })]],
  C13: [
    [4, c => ({ do: 'save', phone: phone(c), area: c.below(3), what: 100 + c.below(3), which: 0, other: 0 })],
  ],
  C14: [
    [4, c => ({ do: 'clock', phone: phone(c), to: c.below(CLOCKS.length) })],
    [
      3,
      c => ({ do: 'save', phone: phone(c), area: c.below(3), what: 5, which: c.below(3), other: c.below(6) }),
    ],
    [
      3,
      c => ({
        do: 'save',
        phone: phone(c),
        area: c.below(3),
        what: 19,
        which: c.below(3),
        other: c.below(6),
      }),
    ],
    [1, c => ({ do: 'officer', area: c.below(3), what: 19, which: c.below(3), other: c.below(6) })],
  ],
  C15: [[2, c => ({ do: 'clone', phone: phone(c), back: c.below(6) })]],
  C16: [[5, c => ({ do: 'expire', phone: phone(c) })]],
  C17: [[2, c => ({ do: 'revoke', phone: phone(c) })]],
  C18: [
    [3, c => ({ do: 'leave', phone: phone(c), area: c.below(3) })],
    [1, c => ({ do: 'return', phone: phone(c), area: c.below(3) })],
    [1, c => ({ do: 'wait', ms: 86_400_000 * c.below(50) })],
    [
      8,
      c => ({
        do: 'officer',
        area: c.below(3),
        what: 16 + c.below(3),
        which: c.pick([0, 0, 0, 1]),
        other: c.below(9),
      }),
    ],
    [3, c => ({ do: 'follow', dies: c.below(4) === 0 })],
  ],
  C19: [
    [3, c => ({ do: 'return', phone: phone(c), area: c.below(3) })],
    [3, c => ({ do: 'kill', phone: phone(c) })],
    [3, c => ({ do: 'down', at: c.below(9), how: c.pick(['lost', 'killed'] as const) })],
  ],
  C20: [
    [
      4,
      c => ({
        do: 'save',
        phone: phone(c),
        area: c.below(3),
        what: 8 + c.below(2),
        which: c.below(3),
        other: 0,
      }),
    ],
    [2, c => ({ do: 'officer', area: c.below(3), what: 8 + c.below(2), which: c.below(3) })],
    [
      4,
      c => ({ do: 'officer', area: c.below(3), what: 12 + c.below(8), which: c.below(3), other: c.below(9) }),
    ],
    [3, c => ({ do: 'follow', dies: c.below(4) === 0 })],
  ],
  S1: [[4, c => ({ do: 'up', at: c.below(9), how: 'halfDone' })]],
  S3: [
    [
      5,
      c => ({
        do: 'up',
        at: c.below(9),
        how: c.pick(['deadlock', 'cutBefore', 'cutAfter', 'down'] as const),
      }),
    ],
  ],
  S8: [
    [3, () => ({ do: 'backup' })],
    [2, () => ({ do: 'restore' })],
    // What nobody but the server knew is gone for good, and no phone may go on showing it.
    [2, c => ({ do: 'officer', area: c.below(3), what: 0, which: c.below(3) })],
  ],
}

const USUAL: [number, Make][] = [
  [
    16,
    c => ({
      do: 'save',
      phone: phone(c),
      area: c.below(3),
      what: c.pick(OF_PHONES),
      which: c.below(3),
      other: c.below(6),
    }),
  ],
  [18, c => ({ do: 'up', at: c.below(9), how: 'arrives' })],
  [18, c => ({ do: 'down', at: c.below(9), how: 'arrives' })],
  [3, c => ({ do: 'wait', ms: c.below(25 * SECOND) })],
  [1, c => ({ do: 'offline', phone: phone(c) })],
  [2, c => ({ do: 'online', phone: phone(c) })],
]

export const ROWS = Object.keys(FAULTS) as Fault[]

/** A schedule: one to four rows of the fault matrix, mixed into ordinary work. */
export const scheduleOf = (seed: number): Drawn[] => {
  const chance = chanceOf(seed)
  const drawn: [number, (chance: Chance) => Drawn][] = [...USUAL]
  const rows = new Set(Array.from({ length: 1 + chance.below(4) }, () => chance.pick(ROWS)))
  for (const row of rows)
    for (const [weight, make] of TROUBLE[row]) drawn.push([weight, c => ({ ...make(c), row })])
  const total = drawn.reduce((sum, [weight]) => sum + weight, 0)
  return Array.from({ length: 24 + chance.below(40) }, () => {
    let left = chance.below(total)
    for (const [weight, make] of drawn) {
      left -= weight
      if (left < 0) return make(chance)
    }
    throw new Error('weights')
  })
}
