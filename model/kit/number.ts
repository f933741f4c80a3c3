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
