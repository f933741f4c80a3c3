import { EVIDENCE_BYTES, PHOTO_SIDE } from '@tung-nha/model/activity/evidence.ts'

/** What the phone's camera gave could not be read as a picture. */
export class NoPicture extends Error {}

/** Most bytes of a photo that goes over a village's line; below it quality is not touched further. */
const WANTED_BYTES = 150_000
const QUALITIES = [0.8, 0.65, 0.5, 0.35]

/** The size a picture is drawn at: its longest side at most `PHOTO_SIDE`. */
export const drawnSize = (width: number, height: number): { width: number; height: number } => {
  const scale = Math.min(1, PHOTO_SIDE / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * Draws a photo anew, smaller, as a JPEG of about 100 to 150 KB. What a camera writes beside the picture (place, time,
 * make) does not survive being drawn. Throws NoPicture.
 */
export const smallPhoto = async (file: Blob): Promise<Blob> => {
  const picture = await pictureOf(file)
  const { width, height } = drawnSize(picture.width, picture.height)
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const brush = canvas.getContext('2d')
  if (!brush) throw new NoPicture()
  brush.drawImage(picture, 0, 0, width, height)
  let smallest: Blob | null = null
  for (const quality of QUALITIES) {
    smallest = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/jpeg', quality))
    if (smallest !== null && smallest.size <= WANTED_BYTES) break
  }
  if (smallest === null || smallest.size > EVIDENCE_BYTES.photo) throw new NoPicture()
  return smallest
}

/** An image element turns a photo the right way up by itself, in every browser we serve. */
const pictureOf = async (file: Blob): Promise<HTMLImageElement> => {
  const url = URL.createObjectURL(file)
  const picture = new Image()
  picture.src = url
  try {
    await picture.decode()
    return picture
  } catch {
    throw new NoPicture()
  } finally {
    URL.revokeObjectURL(url)
  }
}
