/** Words beside a figure, the same in a report and on the pages of a unit. */
export const figureVi = {
  noData: 'Chưa có số liệu',
  points: 'điểm %',
  change: 'So với kỳ trước',
  few: 'Dưới 5 hộ nên chưa tính tỷ lệ',
  reviewed: {
    homes: (n: string, of: string) => `đã rà soát ${n}/${of} hộ`,
    people: (n: string, of: string) => `đã rà soát ${n}/${of} người`,
  },
  target: (value: string, year: number) => `${value} (năm ${year})`,
  outside: (name: string, value: string, source: string, day: string) =>
    `${name}: ${value} (${source}, ${day})`,
}

export type FigureWords = typeof figureVi
