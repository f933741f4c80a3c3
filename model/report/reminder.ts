import { daysLeft, dueDayOf, type Period, type PeriodRule, spanOf } from '#model/indicator/period.ts'
import type { Day } from '#model/kit/day.ts'
import { shortDayText } from '#model/kit/number.ts'
import type { ReportState } from '#model/report/state.ts'
import { reportWords as en } from '#model/report/words/en.ts'
import { reportWords as vi } from '#model/report/words/vi.ts'

export type Language = 'vi' | 'en'
const wordsOf = (language: Language) => (language === 'en' ? en : vi)
const fill = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** "Kỳ tháng 11/2026 (15/10-14/11)". */
export const periodName = (period: Period, rule: PeriodRule, language: Language = 'vi'): string => {
  const { from, last } = spanOf(period, rule)
  const values = {
    month: Number(period.slice(5)),
    year: period.slice(0, 4),
    from: shortDayText(from),
    last: shortDayText(last),
  }
  return fill(wordsOf(language).period, values)
}

/** "12 lần gặp: quên mật khẩu; 7: SIM không chính chủ": what the narrative box of difficulties begins with. */
export const difficultyText = (
  met: readonly { name: string; n: number }[],
  language: Language = 'vi',
): string => {
  const words = wordsOf(language)
  const lower = (name: string) =>
    /^\p{Lu}\p{Lu}/u.test(name) ? name : name.charAt(0).toLocaleLowerCase('vi') + name.slice(1)
  return met
    .filter(item => item.n > 0)
    .sort((a, b) => b.n - a.n)
    .map((item, i) =>
      fill(i === 0 ? words.difficulty : words.difficultyNext, { n: item.n, name: lower(item.name) }),
    )
    .join('; ')
}

export type RemindedTeam = { place: string; state: ReportState | 'none' }

/** The text an officer pastes into the Zalo group of the teams; empty when nobody is to be reminded. No person is named. */
export const reminderText = (
  teams: readonly RemindedTeam[],
  period: Period,
  today: Day,
  rule: PeriodRule,
  language: Language = 'vi',
): string => {
  const words = wordsOf(language).remind
  const places = (states: readonly RemindedTeam['state'][]) =>
    teams
      .filter(team => states.includes(team.state))
      .map(team => team.place)
      .join(', ')
  const missing = places(['none', 'draft', 'amended'])
  const returned = places(['returned'])
  if (missing === '' && returned === '') return ''
  const left = daysLeft(period, today, rule)
  const when =
    left > 0 ? fill(words.left, { days: left }) : left === 0 ? words.today : fill(words.late, { days: -left })
  return [
    `${fill(words.title, { period: lowerFirst(periodName(period, rule, language)), due: shortDayText(dueDayOf(period, rule)) })} ${when}`,
    missing === '' ? '' : fill(words.missing, { teams: missing }),
    returned === '' ? '' : fill(words.returned, { teams: returned }),
    words.how,
    words.thanks,
  ]
    .filter(line => line !== '')
    .join('\n')
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
