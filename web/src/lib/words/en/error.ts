import type { ErrorWords } from '#lib/words/vi/error.ts'

export const errorEn: ErrorWords = {
  notFoundTitle: 'This page was not found',
  notFound: 'The link may be old or incomplete.',
  faultTitle: 'The page could not be opened',
  fault: 'The server had a fault. Whatever was recorded on this device is kept.',
  home: 'To the first page',
  lessons: 'See the lessons',
  findTeam: 'Find my team',
}
