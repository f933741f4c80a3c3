import type { ReadNetwork } from '@tung-nha/model/api/network.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import type { Formats } from '#lib/words/format.ts'
import type { NetworkWords } from '#lib/words/vi/public/network.ts'

export type Picture = ReplyOf<ReadNetwork>
export type Province = Picture['provinces'][number]

/** "39.631", "trên 80.000"; null when nothing is known, which is never zero. */
export const written = (
  value: number | null,
  mark: 'about' | 'over' | null,
  words: NetworkWords,
  write: Formats,
): string | null => {
  if (value === null) return null
  return mark === null ? write.number(value) : words.marks[mark](write.number(value))
}

/** What is not certain about a milestone: a round or weakly sourced number, or only its day. */
export const doubtOf = (
  one: Picture['series'][number],
  what: 'teams' | 'members',
): 'number' | 'day' | undefined =>
  one.weak || one[`${what}Mark`] !== null ? 'number' : one.estimated ? 'day' : undefined

/** What the source counted in provinces of its own time, and whether that can be said of the provinces of the day. */
export const restatedOf = (
  {
    asCounted,
    ...now
  }: Pick<Picture, 'asCounted' | 'provincesWithTeams' | 'provincesComplete' | 'provincesTotal'>,
  words: NetworkWords,
  write: Formats,
): string[] => {
  if (asCounted === null) return []
  const say = (of: NetworkWords['restatedText'], counted: number) =>
    of(write.number(counted), write.number(asCounted.provincesTotal), write.number(now.provincesTotal))
  const { provincesWithTeams, provincesComplete } = asCounted
  return [
    provincesWithTeams === null
      ? null
      : say(now.provincesWithTeams === null ? words.notRestated : words.restatedText, provincesWithTeams),
    provincesComplete === null || now.provincesComplete !== null
      ? null
      : say(words.completeNotRestated, provincesComplete),
  ].filter(text => text !== null)
}

export const dayOfSource = (
  source: { day: Day; estimated: boolean },
  words: NetworkWords,
  write: Formats,
): string => (source.estimated ? words.dayEstimated : words.dayExact)(write.day(source.day))

/** The day provinces and communes were redrawn: one of the stops, not a rule of any computation. */
export const REFORM = '2025-07-01'

/** Where the picture changes, oldest first: every published figure, the reform, today. */
export const stopsOf = ({ series, today }: Picture): Day[] =>
  [...new Set([...series.map(one => one.day), REFORM, today])].filter(day => day <= today).sort()

/** The four stops that also work as plain links. */
export const mainStops = (
  { series, today }: Picture,
  words: NetworkWords['stops'],
): { day: Day; label: string }[] => {
  const stated = (key: string, label: string) =>
    series.filter(one => one.source === key).map(one => ({ day: one.day, label }))
  return [
    ...stated('national-course', words.pilot),
    ...stated('national-review', words.cover),
    { day: REFORM, label: words.reform },
    { day: today, label: words.now },
  ]
}

/** Whether the provinces shown are those of today although the day is an earlier one. */
export const isRestated = ({ on, drawnOn }: Pick<Picture, 'on' | 'drawnOn'>): boolean => drawnOn !== on

type Shown = { day?: Day; province?: number; restated?: boolean }
/** The address of the picture with another day, a province on it, or drawn in the provinces of today; the rest stays. */
export const addressOf = (picture: Pick<Picture, 'on' | 'drawnOn'>, shown: Shown = {}): string => {
  const { day = picture.on, province, restated = isRestated(picture) } = shown
  return `/mang-luoi?ngay=${day}${restated ? '&tinh-thanh=nay' : ''}${province === undefined ? '' : `&tinh=${province}#ban-do`}`
}
