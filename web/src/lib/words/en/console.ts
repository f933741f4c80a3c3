import type { ConsoleWords } from '#lib/words/vi/console.ts'

export const consoleEn: ConsoleWords = {
  title: 'Console',
  nav: { overview: 'Dashboard' },
}
