import type { StartWord } from './refusal.ts'
import { startWords } from './refusal.ts'
import type { StartWords } from './words/vi.ts'

const faint = (text: string) => (process.stdout.isTTY ? `\u001b[2m${text}\u001b[22m` : text)

/** Prints one line at the terminal. */
export const say = (line: string): void => console.log(line)

/** Prints a sentence in Vietnamese and below it, fainter, in English. */
export function sayBoth<Id extends StartWord>(id: Id, ...details: Parameters<StartWords[Id]>): void {
  const [vi, en] = startWords(id, ...details)
  say(vi)
  say(faint(en))
}
