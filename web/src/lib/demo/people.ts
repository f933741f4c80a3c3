import type { DemoEnrolmentCode, DemoSignIn } from '@tung-nha/model/api/demo.ts'
import { call } from '#lib/api/call.ts'
import type { DeskPerson, StoryStep } from '#lib/demo/story.ts'

/** Signs the wide page in as an officer of the demonstration; a visitor needs nothing. */
export const enterDesk = async (person: DeskPerson): Promise<void> => {
  if (person === 'visitor') return
  await call<DemoSignIn>('POST /api/v1/demo/accounts/:key/session', { params: { key: person } })
}

/** The address that brings the phone in the frame into its team as someone, and then to a page. */
export const phoneAddress = async ({ person, path }: StoryStep['phone']): Promise<string> => {
  const { code } = await call<DemoEnrolmentCode>('POST /api/v1/demo/accounts/:key/enrolment-code', {
    params: { key: person },
  })
  return `/to/vao?${new URLSearchParams({ ma: code, di: path, trinhdien: '1' })}`
}
