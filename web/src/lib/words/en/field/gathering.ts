import { gatheringKindsEn } from '#lib/words/en/activity.ts'
import type { FieldWords } from '#lib/words/vi/field.ts'

export const gatheringEn: FieldWords['gathering'] = {
  title: 'A gathering',
  kind: 'What kind?',
  kinds: gatheringKindsEn,
  topics: 'About which skills?',
  moreTopics: 'Other skills',
  count: 'How many came?',
  names: 'Tick who came (optional)',
  namesHint: 'Only people who agreed to their name are here.',
  search: 'Find a name',
  picked: count => `${count} ticked`,
  area: 'In which village?',
  day: 'Day',
  note: 'Note',
  more: 'Day, note',
  willStore: (kind, count, topics) =>
    `${kind}, ${count === null ? 'helping' : `${count} ${count === '1' ? 'person' : 'people'}`}${topics ? `, about: ${topics}` : ''}.`,
  save: 'Save the gathering',
  needKind: 'Choose the kind.',
  needCount: 'Say how many came.',
  saved: 'Gathering saved on this phone.',
}
