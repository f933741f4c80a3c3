import type { LearningWords } from '#lib/words/vi/console/learning.ts'

export const learningEn: LearningWords = {
  title: 'Learning',
  lead: 'How often each lesson was started and finished in twelve months, by the posters that were scanned. Counts only, no names of residents.',
  byVillage: 'By village',
  byLesson: 'By lesson',
  village: 'Village',
  lesson: 'Lesson',
  started: 'Started',
  finished: 'Finished',
  emptyTitle: 'Nothing learnt yet',
  empty: 'Hang posters with codes, or send the address of the course to the village group.',
  copy: 'Copy the address of the course',
}
