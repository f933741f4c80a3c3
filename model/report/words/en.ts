import type { reportWords as vietnamese } from '#model/report/words/vi.ts'

export const reportWords: typeof vietnamese = {
  period: 'Month {month}/{year} ({from} to {last})',
  difficulty: 'met {n} times: {name}',
  difficultyNext: '{n}: {name}',
  remind: {
    title: 'Reminder: report of {period}, due {due}.',
    left: '{days} days left.',
    today: 'It is due today.',
    late: '{days} days late.',
    missing: 'Teams that have not sent it: {teams}.',
    returned: 'Teams that should add something and send again: {teams}.',
    how: 'The report is already filled from the visits. Open the app, look it over, add a few sentences and tap Gửi xã.',
    thanks: 'Thank you.',
  },
}
