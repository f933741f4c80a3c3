import type { BordersWords } from '#lib/words/vi/console/borders.ts'

export const bordersEn: BordersWords = {
  title: 'Borders',
  lead: 'A GeoJSON file of provinces. It is made small, matched by name or code and drawn on the page of the network.',
  file: 'GeoJSON file',
  on: 'Borders of the day',
  onHint: 'For a file of 63 provinces choose a day before 1 July 2025.',
  source: 'Source, written below the map',
  send: 'Put on the map',
  done: n => `${n} provinces matched.`,
  size: size => `The map after making it small: ${size}.`,
  unmatched: 'Areas of the file without a match',
  missing: 'Provinces without borders',
  look: 'Open the page of the network',
}
