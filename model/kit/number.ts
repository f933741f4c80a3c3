/** A number as Vietnamese papers write it: 74.422 · 50,3 (dot for thousands, comma for decimals). */
export const numberText = (value: number, decimals = 0): string => {
  const [whole = '0', part] = Math.abs(value).toFixed(decimals).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.')
  const sign = value < 0 && /[1-9]/.test(`${whole}${part ?? ''}`) ? '-' : ''
  return `${sign}${grouped}${part === undefined ? '' : `,${part}`}`
}

/** A percentage with one decimal: 50,3%. The value is already a percentage (50.3), not a share. */
export const percentText = (value: number): string => `${numberText(value, 1)}%`

/** A day as papers write it: 20/11/2026. */
export const dayText = (day: string): string => `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`

/** A day without its year: 15/10. */
export const shortDayText = (day: string): string => `${day.slice(8, 10)}/${day.slice(5, 7)}`

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']

/** Three digits as they are said; `whole`: digits stand before them, so that a missing hundred is said too. */
const threeInWords = (value: number, whole: boolean): string[] => {
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10]
  const words = hundreds > 0 || whole ? [DIGITS[hundreds]!, 'trăm'] : []
  if (tens > 1) words.push(DIGITS[tens]!, 'mươi')
  if (tens === 1) words.push('mười')
  if (tens === 0 && ones > 0 && words.length > 0) words.push('linh')
  if (ones === 1 && tens > 1) words.push('mốt')
  else if (ones === 5 && tens > 0) words.push('lăm')
  else if (ones > 0) words.push(DIGITS[ones]!)
  return words
}

/** A whole amount as money papers spell it out: 1.205.000 → "một triệu hai trăm linh năm nghìn". Below 10^12. */
export const inWords = (amount: number): string => {
  if (amount === 0) return DIGITS[0]!
  const names = ['tỷ', 'triệu', 'nghìn', '']
  const words = names.flatMap((name, i) => {
    const group = Math.floor(amount / 1000 ** (3 - i)) % 1000
    if (group === 0) return []
    return [...threeInWords(group, amount >= 1000 ** (4 - i)), ...(name === '' ? [] : [name])]
  })
  return words.join(' ')
}
