import { type Pdf, pdfOf } from '#documents/typst.ts'

/** What stands on a poster; every text as it is printed. */
export type PosterData = {
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

export type PosterSize = 'A3' | 'A4' | 'A5'

/** Posters ready to print, a page each. The code is 43 mm wide on A4, 60 mm on A3, 30 mm on A5, quiet zone not counted. */
export const posterPdf = (size: PosterSize, pages: readonly PosterData[]): Pdf =>
  pdfOf('poster', { size, pages })
