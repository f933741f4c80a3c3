import { type Pdf, pdfOf } from '#documents/typst.ts'

export type AllowancePaper = {
  issuer: string[]
  title: string[]
  basis: string | null
  columns: string[]
  /** As printed: name, team, days, amount. */
  lines: [string, string, string, string][]
  teams: [string, string]
  total: [string, string, string]
  words: string
  placeAndDay: string
  sign: { title: string; hint: string }[]
  mark: string | null
}

/** The list of allowances of a month on A4, with a column to sign in; its heading is repeated on every page. */
export const allowancePdf = (paper: AllowancePaper): Pdf => pdfOf('allowance', paper)
