import type { RequestWords } from '#request/words/vi.ts'

export const requestWordsEn: RequestWords = {
  promise: '{team} has received the request. A member will call or come within {days} days.',
  promiseOfCommune: 'The commune has received the request. Someone will call or come within {days} days.',
  safety:
    'Team members never ask for an OTP code or a password, never photograph an identity card and never take money.',
  open: 'The team has received the request and is sending someone.',
  taken: 'A member is on the way to help.',
  closed: 'The request is done.',
}
