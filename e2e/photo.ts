import type { Page } from 'playwright-core'

/**
 * A photo as a camera makes it: large, and with words about where it was taken. Drawn by the page's browser.
 * @param hue tells the photos of the stories apart: what the server has from another is not sent
 */
export const cameraPhoto = async (page: Page, hue: number) => {
  const taken = await page.evaluate(hue => {
    const canvas = document.createElement('canvas')
    canvas.width = 2400
    canvas.height = 1800
    const brush = canvas.getContext('2d')!
    for (let n = 0; n < 400; n++) {
      brush.fillStyle = `hsl(${(hue + n * 37) % 360} 70% 50%)`
      brush.fillRect((n * 97) % 2400, (n * 61) % 1800, 160, 120)
    }
    return canvas.toDataURL('image/jpeg', 0.95)
  }, hue)
  const camera = Buffer.from(taken.slice(taken.indexOf(',') + 1), 'base64')
  const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 16]), Buffer.from('Exif\0\0'), Buffer.alloc(8)])
  const buffer = Buffer.concat([camera.subarray(0, 2), exif, camera.subarray(2)])
  return { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer }
}
