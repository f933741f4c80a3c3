import { type Pdf, pdfOf } from '#documents/typst.ts'

export type PaperFormData = {
  place: string
  day: string
  homes: { head: string | null; address: string | null }[]
  /** Short names of the five skill groups: one column each for a level from 0 to 4. */
  groups: string[]
  levels: string[]
  consent: string
  promise: string
  demo: boolean
}

/** The homes of an area on paper, some fifteen on an A4 page lying. */
export const paperFormPdf = (data: PaperFormData): Pdf => pdfOf('paper-form', data)
