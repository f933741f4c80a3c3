import type { ListLessons } from '@tung-nha/model/api/lessons.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { call } from '#lib/api/call.ts'

export type Skills = ReplyOf<ListLessons>
export type Skill = Skills['items'][number]

/** The skills with their names in the reader's language: every skill has a lesson. */
export const readSkills = (signal: AbortSignal): Promise<Skills> =>
  call<ListLessons>('GET /api/v1/lessons', {}, { signal })
