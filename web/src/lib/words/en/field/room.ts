import type { FieldWords } from '#lib/words/vi/field.ts'

export const roomEn: FieldWords['room'] = {
  low: 'The phone is nearly full',
  full: 'The phone is full',
  left: bytes => `About ${bytes} left.`,
  kept: 'What is not sent and what is half written stays as it is.',
  send: count => `Send the ${count} that are not sent when there is a network.`,
  drop: 'Remove old pictures, videos and apps from the phone.',
  again: 'Save again. Keep this page open.',
  sendNow: 'Send now',
  letGo: 'Drop pictures and sounds already sent',
  letGoDone: 'What the server has was dropped.',
}
