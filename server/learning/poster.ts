import type { LessonReply } from '@tung-nha/model/api/lessons.ts'
import type { PosterData } from '#documents/poster.ts'
import { qrCode } from '#learning/qr.ts'
import type { PosterPlace } from '#learning/queries.ts'

/** Printed at the foot of everything a resident sees. */
export const PROMISE =
  'Thành viên Tổ không bao giờ hỏi mã OTP, mật khẩu, không chụp căn cước, không thu tiền.'

const LETTERS_OF_A_STEP = 105

/** The first sentences of a step that fit under its picture. */
export const opening = (text: string, most = LETTERS_OF_A_STEP): string => {
  const sentences = text.match(/[^.!?]+[.!?]+/g)?.map(part => part.trim()) ?? [text]
  let kept = sentences[0] ?? ''
  for (const sentence of sentences.slice(1)) {
    if (kept.length + 1 + sentence.length > most) break
    kept = `${kept} ${sentence}`
  }
  return kept
}

const whoStands = (place: PosterPlace): string => {
  if (place.team && !place.village) return place.team.name // the commune's own team bears its name
  const where = [place.team ? '' : (place.village?.name ?? ''), place.commune?.name ?? '']
    .filter(Boolean)
    .join(', ')
  if (place.team) return where ? `${place.team.name}, ${where}` : place.team.name
  return where ? `Tổ công nghệ số cộng đồng ${where}` : 'Tổ công nghệ số cộng đồng'
}

/** Joins a lesson, its pictures and a place to what is printed. The paper is in Vietnamese, as its readers are. */
export const posterOf = (
  lesson: LessonReply,
  drawings: (string | null)[],
  place: PosterPlace,
  print: { address: string; demo: boolean },
): PosterData => ({
  team: whoStands(place),
  group: lesson.groupName,
  title: lesson.title,
  why: lesson.why.plain,
  parts: lesson.parts
    .slice(0, 6)
    .map((part, i) => ({ title: part.title, text: opening(part.text.plain), svg: drawings[i] ?? null })),
  mistakes: lesson.mistakes.map(item => item.plain),
  test: lesson.test.plain,
  safety: lesson.safety.plain,
  qr: qrCode(print.address),
  address: print.address.replace(/^https?:\/\//, ''),
  promise: PROMISE,
  demo: print.demo,
})
