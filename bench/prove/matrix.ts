/**
 * The fault matrix: what can happen, which invariants have to hold then, and where that is played. MATRIX.md is written
 * from it (`npm run prove -- matrix`), and a test holds that every mark has a place and every place exists.
 */
export const INVARIANTS = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10'] as const
export type Invariant = (typeof INVARIANTS)[number]

/** What each tier is, and the command or test that plays it. */
export const TIERS = {
  A: 'engine, storage and handlers of the product in memory, virtual clocks: `prove -- simulate`',
  B: 'real server and PostgreSQL behind a bad network: `prove -- network`',
  C: 'real Chromium: `prove -- browser`, `prove -- kills`',
  D: 'real processes, killed, frozen, restored: `prove -- kills`, `outages`, `restore`',
  T: 'a test beside the code',
} as const
export type Tier = keyof typeof TIERS

/** Where a row is played: a file, words that must stand in it, and the invariants that are judged there. */
export type Place = { tier: Tier; file: string; says: string; judges: readonly Invariant[] }
export type Row = {
  id: string
  what: string
  holds: readonly Invariant[]
  places: readonly Place[]
}

const marks = (text: string) => text.split(' ') as Invariant[]
/** What the independent judge compares in histories, views and dumps. */
const JUDGED = marks('I1 I2 I3 I4 I5 I7 I8 I9 I10')
const ALL = [...INVARIANTS]

const simulator = (id: string): Place => ({
  tier: 'A',
  file: 'bench/prove/schedule.ts',
  says: `  ${id}: `,
  judges: ALL,
})
const network = (fate: string): Place => ({
  tier: 'B',
  file: 'bench/prove/network.ts',
  says: fate,
  judges: JUDGED,
})
const fate = (name: string): Place => ({ ...network(name), file: 'bench/prove/proxy.ts' })
const browser = (id: string, judges = 'I1 I2 I3 I8'): Place => ({
  tier: 'C',
  file: 'bench/prove/command-browser.ts',
  says: `row: '${id}'`,
  judges: marks(judges),
})
const killed = (way: string, tier: 'C' | 'D'): Place => ({
  tier,
  file: 'bench/prove/command-kills.ts',
  says: way,
  judges: JUDGED,
})
const outage = (id: string): Place => ({
  tier: 'D',
  file: 'bench/prove/command-outages.ts',
  says: `row: '${id}'`,
  judges: JUDGED,
})
const test = (file: string, says: string, judges: string): Place => ({
  tier: 'T',
  file,
  says,
  judges: marks(judges),
})

