import type { PostersWords } from '#lib/words/vi/console/posters.ts'

export const postersEn: PostersWords = {
  title: 'Posters',
  lead: 'Every copy has a code of its own: you see which is scanned, and people reach the right team.',
  make: 'Make a copy',
  skill: 'Lesson',
  where: 'Put up at',
  wholeCommune: 'A place for the whole commune (market, one-stop desk)',
  made: 'A new copy is ready to download and print.',
  list: 'Copies so far',
  a4: 'Print A4',
  a3: 'Print A3',
  scans: n => (n === 0 ? 'Not scanned yet' : n === 1 ? '1 scan' : `${n} scans`),
  outdated: 'The lesson has changed since; print it again.',
  open: 'Open the page of the code',
  emptyTitle: 'No copy yet',
  empty: 'Choose a lesson and a place. VNeID at the village hall is a good start.',
}
