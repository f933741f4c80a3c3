import { PROMISE } from '#learning/poster.ts'

/** Words around the lessons in the pack of plain files. */
const vi = {
  title: 'Phổ cập kỹ năng số cộng đồng',
  lead: (lessons: number, minutes: number) =>
    `${lessons} bài, khoảng ${minutes} phút. Học lần lượt hoặc chọn bài đang cần. Không cần mạng.`,
  all: 'Tất cả các bài',
  listen: 'Nghe cả bài',
  safety: 'Nhớ giữ an toàn',
  mistakes: 'Ba chỗ hay nhầm',
  questions: 'Câu hỏi: bấm vào câu trả lời để xem đúng chưa',
  right: 'Đúng rồi',
  notYet: 'Chưa đúng, không sao',
  test: 'Làm được một mình khi',
  before: 'Bài trước',
  after: 'Bài sau',
  promise: PROMISE,
  readMe:
    'Giải nén cả thư mục rồi mở tệp index.html bằng trình duyệt. Không cần mạng, không cần cài đặt. Chép được sang thẻ nhớ, USB hoặc máy khác.',
}
export type PackWords = typeof vi
const en: PackWords = {
  title: 'Digital skills for the community',
  lead: (lessons, minutes) =>
    `${lessons} lessons, about ${minutes} minutes. One after the other, or the one that is needed. No network needed.`,
  all: 'All lessons',
  listen: 'Listen to the whole lesson, in Vietnamese',
  safety: 'Stay safe',
  mistakes: 'Three common mistakes',
  questions: 'Questions: tap an answer to see whether it is right',
  right: 'That is right',
  notYet: 'Not quite, no harm done',
  test: 'It is learnt when',
  before: 'Before',
  after: 'Next',
  promise:
    'A team member never asks for OTP codes or passwords, takes no picture of an identity card and no money.',
  readMe:
    'Unpack the whole folder and open index.html in a browser. No network and no installation is needed. It can be copied to a memory card, a USB stick or another device.',
}
export const packWords: Record<'vi' | 'en', PackWords> = { vi, en }
