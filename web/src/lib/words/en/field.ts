import { alikeEn } from '#lib/words/en/alike.ts'
import { cardsEn } from '#lib/words/en/field/cards.ts'
import { enrolEn } from '#lib/words/en/field/enrol.ts'
import { gatheringEn } from '#lib/words/en/field/gathering.ts'
import { homeEn } from '#lib/words/en/field/home.ts'
import { homesEn } from '#lib/words/en/field/homes.ts'
import { mineEn } from '#lib/words/en/field/mine.ts'
import { roomEn } from '#lib/words/en/field/room.ts'
import { todayEn } from '#lib/words/en/field/today.ts'
import { fieldTrainingEn } from '#lib/words/en/field/training.ts'
import { unsentEn } from '#lib/words/en/field/unsent.ts'
import type { FieldWords } from '#lib/words/vi/field.ts'

export const fieldEn: FieldWords = {
  appName: 'Từng Nhà: record a visit',
  lost: { title: 'No such page', text: 'The link may be old or incomplete' },
  nav: { today: 'Today', homes: 'Homes', cards: 'Guide cards', mine: 'Mine' },
  address: {
    wholeName: true,
    female: { child: '', adult: 'Ms', elder: 'Ms' },
    male: { child: '', adult: 'Mr', elder: 'Mr' },
  },
  ageBands: { under18: 'Under 18', '18to59': '18 to 59', from60: '60 and over' },
  ageUnknown: 'Age not known',
  opening: 'Opening the book on this phone',
  today: todayEn,
  homes: homesEn,
  home: homeEn,
  alike: alikeEn,
  gathering: gatheringEn,
  training: fieldTrainingEn,
  cards: cardsEn,
  mine: mineEn,
  enrol: enrolEn,
  room: roomEn,
  unsent: unsentEn,
}
