import type { FieldWords } from '#lib/words/vi/field.ts'

export const enrolEn: FieldWords['enrol'] = {
  title: 'Join the team',
  lead: 'The team leader gives a code of 8 letters and digits. It works once, within ten minutes.',
  code: 'Team code',
  codeHint: 'For example: PYBK-3SSR',
  codeShort: 'The code has 8 letters and digits.',
  shared: 'Several people use this phone',
  sharedHint: 'A PIN will keep the others from reading the names of people.',
  join: 'Join',
  joining: 'Joining',
  safety: 'This phone will hold the names of people of the village. Give the code to nobody else.',
  already: name => `This phone has joined as ${name}.`,
  goOn: 'Open the book',
  welcome: name => `Welcome, ${name}.`,
  loaded: (homes, people) => `${homes} homes, ${people} people`,
  loadedAll: 'All loaded. From now on it opens without a network.',
  start: 'Begin',
  again: {
    title: 'This phone has to join again',
    text: 'The server does not know this phone any more, or the book needs a new code to open. What was not sent is still here. Ask the leader for a new code.',
  },
  insecureTitle: 'Cannot join at this address',
  insecure:
    'This address is not encrypted, so the browser may keep no book. Open the address that begins with https.',
  inApp: {
    title: app => `Opened inside ${app}`,
    apps: {
      zalo: 'Zalo',
      facebook: 'Facebook',
      messenger: 'Messenger',
      tiktok: 'TikTok',
      other: 'another app',
    },
    android: 'Open in Chrome',
    apple: 'Open in Safari',
    why: 'What is written here is lost when that app closes. Open a real browser first, then join.',
    steps: {
      android: ['Tap the three dots at the top.', 'Choose "Open in browser" or "Open in Chrome".'],
      apple: ['Tap the three dots or the share button.', 'Choose "Open in Safari".'],
    },
    picture: 'Drawing: tap the three dots at the top, then choose to open in the browser',
    menu: 'Open in browser',
    copy: 'Copy the link',
    copyHint: 'Then paste it into Chrome or Safari.',
  },
}
