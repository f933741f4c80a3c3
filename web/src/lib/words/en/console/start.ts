import type { StartWords } from '#lib/words/vi/console/start.ts'

export const startEn: StartWords = {
  title: unit => `${unit}: the first three things`,
  lead: 'Once these are done, members can start going from home to home.',
  progress: n => `${n} of 3 done`,
  done: 'Done',
  homes: {
    title: 'Import the list of homes',
    text: 'From the Excel file the commune already has. Only head of household, address and headcount are taken. Villages named in the file are made along with it.',
    button: 'Import from Excel',
    sample: 'Download the sample file',
  },
  team: {
    title: 'Form a team',
    text: 'By its decision: name, areas, leader and members.',
    button: 'Form a team',
    more: 'Form another team',
  },
  code: {
    title: 'Give the first team code',
    text: 'Open the team, choose a member and tap Team code. The member scans it with their own phone; no password is needed.',
    button: 'Choose a member',
    waiting: 'Form a team first',
  },
}
