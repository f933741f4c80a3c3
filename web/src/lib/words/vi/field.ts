/** Words of the field app (/to). Large screens may keep theirs in field/<screen>.ts and join them here. */
export const fieldVi = {
  appName: 'Từng Nhà: ghi lần đến',
  nav: { today: 'Hôm nay', homes: 'Các nhà', cards: 'Thẻ hướng dẫn', mine: 'Của tôi' },
}

export type FieldWords = typeof fieldVi
