import { type Pdf, pdfOf } from '#documents/typst.ts'

/** What stands on a badge; every text as it is printed. */
export type MemberCardData = {
  commune: string
  /** What the province calls its teams, and the team's own place. */
  team: string
  place: string
  role: string
  name: string
  until: string
  qr: { svg: string; share: number }
  address: string
  promise: string
  phone: string | null
  demo: boolean
}

/** The badge of a member, A6, its code 35 mm wide. */
export const memberCardPdf = (data: MemberCardData): Pdf => pdfOf('member-card', data)
