import type { SignInWords } from '#lib/words/vi/public/sign-in.ts'

export const signInEn: SignInWords = {
  title: 'Sign in',
  demoTitle: 'Choose a person and see with their eyes',
  demoLead:
    'This is a demonstration: every person and every number is invented. One click on a card is enough.',
  story: 'The ten-minute story',
  storyWhy: 'Eight steps, from the poster to the signed report.',
  officerTitle: 'Officers of commune, province, ministry',
  email: 'Official e-mail',
  password: 'Password',
  trusted: 'Keep this computer signed in for 30 days',
  trustedHint: 'Only on a work computer that nobody else uses.',
  submit: 'Sign in',
  memberTitle: 'Team members',
  memberText: 'Members come in with a team code made by their leader or the commune officer; no password.',
  memberButton: 'I have a team code',
  residentTitle: 'Residents',
  residentText: 'Learning, finding the team and asking for help need no sign-in.',
  residentButton: 'Learn something',
}
