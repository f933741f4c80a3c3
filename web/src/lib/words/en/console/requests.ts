import type { RequestsWords } from '#lib/words/vi/console/requests.ts'

export const requestsEn: RequestsWords = {
  title: 'Requests for help',
  lead: 'Residents ask by the code on a poster or online. A request closes only with a result.',
  filters: { late: 'Over 3 days', open: 'Not taken', taken: 'Being helped', closed: 'Done', all: 'All' },
  columns: { who: 'Who', where: 'Where', what: 'What', age: 'Waiting', state: 'State' },
  states: { open: 'Not taken', taken: 'Being helped', closed: 'Done' },
  takenBy: name => `taken by ${name}`,
  days: n => (n === 0 ? 'Today' : n === 1 ? '1 day' : `${n} days`),
  overdue: 'Over 3 days',
  anything: 'Not said',
  call: 'Call',
  close: 'Close',
  closeTitle: name => `Close the request of ${name}`,
  result: 'Result',
  results: {
    done: 'Guided',
    guided_by_phone: 'Guided by phone',
    referred: 'Sent to the right office',
    not_needed: 'No longer needed',
    not_reached: 'Could not be reached',
  },
  note: 'Note',
  closed: 'The request is closed.',
  emptyTitle: 'No request here',
  empty: 'Print posters with a code for each village so that residents can ask.',
  makePoster: 'Make a poster',
}
