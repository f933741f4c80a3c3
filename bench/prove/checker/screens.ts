import type { Evidence, Hold } from './evidence.ts'

/** I1 and I2 as a person sees them: what the screen called saved is there, and nothing that nobody tapped. */
export const judgeScreens = ({ screens = [], dump }: Evidence, hold: Hold): void => {
  const there = new Map<string, number>()
  for (const { table, row } of dump)
    if (table === 'activity')
      there.set(String(row['household_id']), (there.get(String(row['household_id'])) ?? 0) + 1)
  for (const { home, tapped, said } of screens) {
    const n = there.get(home) ?? 0
    hold(
      n >= said,
      'I1',
      `the screen said ${said} times that a visit to ${home} was saved; ${n} are there`,
      'lost',
    )
    hold(n <= tapped, 'I2', `${tapped} taps made ${n} visits to ${home}`, 'doubled')
  }
}
