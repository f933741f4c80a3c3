import type { ThanksWords } from '#thanks/words/vi.ts'

export const thanksWordsEn: ThanksWords = {
  title: (unit: string, month: string) => `ALLOWANCES OF TEAM MEMBERS, ${unit.toUpperCase()}, ${month}`,
  basis: (source: string) => `Based on: ${source}`,
  headings: ['No.', 'Name', 'Team', 'Days of activity', 'Amount (đồng)', 'Signature'],
  teams: (n: number, each: string) => `For teams: ${n} teams, ${each} đồng each`,
  total: 'Total',
  sign: ['Prepared by', 'For the People’s Committee'],
  sheet: 'List',
  name: (month: string) => `allowances-${month}.xlsx`,
}
