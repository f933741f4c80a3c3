import { type Day, dayOf, daysBetween, type Instant } from '@tung-nha/model/kit/day.ts'
import type { Language } from '#lib/words/language.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const WEEKDAYS = {
  vi: ['Chủ nhật', 'Thứ hai', 'Thứ ba', 'Thứ tư', 'Thứ năm', 'Thứ sáu', 'Thứ bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} satisfies Record<Language, string[]>

/** Writes numbers, dates and sizes the way a language does. Every function takes plain values of the wire. */
export type Formats = {
  /** 74422 → `74.422` (vi), `74,422` (en); decimals are kept as given, at most `digits`. */
  number: (value: number, digits?: number) => string
  /** A ratio 0.503 → `50,3%` (vi), `50.3%` (en). */
  percent: (ratio: number, digits?: number) => string
  /** `2026-11-20` → `20/11/2026` (vi), `20 Nov 2026` (en). */
  day: (day: Day) => string
  /** `2026-11-20` → `20/11` (vi), `20 Nov` (en), for tight places where the year is known. */
  dayShort: (day: Day) => string
  /** `Thứ sáu, 20/11/2026`, `Friday, 20 Nov 2026`. */
  dayLong: (day: Day) => string
  /** `2026-11` → `11/2026`, `Nov 2026`. */
  month: (month: string) => string
  /** From the 15th of the month before to the 14th: `15/10 đến 14/11`. */
  span: (from: Day, to: Day) => string
  /** An instant as hour and minute in Vietnam: `14:05`. */
  time: (instant: Instant) => string
  /** Hour, minute, second, for "as of" lines. */
  clock: (instant: Instant) => string
  /** `14:05 20/11/2026`, `14:05, 20 Nov 2026`. */
  moment: (instant: Instant) => string
  /** Days apart in words: `hôm nay`, `hôm qua`, `3 ngày trước`, `còn 4 ngày`. */
  relativeDay: (day: Day, today: Day) => string
  /** `1,4 MB`, `320 KB`. */
  bytes: (count: number) => string
}

const group = (digits: string, mark: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, mark)

const numberIn =
  (language: Language) =>
  (value: number, digits = 2) => {
    const [whole = '0', rest = ''] = Math.abs(value).toFixed(digits).split('.')
    const decimals = rest.replace(/0+$/, '')
    const negative = value < 0 && (Number(whole) !== 0 || decimals !== '')
    const text = group(whole, language === 'vi' ? '.' : ',')
    // The minus sign is the real one; a hyphen would break across lines.
    return `${negative ? '−' : ''}${text}${decimals ? (language === 'vi' ? ',' : '.') + decimals : ''}`
  }

const dayIn = (language: Language, withYear: boolean) => (day: Day) => {
  const [year, month, date] = [day.slice(0, 4), day.slice(5, 7), day.slice(8, 10)]
  if (language === 'vi') return `${date}/${month}${withYear ? `/${year}` : ''}`
  return `${Number(date)} ${MONTHS[Number(month) - 1]}${withYear ? ` ${year}` : ''}`
}

const RELATIVE = {
  vi: {
    today: 'hôm nay',
    yesterday: 'hôm qua',
    tomorrow: 'ngày mai',
    ago: (n: number) => `${n} ngày trước`,
    left: (n: number) => `còn ${n} ngày`,
  },
  en: {
    today: 'today',
    yesterday: 'yesterday',
    tomorrow: 'tomorrow',
    ago: (n: number) => `${n} days ago`,
    left: (n: number) => `in ${n} days`,
  },
} satisfies Record<Language, unknown>

// Asia/Ho_Chi_Minh is UTC+7 all year, so shifting the text of the instant is exact.
const hours = (instant: Instant) => new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(11, 19)

const weekday = (day: Day) => (((daysBetween('1970-01-01', day) + 4) % 7) + 7) % 7

/** The formats of a language. Pure: the same value gives the same text on every machine. */
export const formatsOf = (language: Language): Formats => {
  const number = numberIn(language)
  const day = dayIn(language, true)
  const dayShort = dayIn(language, false)
  const words = RELATIVE[language]
  return {
    number,
    percent: (ratio, digits = 1) => `${number(ratio * 100, digits)}%`,
    day,
    dayShort,
    dayLong: value => `${WEEKDAYS[language][weekday(value)]}, ${day(value)}`,
    month: month =>
      language === 'vi'
        ? `${month.slice(5, 7)}/${month.slice(0, 4)}`
        : `${MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`,
    span: (from, to) => `${dayShort(from)} ${language === 'vi' ? 'đến' : 'to'} ${dayShort(to)}`,
    time: instant => hours(instant).slice(0, 5),
    clock: hours,
    moment: instant => `${hours(instant).slice(0, 5)}${language === 'vi' ? ' ' : ', '}${day(dayOf(instant))}`,
    relativeDay: (value, today) => {
      const away = daysBetween(today, value)
      if (away === 0) return words.today
      if (away === -1) return words.yesterday
      if (away === 1) return words.tomorrow
      return away < 0 ? words.ago(-away) : words.left(away)
    },
    bytes: count => {
      if (count < 1_000) return `${number(count, 0)} B`
      if (count < 1_000_000) return `${number(count / 1_000, 0)} KB`
      return `${number(count / 1_000_000, 1)} MB`
    },
  }
}
