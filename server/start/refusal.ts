import { en } from './words/en.ts'
import { type StartWords, vi } from './words/vi.ts'

export type StartWord = keyof StartWords
type Details<Id extends StartWord> = Parameters<StartWords[Id]>

/** A reason not to start that the person at the terminal can act on: its message is one sentence in Vietnamese and one in English. */
export type Refusal = Error & { refusal: StartWord }

/** The words of `id` in Vietnamese and in English, in that order. */
export function startWords<Id extends StartWord>(id: Id, ...details: Details<Id>): [string, string] {
  // One catalogue entry takes exactly the details named by its id; TypeScript cannot follow that through the union.
  const say = (words: StartWords) => (words[id] as (...d: Details<Id>) => string)(...details)
  return [say(vi), say(en)]
}

/** Makes the error to throw when the program must not start. */
export function refusal<Id extends StartWord>(id: Id, ...details: Details<Id>): Refusal {
  return Object.assign(new Error(startWords(id, ...details).join('\n')), { refusal: id })
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'refusal' in error
}
