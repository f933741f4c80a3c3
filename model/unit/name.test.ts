import { expect, test } from 'vitest'
import { levelOf } from '#model/unit/kinds.ts'
import { bareName, labelInSentence, readVillage, spellKey, unitLabel, unitSortKey } from '#model/unit/name.ts'

test('the word of the kind is taken off and put on once', () => {
  expect(bareName('commune', 'Xã Vân Hồ')).toBe('Vân Hồ')
  expect(bareName('ward', 'Phường 1')).toBe('1')
  expect(unitLabel('ban', 'Co Chàm')).toBe('Bản Co Chàm')
  expect(unitLabel('ban', 'Bản Co Chàm')).toBe('Bản Co Chàm')
  expect(unitLabel('nation', 'Việt Nam')).toBe('Việt Nam')
})

test('inside a sentence the word of the kind is small and the name keeps its capitals', () => {
  expect(labelInSentence('ban', 'Bản Co Chàm')).toBe('bản Co Chàm')
  expect(labelInSentence('special_zone', 'Đặc khu Vân Đồn')).toBe('đặc khu Vân Đồn')
})

test('a village is read as people write it', () => {
  expect(readVillage('  TDP  2')).toEqual({ kind: 'to_dan_pho', name: '2' })
  expect(readVillage('khu phố 3')).toEqual({ kind: 'khu_pho', name: '3' })
  expect(readVillage('BẢN CO CHÀM')).toEqual({ kind: 'ban', name: 'CO CHÀM' })
  expect(readVillage('Làng Sen 2')).toEqual({ kind: 'lang', name: 'Sen 2' })
  expect(readVillage('ban co cham')).toEqual({ kind: 'ban', name: 'co cham' })
  expect(readVillage('Ban Mai Thượng')).toEqual({ kind: null, name: 'Ban Mai Thượng' })
  expect(readVillage('Hin Pén')).toEqual({ kind: null, name: 'Hin Pén' })
})

test('two spellings of one name are equal, two names with different tones are not', () => {
  expect(spellKey('Hoà Bình')).toBe(spellKey('hòa  bình'))
  expect(spellKey('Quí')).toBe(spellKey('Quý'))
  expect(spellKey('Mỹ Lý')).toBe(spellKey('Mĩ Lí'))
  expect(spellKey('Na Pá')).not.toBe(spellKey('Nà Pa'))
  expect(spellKey('Đông')).not.toBe(spellKey('Dông'))
  expect(spellKey('Thúy')).not.toBe(spellKey('Thúi'))
})

test('a name spelled with letters put together or apart is the same name', () => {
  expect(spellKey('Cò Chàm'.normalize('NFD'))).toBe(spellKey('Cò Chàm'))
})

test('units order by their name in Vietnamese, numbers by size', () => {
  const wards = ['Phường 10', 'Phường 2', 'Phường Ân', 'Phường An']
  expect(wards.toSorted((a, b) => (unitSortKey('ward', a) < unitSortKey('ward', b) ? -1 : 1))).toEqual([
    'Phường 2',
    'Phường 10',
    'Phường An',
    'Phường Ân',
  ])
})

test('every kind lies on a level', () => {
  expect(levelOf('municipality')).toBe('province')
  expect(levelOf('city')).toBe('district')
  expect(levelOf('special_zone')).toBe('commune')
  expect(levelOf('to_dan_pho')).toBe('village')
})
