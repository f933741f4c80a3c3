import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromOld, type OldEncoding, toOld } from '#model/household/import/encoding.ts'
import { legacyFont, modernised } from '#model/household/import/legacy.ts'
import { writeName } from '#model/household/import/value.ts'

const SEED = 20_261_122
const SMALL = 'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ'
const word = (letters: string) => fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 7 })
const text = (letters: string) =>
  fc.array(word(letters), { minLength: 1, maxLength: 6 }).map(words => words.join(' '))

test.each<[OldEncoding, string]>([
  ['TCVN3', `${SMALL}ABCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY0123456789`],
  ['VNI', `${SMALL}${SMALL.toUpperCase()}0123456789`],
])('whatever can be written in %s comes back letter by letter', (encoding, letters) => {
  fc.assert(
    fc.property(text(letters), said => {
      expect(fromOld(toOld(said, encoding), encoding)).toBe(said)
    }),
    { seed: SEED, numRuns: 2000 },
  )
})

test('text that is Unicode already is left as it is', () => {
  fc.assert(
    fc.property(text(SMALL), fc.constantFrom<OldEncoding>('TCVN3', 'VNI'), (said, encoding) => {
      const whole = `${said} ế`
      expect(fromOld(whole, encoding)).toBe(whole)
    }),
    { seed: SEED, numRuns: 300 },
  )
})

const NAMES = [
  'Nguyễn Văn Được',
  'Lò Thị Phượng',
  'Hà Đình Quyết',
  'Bùi Thị Ngọc Hậu',
  'Đỗ Trọng Nghĩa',
  'Vì Văn Tuấn',
]
const sheet = (rows: string[]) => ({ name: 'Sheet1', rows: rows.map(row => [row]), merges: [] })

test.each<OldEncoding>(['TCVN3', 'VNI'])('a list typed in %s is known by its signs and read', encoding => {
  const old = [sheet(NAMES.map(name => toOld(name, encoding)))]
  expect(legacyFont(old)).toBe(encoding)
  expect(modernised(old).sheets[0]!.rows.flat()).toEqual(NAMES)
})

test('a list in Unicode, also of peoples who write ñ and č, is not taken for an old one', () => {
  const { sheets, font } = modernised([sheet([...NAMES, 'Bôñ Y Čăm', 'Rmah Hñăk', 'Y Ñoan'])])
  expect(font).toBeNull()
  expect(sheets[0]!.rows.flat()).toContain('Rmah Hñăk')
})

test('a name in capitals, and one that a font for capitals left in small letters, is written properly', () => {
  const shouted = 'NGUYỄN VĂN ĐƯỢC'
  expect(writeName(fromOld(toOld(shouted, 'VNI'), 'VNI'))).toBe('Nguyễn Văn Được')
  expect(writeName(fromOld(toOld(shouted, 'TCVN3'), 'TCVN3'))).toBe('Nguyễn Văn Được')
  expect(writeName('lò thị mai')).toBe('Lò Thị Mai')
  expect(writeName('Rmah H’Bia')).toBe('Rmah H’Bia')
})
