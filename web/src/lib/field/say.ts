import type { Difficulty } from '@tung-nha/model/activity/difficulty.ts'
import type { AgeBand } from '@tung-nha/model/activity/shape.ts'
import { nameKey } from '@tung-nha/model/kit/text.ts'
import { outlookOf } from '@tung-nha/model/skill/attainment.ts'
import type { FieldCatalogue } from '#lib/field/catalogue.ts'
import type { Home, Person } from '#lib/field/ground.ts'
import type { LevelsSeen } from '#lib/field/visit.ts'
import type { Formats } from '#lib/words/format.ts'
import type { FieldWords } from '#lib/words/vi/field.ts'

type Named = { name: string | null; sex: 'female' | 'male' | null; age: number | null }

/** "bà Ban", "anh Tuấn": how one speaks of a person by the given name. Without sex the whole name. */
export const callName = ({ name, sex, age }: Named, words: FieldWords): string => {
  if (name === null) return words.home.unnamedPerson
  if (sex === null) return name
  const given = name.split(' ').at(-1)!
  const forms = words.address[sex]
  const form = age === null ? forms.adult : age < 16 ? forms.child : age < 55 ? forms.adult : forms.elder
  return `${form} ${words.address.wholeName ? name : given}`
}

export const callPerson = (person: Person, words: FieldWords): string =>
  callName({ name: person.row.name, sex: person.row.sex, age: person.age }, words)

/** "Nhà ông Lò Văn Pản"; the head's sex is known only when the head is also a person of the home. */
export const homeName = (home: Home, words: FieldWords): string => {
  const { head } = home.row
  if (head === null) return words.home.noName
  const self = home.people.find(
    person => person.row.name !== null && nameKey(person.row.name) === nameKey(head),
  )
  const form = self?.row.sex ? words.address[self.row.sex][(self.age ?? 40) < 40 ? 'adult' : 'elder'] : ''
  return words.home.title([form, head].filter(Boolean).join(' '))
}

/** Where the home is, in one line; the lane first. */
export const homePlace = (home: Home): string => [home.row.lane, home.row.address].filter(Boolean).join(', ')

/** Asks the phone's own map for a place; the address only, nobody's name. Null where nothing is known to look for. */
export const mapLink = (home: Home, around: string, apple: boolean): string | null => {
  const place = homePlace(home)
  if (place === '') return null
  const query = encodeURIComponent(`${place}, ${around}`)
  return apple ? `https://maps.apple.com/?q=${query}` : `geo:0,0?q=${query}`
}

const first = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** "Bà Hoa tự quét mã QR để trả tiền; còn cần giúp nộp hồ sơ trực tuyến." */
export const sentenceOf = (
  who: string,
  levels: LevelsSeen,
  catalogue: FieldCatalogue,
  words: FieldWords,
): string => {
  const seen = Object.entries(levels).map(([skill, level]) => ({ skill, level }))
  const { alone, withHelp, heard } = outlookOf(seen)
  const list = (keys: string[]) => keys.map(key => catalogue.skill(key)?.sentence ?? key).join(', ')
  const na = seen.filter(item => item.level === 'na').map(item => item.skill)
  const teach = seen.filter(item => item.level === 4).map(item => item.skill)
  const self = alone.filter(key => !teach.includes(key))
  const parts = [
    teach.length > 0 && words.home.says.teach(list(teach)),
    self.length > 0 && words.home.says.alone(list(self)),
    withHelp.length > 0 && words.home.says.withHelp(list(withHelp)),
    heard.length > 0 && words.home.says.heard(list(heard)),
    na.length > 0 && words.home.says.notApplicable(list(na)),
  ].filter(Boolean)
  return parts.length === 0 ? '' : `${first(who)} ${parts.join('; ')}.`
}

/** What a visit holds, written or still being written. */
export type VisitParts = {
  people: readonly { who: string; levels: LevelsSeen }[]
  unnamed: readonly { count: number; ageBand: AgeBand | null; levels: LevelsSeen }[]
  difficulties: readonly Difficulty[]
}

/** A visit in sentences: each person, those without a name, what stood in the way. */
export const visitTold = (
  { people, unnamed, difficulties }: VisitParts,
  catalogue: FieldCatalogue,
  words: FieldWords,
  write: Pick<Formats, 'number'>,
): string[] => {
  const chips = catalogue.difficulties
    .filter(item => difficulties.includes(item.value))
    .map(item => item.label.toLocaleLowerCase('vi'))
  return [
    ...people.map(({ who, levels }) => sentenceOf(who, levels, catalogue, words)),
    ...unnamed.map(group => {
      const band = words.ageBands[group.ageBand ?? '18to59'].toLocaleLowerCase('vi')
      const who = words.home.saysUnnamed(write.number(group.count), band)
      return sentenceOf(who, group.levels, catalogue, words) || `${who}.`
    }),
    chips.length > 0 ? words.home.saysDifficulties(chips.join(', ')) : '',
  ].filter(Boolean)
}
