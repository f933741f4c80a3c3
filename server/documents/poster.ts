import { type Pdf, pdfOf } from '#documents/typst.ts'

/** What stands on a poster; every text as it is printed. */
export type PosterData = {
  size: 'A4' | 'A3'
  /** "Tổ công nghệ số cộng đồng bản Co Chàm, xã Vân Hồ" */
  team: string
  group: string
  title: string
  why: string
  /** The drawn steps, six at most. */
  parts: { title: string; text: string; svg: string | null }[]
  mistakes: string[]
  test: string
  safety: string
  qr: { svg: string; share: number }
  /** Short address without its scheme. */
  address: string
  promise: string
  demo: boolean
}

/** A poster ready to print. The code is at least 43 mm wide on A4 and 60 mm on A3, quiet zone not counted. */
export const posterPdf = (data: PosterData): Pdf => pdfOf('poster', data)
