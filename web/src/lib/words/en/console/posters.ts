import type { PostersWords } from '#lib/words/vi/console/posters.ts'

export const postersEn: PostersWords = {
  title: 'Posters',
  lead: 'Each printed copy has its own code: which is scanned often, which must be replaced, and whoever scans reaches the right team.',
  make: 'Make the copies',
  skill: 'Lesson',
  where: 'Where they hang',
  whereHint: 'How many for each place; 0 for none.',
  wholeCommune: 'A place for the whole commune (market, one-stop desk)',
  made: n =>
    n === 1 ? 'One copy made. Download and print it.' : `${n} copies made. Download and print them.`,
  printMade: n => (n === 1 ? 'Print the copy' : `Print these ${n} copies`),
  size: 'Paper',
  list: 'Copies that hang',
  scansTitle: 'Scans of the last 60 days',
  scansAll: 'Whole commune',
  scansNone: 'No scans yet',
  byVillage: 'By village',
  scans: n => (n === 0 ? 'Not scanned yet' : n === 1 ? 'One scan' : `${n} scans`),
  recallTitle: n => (n === 1 ? 'One copy to look at' : `${n} copies to look at`),
  recallLead:
    'The lesson has changed since printing, or people reported something. Go and look, then note it here.',
  outdated: (printed, now) => `The lesson has changed: printed version ${printed}, now version ${now}.`,
  reports: {
    covered: n => `${n} reports of another code pasted over it`,
    wrong: n => `${n} reports that it is no longer right`,
    torn: n => `${n} reports that it is torn or faded`,
  },
  fine: 'Looked at, in order',
  gone: 'Taken down',
  replaced: 'Replace it',
  replacedBy: code => `New copy ${code} made. Print and hang it.`,
  settled: 'Noted',
  open: 'Open the page of the code',
  print: 'Print',
  emptyTitle: 'No copies yet',
  empty: 'Choose a lesson and where it hangs. VNeID at the cultural house is a good beginning.',
}
