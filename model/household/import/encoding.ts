/**
 * Two ways of writing Vietnamese from before Unicode, as they look when read as plain Latin: TCVN3 (ABC) puts one sign
 * in place of each letter, VNI writes a sign behind the letter. TCVN3 has no capitals with tones: its fonts for capitals
 * show small letters large, so a list in capitals arrives here in small ones.
 */
const TCVN3_LETTERS =
  'à µ ả ¶ ã · á ¸ ạ ¹ ă ¨ ằ » ẳ ¼ ẵ ½ ắ ¾ ặ Æ â © ầ Ç ẩ È ẫ É ấ Ê ậ Ë đ ® è Ì ẻ Î ẽ Ï é Ð ẹ Ñ ê ª ề Ò ể Ó ễ Ô ế Õ ệ Ö ' +
  'ì × ỉ Ø ĩ Ü í Ý ị Þ ò ß ỏ á õ â ó ã ọ ä ô « ồ å ổ æ ỗ ç ố è ộ é ơ ¬ ờ ê ở ë ỡ ì ớ í ợ î ù ï ủ ñ ũ ò ú ó ụ ô ' +
  'ư \u00ad ừ õ ử ö ữ ÷ ứ ø ự ù ỳ ú ỷ û ỹ ü ý ý ỵ þ Ă ¡ Â ¢ Ê £ Ô ¤ Ơ ¥ Ư ¦ Đ §'

const VNI_LETTERS =
  'á aù à aø ả aû ã aõ ạ aï ă aê ắ aé ằ aè ẳ aú ẵ aü ặ aë â aâ ấ aá ầ aà ẩ aå ẫ aã ậ aä é eù è eø ẻ eû ẽ eõ ẹ eï ê eâ ế eá ' +
  'ề eà ể eå ễ eã ệ eä í í ì ì ỉ æ ĩ ó ị ò ó où ò oø ỏ oû õ oõ ọ oï ô oâ ố oá ồ oà ổ oå ỗ oã ộ oä ơ ô ớ ôù ờ ôø ở ôû ỡ ôõ ' +
  'ợ ôï ú uù ù uø ủ uû ũ uõ ụ uï ư ö ứ öù ừ öø ử öû ữ öõ ự öï ý yù ỳ yø ỷ yû ỹ yõ ỵ î đ ñ'

const pairsOf = (text: string): [string, string][] => {
  const parts = text.split(' ')
  return Array.from({ length: parts.length / 2 }, (_, i) => [parts[2 * i]!, parts[2 * i + 1]!])
}
const tcvn3 = pairsOf(TCVN3_LETTERS)
const vni = pairsOf(VNI_LETTERS).flatMap(([letter, written]): [string, string][] => [
  [letter, written],
  [letter.toUpperCase(), written.toUpperCase()],
])
const unicodeOf = { TCVN3: new Map(tcvn3.map(([a, b]) => [b, a])), VNI: new Map(vni.map(([a, b]) => [b, a])) }
const legacyOf = { TCVN3: new Map(tcvn3), VNI: new Map(vni) }

export type OldEncoding = keyof typeof unicodeOf

/** Text typed for an old font as Unicode, NFC. What holds letters beyond Latin-1 is Unicode already and stays. */
export const fromOld = (text: string, encoding: OldEncoding): string => {
  if (/[\u0100-\uffff]/.test(text)) return text.normalize('NFC')
  const known = unicodeOf[encoding]
  let written = ''
  for (let i = 0; i < text.length; i++) {
    const two = known.get(text.slice(i, i + 2))
    if (two !== undefined && text.length > i + 1) {
      written += two
      i++
    } else written += known.get(text[i]!) ?? text[i]!
  }
  return written.normalize('NFC')
}

/** Unicode text as an old font wants it, for samples of such files. TCVN3 writes capitals with tones as small letters. */
export const toOld = (text: string, encoding: OldEncoding): string => {
  const known = legacyOf[encoding]
  return [...text.normalize('NFC')]
    .map(letter => known.get(letter) ?? known.get(letter.toLowerCase()) ?? letter)
    .join('')
}
