import type { PosterWords } from '#lib/words/vi/public/poster.ts'

export const posterEn: PosterWords = {
  title: 'Is this poster still right?',
  link: 'Is this poster still right?',
  right: 'Still right',
  rightWhy: 'The lesson has not changed since this sheet was printed.',
  old: 'The lesson has changed since printing',
  oldWhy: 'Follow the new one on the phone. The commune will replace this sheet.',
  gone: 'This sheet was taken down or replaced',
  goneWhy: day => `The commune noted it on ${day}. If it still hangs here, please report it below.`,
  lesson: 'Lesson',
  place: 'Hangs at',
  printed: 'Printed',
  now: 'Lesson today',
  version: n => `version ${n}`,
  code: 'Code of this sheet',
  compare:
    'Compare the code on the paper with this one. If they differ, or the place is wrong, another code may be pasted over it.',
  open: 'Open the newest lesson',
  report: 'Report this poster',
  kinds: {
    covered: 'Another or strange code is pasted over it',
    wrong: 'It is no longer right',
    torn: 'Torn, faded or cannot be scanned',
  },
  send: 'Tell the commune',
  told: 'The commune has been told. Thank you for keeping the village safe.',
  noName: 'No name is asked and nobody is written down.',
}
