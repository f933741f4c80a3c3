import { DIFFICULTIES, type Difficulty } from '@tung-nha/model/activity/difficulty.ts'
import { ACTIVITY_KINDS, type ActivityKind } from '@tung-nha/model/activity/shape.ts'

const LIST = '/ban-lam-viec/hoat-dong'
const DOUBTFUL = 'xem-lai'

/** What a list of activities is narrowed to; '' narrows nothing. */
export type ActivityFilter = {
  period: string
  kind: ActivityKind | ''
  teamId: string
  difficulty: Difficulty | ''
  /** Only those whose day is hard to believe. */
  doubtfulDay: boolean
}

const oneOf = <T extends string>(all: readonly T[], text: string | null): T | '' =>
  all.find(each => each === text) ?? ''

/** The filter that an address asks for. What is not known is left out, so that an old link still opens. */
export const filterOf = (search: Pick<URLSearchParams, 'get'>): ActivityFilter => {
  const period = search.get('ky') ?? ''
  return {
    period: /^\d{4}-(0[1-9]|1[0-2])$/.test(period) ? period : '',
    kind: oneOf(ACTIVITY_KINDS, search.get('loai')),
    teamId: search.get('to') ?? '',
    difficulty: oneOf(DIFFICULTIES, search.get('vuong')),
    doubtfulDay: search.get('ngay') === DOUBTFUL,
  }
}

/** The address of the list under a filter. A difficulty may come from the wire, where it is plain text. */
export const addressOf = (
  filter: Partial<Omit<ActivityFilter, 'difficulty'> & { difficulty: string }>,
): string => {
  const asked = new URLSearchParams()
  if (filter.period) asked.set('ky', filter.period)
  if (filter.kind) asked.set('loai', filter.kind)
  if (filter.teamId) asked.set('to', filter.teamId)
  if (filter.difficulty) asked.set('vuong', filter.difficulty)
  if (filter.doubtfulDay) asked.set('ngay', DOUBTFUL)
  const text = asked.toString()
  return text ? `${LIST}?${text}` : LIST
}
