import type { ActivityRow } from '@tung-nha/model/activity/ops.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'

/** The reporting month a day falls in: from the 15th of the month before to the 14th (Decree 09/2019, article 12). */
export const reportingMonth = (day: Day, back = 0): { period: string; from: Day; to: Day } => {
  const months =
    Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + (Number(day.slice(8)) >= 15 ? 1 : 0) - back
  const text = (count: number) => `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
  return { period: text(months), from: `${text(months - 1)}-15`, to: `${text(months)}-14` }
}

export type ActiveDay = { day: Day; visits: number; gatherings: number }

/** The days on which a member recorded something, newest first. */
export const activeDays = (
  rows: readonly Pick<ActivityRow, 'day' | 'memberId' | 'kind'>[],
  memberId: string,
  { from, to }: { from: Day; to: Day },
): ActiveDay[] => {
  const own = rows.filter(row => row.memberId === memberId && row.day >= from && row.day <= to)
  return [...Map.groupBy(own, row => row.day)]
    .map(([day, list]) => {
      const visits = list.filter(row => row.kind === 'home_visit').length
      return { day, visits, gatherings: list.length - visits }
    })
    .sort((a, b) => (a.day < b.day ? 1 : -1))
}
