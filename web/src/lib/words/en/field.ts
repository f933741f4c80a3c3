import type { FieldWords } from '#lib/words/vi/field.ts'

export const fieldEn: FieldWords = {
  appName: 'Từng Nhà: record a visit',
  nav: { today: 'Today', homes: 'Homes', cards: 'Guide cards', mine: 'Mine' },
}
