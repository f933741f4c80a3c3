import { renderSVG } from 'uqr'

/**
 * A QR code as SVG: error correction M, the quiet zone of four modules included, so that it scans from paper.
 * @returns the picture and the share of its width that the code itself takes
 */
export const qrCode = (text: string): { svg: string; share: number } => {
  let size = 0
  const svg = renderSVG(text, {
    ecc: 'M',
    border: 4,
    pixelSize: 1,
    onEncoded: qr => {
      size = qr.size
    },
  })
  return { svg, share: size > 8 ? (size - 8) / size : 1 }
}
