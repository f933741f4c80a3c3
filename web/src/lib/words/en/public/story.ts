import type { StoryWords } from '#lib/words/vi/public/story.ts'

export const storyEn: StoryWords = {
  title: 'The ten-minute story',
  lead: 'One visit travels from the lane to a signed report. On the left a volunteer’s phone, on the right the desk of the commune; both are live.',
  phone: 'The volunteer’s phone',
  desk: 'The desk',
  step: n => `Step ${n}`,
  next: 'Next step',
  previous: 'Previous step',
  openAlone: 'Open this page alone',
  offline: 'Take the network away',
  online: 'Give the network back',
  isOffline: 'The phone has no network',
  isOnline: 'The phone has network',
  day: 'Set the day of the demonstration',
  today: 'Back to today',
  setDay: 'Set',
  dayHint: 'For example the 20th, when reports are due.',
  insecure:
    'This address is not encrypted, so the part without network does not work here. Open it by https or on the server itself.',
  off: 'This page exists in demonstrations only.',
  steps: [
    {
      title: 'The nation in one picture',
      text: 'Move the slider: 39,631 teams in 2022, 74,422 in 2023; on 1 July 2025 the 63 provinces become 34. Tap a tile for its province. Every number has its source and day, and an estimated day says so.',
    },
    {
      title: 'The poster and the three-minute lesson',
      text: 'A resident scans a poster, hears and sees each step, answers three questions. Where it does not work: "Ask someone to come" takes a name, a lane and a phone number, nothing more.',
    },
    {
      title: 'A visit recorded without network',
      text: 'The phone shows the request. Take the network away, open a home, choose person, skill and level, and save. Reload: the visit is still there, one waits to be sent.',
    },
    {
      title: 'The network is back, the number moves',
      text: 'Give the network back. The phone sends by itself; within seconds the number on the desk of the commune moves and glows once.',
    },
    {
      title: 'Where does this number come from?',
      text: 'On the monthly report, open a number down to the very visits that made it.',
    },
    {
      title: 'The team’s report is already full',
      text: 'The leader opens the report: twelve rows have their numbers, difficulties are gathered. Two sentences more, and it goes to the commune.',
    },
    {
      title: 'Returned, approved, signed',
      text: 'The officer returns one report with a remark, approves the rest and prepares the commune’s own. The vice chair signs. Word, PDF and the province’s filled Excel come out.',
    },
    {
      title: 'The province looks at its communes',
      text: 'The department compares communes with their own targets. It sees figures only, never a resident’s name.',
    },
  ],
  people: {
    member: 'Member',
    leader: 'Team leader',
    officer: 'Commune officer',
    signer: 'Vice chair',
    province: 'Province',
    visitor: 'Resident',
  },
  as: who => `As: ${who}`,
}
