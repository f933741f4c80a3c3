import type { ReportDocument } from '@tung-nha/model/report/document.ts'
import { paperOf } from '@tung-nha/model/report/paper.ts'
import { type Pdf, pdfOf } from '#documents/typst.ts'

/** The monthly report as a PDF to print and sign. */
export const reportPdf = (document: ReportDocument): Pdf => pdfOf('report', paperOf(document))
