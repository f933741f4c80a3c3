import { alikeVi } from '#lib/words/vi/alike.ts'
import { cardsVi } from '#lib/words/vi/field/cards.ts'
import { enrolVi } from '#lib/words/vi/field/enrol.ts'
import { gatheringVi } from '#lib/words/vi/field/gathering.ts'
import { homeVi } from '#lib/words/vi/field/home.ts'
import { homesVi } from '#lib/words/vi/field/homes.ts'
import { mineVi } from '#lib/words/vi/field/mine.ts'
import { roomVi } from '#lib/words/vi/field/room.ts'
import { todayVi } from '#lib/words/vi/field/today.ts'
import { fieldTrainingVi } from '#lib/words/vi/field/training.ts'
import { unsentVi } from '#lib/words/vi/field/unsent.ts'

/** Words of the field app (/to); each screen keeps its own in field/<screen>.ts. */
export const fieldVi = {
  appName: 'Từng Nhà: ghi lần đến',
  lost: { title: 'Không có trang này', text: 'Đường dẫn có thể đã cũ hoặc gõ thiếu' },
  nav: { today: 'Hôm nay', homes: 'Các nhà', cards: 'Thẻ hướng dẫn', mine: 'Của tôi' },
  /** How a person is spoken of; only inside stored sentences and titles. */
  address: {
    wholeName: false,
    female: { child: 'em', adult: 'chị', elder: 'bà' },
    male: { child: 'em', adult: 'anh', elder: 'ông' },
  },
  ageBands: { under18: 'Dưới 18 tuổi', '18to59': '18 đến 59 tuổi', from60: 'Từ 60 tuổi' },
  ageUnknown: 'Chưa rõ tuổi',
  opening: 'Đang mở sổ trên máy',
  today: todayVi,
  homes: homesVi,
  home: homeVi,
  alike: alikeVi,
  gathering: gatheringVi,
  training: fieldTrainingVi,
  cards: cardsVi,
  mine: mineVi,
  enrol: enrolVi,
  room: roomVi,
  unsent: unsentVi,
}

export type FieldWords = typeof fieldVi
