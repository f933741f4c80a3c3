import type { FigureWords } from '#lib/words/vi/figure.ts'

export const figureEn: FigureWords = {
  noData: 'No figure yet',
  points: 'points',
  change: 'Against the period before',
  few: 'Fewer than 5 homes, so no percentage',
  reviewed: {
    homes: (n, of) => `${n} of ${of} homes reviewed`,
    people: (n, of) => `${n} of ${of} people reviewed`,
  },
  target: (value, year) => `${value} (${year})`,
  outside: (name, value, source, day) => `${name}: ${value} (${source}, ${day})`,
}