export const MATRIX: readonly Row[] = [
  row('C1', 'a request is lost', 'I1 I2 I3 I4 I7 I8 I9', simulator('C1'), fate("'lostRequest'")),
  row(
    'C2',
    'the answer is lost after the commit',
    'I1 I2 I3 I4 I5 I7 I8 I9 I10',
    simulator('C2'),
    fate("'lostAnswer'"),
  ),
  row(
    'C3',
    'the same comes twice; two tabs send at once',
    'I1 I2 I3 I4 I7 I8 I9 I10',
    simulator('C3'),
    fate("'twice'"),
    killed('browser', 'C'),
    browser('C3'),
  ),
  row(
    'C4',
    'requests in another order, one lost for ever',
    'I1 I2 I3 I4 I5 I7 I8 I9',
    simulator('C4'),
    fate("'late'"),
  ),
  row(
    'C5',
    'phones cut off one by one, released in another order',
    ALL.join(' '),
    simulator('C5'),
    network('Swizzle-clog'),
  ),
  row(
    'C6',
    'a body ends after byte N, for every N',
    'I2 I3 I7 I8 I10',
    network('sweepCuts'),
    fate("'cutRequest'"),
    test('server/http/bad-input.test.ts', 'content-type', 'I2'),
  ),
  row(
    'C7',
    'a hotel answers, or the answer is garbled',
    'I1 I2 I3 I8',
    simulator('C7'),
    fate("'hotel'"),
    fate("'corrupt'"),
    browser('C7'),
  ),
  row(
    'C8',
    'the app is killed in the middle of a write',
    'I1 I2 I3 I4 I7 I8',
    simulator('C8'),
    killed('browser', 'C'),
    browser('C8'),
  ),
  row(
    'C9',
    'killed between the commit and the note of it',
    'I1 I2 I3 I4 I5 I7 I8 I9',
    simulator('C9'),
    killed('browser', 'C'),
    browser('C9'),
  ),
  row('C10', 'the storage is full at write k', 'I1 I3 I7 I8', simulator('C10'), browser('C10', 'I1 I3')),
  row(
    'C11',
    'the whole storage is emptied',
    'I2 I3 I4 I5 I6 I8 I9',
    simulator('C11'),
    browser('C11', 'I2 I3'),
  ),
  row(
    'C12',
    'an update in the middle of a write; an old tab in the way',
    'I1 I2 I3 I4 I7 I8',
    browser('C12'),
    // The page that goes and comes again is, for the storage, a page that is killed.
    killed('browser', 'C'),
  ),
  row(
    'C13',
    'a phone one release older or newer than the server',
    'I1 I2 I3 I4 I5 I7 I8 I9',
    simulator('C13'),
  ),
  row(
    'C14',
    'clocks of 1970 and 2038, a day off, set back and forth',
    'I1 I2 I3 I4 I5 I7 I8 I9 I10',
    simulator('C14'),
    test('server/activity/doubtful-day.test.ts', '[S33] a doubtful day that somebody settles', 'I9'),
  ),
  row('C15', 'a phone set up from a backup of another', 'I1 I2 I3 I4 I6 I7 I8 I9 I10', simulator('C15')),
  row('C16', 'the session ends between two requests', 'I1 I2 I3 I6 I8 I10', simulator('C16'), browser('C16')),
  row(
    'C17',
    'signed out, or another member, with work unsent',
    'I1 I2 I3 I6 I8 I10',
    simulator('C17'),
    test('server/sync/quarantine/quarantine.test.ts', 'gives its unsent work to the leader', 'I1 I3 I6'),
  ),
  row('C18', 'a member changes areas with work unsent', ALL.join(' '), simulator('C18')),
  row('C19', 'a first load is interrupted', 'I1 I3 I4 I5 I6 I8', simulator('C19')),
  row(
    'C20',
    'removals and erasures race with edits made offline',
    'I2 I3 I4 I5 I6 I7 I8 I9 I10',
    simulator('C20'),
    test('server/erasure/erasure.test.ts', '[S24] an edit made offline', 'I5 I6'),
  ),
  row(
    'S1',
    'the server is killed in the middle of a push',
    'I1 I2 I3 I4 I7 I8 I9 I10',
    simulator('S1'),
    killed("'node'", 'D'),
  ),
  row(
    'S2',
    'PostgreSQL is killed, or stopped at once, in the middle of a commit',
    'I1 I2 I3 I4 I7 I8 I9 I10',
    killed("'immediate'", 'D'),
  ),
  row(
    'S3',
    'connections cut, locks held, deadlocks',
    'I1 I2 I3 I7 I8 I9',
    simulator('S3'),
    network('pg_terminate_backend'),
  ),
  row('S4', 'the disk is full', 'I1 I2 I3 I7 I8 I9 I10', outage('S4')),
  row('S5', 'the database or the server stands still', 'I1 I2 I3 I8', outage('S5')),
  row('S6', 'restarts under load', 'I1 I2 I3 I4 I7 I8 I9 I10', outage('S6')),
  row('S7', 'a table changes under load and a long reader', 'I1 I2 I3 I4 I7 I8', outage('S7')),
  row('S8', 'the server goes back to an older backup', ALL.join(' '), simulator('S8'), {
    tier: 'D',
    file: 'bench/prove/command-restore.ts',
    says: 'the backup takes the database',
    judges: ALL,
  }),
  row(
    'S9',
    'counting is killed, run twice, run by two',
    'I2 I6 I7 I8 I9 I10',
    killed("'node'", 'D'),
    test('server/facts/drain.property.test.ts', '[drain = recount]', 'I2 I7 I8 I9'),
    test('server/report/report.test.ts', "is nobody else's matter", 'I6'),
  ),
  row(
    'S10',
    'a photo or a voice note is cut off, repeated, comes before its visit',
    'I1 I2 I3 I5 I6 I7 I8',
    test('server/evidence/evidence.test.ts', 'come in parts that may be lost', 'I1 I2 I3 I7 I8'),
    test('server/evidence/evidence.test.ts', 'go with a visit that was withdrawn', 'I5'),
    test('server/evidence/evidence.test.ts', 'are for the team and its commune only', 'I6'),
  ),
]

/** Whether a row is asserted often enough that the simulator has to count it. */
export const isSimulated = (entry: Row): boolean => entry.places.some(place => place.tier === 'A')

function row(id: string, what: string, holds: string, ...places: Place[]): Row {
  return { id, what, holds: marks(holds), places }
}

/** The rows as a table that people read. */
export const matrixText = (): string => {
  const cell = (entry: Row, invariant: Invariant) =>
    entry.holds.includes(invariant)
      ? [...new Set(entry.places.filter(p => p.judges.includes(invariant)).map(p => p.tier))].sort().join('')
      : '·'
  const lines = MATRIX.map(
    entry => `| ${entry.id} | ${entry.what} | ${INVARIANTS.map(one => cell(entry, one)).join(' | ')} |`,
  )
  const places = MATRIX.map(
    entry => `| ${entry.id} | ${[...new Set(entry.places.map(p => `${p.tier} \`${p.file}\``))].join(', ')} |`,
  )
  return `# The fault matrix

Written by \`npm run prove -- matrix\` from \`matrix.ts\`; a test compares. A letter says on which tier the invariant is
asserted when the row happens; a dot that nothing is promised there. The invariants are those of docs/promise.md.

${Object.entries(TIERS)
  .map(([tier, what]) => `- **${tier}**: ${what}`)
  .join('\n')}

| | what happens | ${INVARIANTS.join(' | ')} |
|---|---|${INVARIANTS.map(() => '---|').join('')}
${lines.join('\n')}

## Where

| | places |
|---|---|
${places.join('\n')}
`
}
