import { type Pdf, pdfOf } from '#documents/typst.ts'

/** What stands on a certificate; every text as it is printed. */
export type CertificateData = {
  /** "UBND xã Vân Hồ, tỉnh Sơn La", or the address of the installation. */
  issuer: string
  heading: string
  /** "Chứng nhận" and the line above the name. */
  opening: string
  /** Below it and smaller: what the team is called where it works, when that is another name. */
  alias: string | null
  name: string
  /** What was done, as a sentence. */
  deed: string
  course: string
  /** The skills of the course as short lines, 25 at most. */
  skills: string[]
  day: string
  code: string
  qr: { svg: string; share: number }
  address: string
  check: string
  demo: string | null
}

/** A certificate, A4 landscape; its code is 44 mm wide, quiet zone not counted. */
export const certificatePdf = (data: CertificateData): Pdf => pdfOf('certificate', data)
