import { applyEn } from '#lib/words/en/public/apply.ts'
import { certificateEn } from '#lib/words/en/public/certificate.ts'
import { courseEn } from '#lib/words/en/public/course.ts'
import { helpEn } from '#lib/words/en/public/help.ts'
import { lessonEn } from '#lib/words/en/public/lesson.ts'
import { networkEn } from '#lib/words/en/public/network.ts'
import { posterEn } from '#lib/words/en/public/poster.ts'
import { signInEn } from '#lib/words/en/public/sign-in.ts'
import { storyEn } from '#lib/words/en/public/story.ts'
import { teamEn } from '#lib/words/en/public/team.ts'
import { unitsEn } from '#lib/words/en/public/units.ts'
import type { PublicWords } from '#lib/words/vi/public.ts'

export const publicEn: PublicWords = {
  nav: { lessons: 'Lessons', findTeam: 'Find my team', network: 'Network', signIn: 'Sign in' },
  home: {
    title: 'Từng Nhà: down every lane, to every door',
    lead: 'A lit window in every home',
    body: 'Community digital technology teams visit every home and sit beside each person, so that at least one person in each home is fluent in digital services and then teaches the rest of the family.',
    picture: 'A row of houses in a lane; many windows are lit, a few are still dark.',
    learn: 'Learn one thing',
    learnWhy: 'Three minutes, read aloud, no sign-in.',
    find: 'Find my team',
    findWhy: 'See who serves your village and ask someone to come.',
    signIn: 'Sign in',
    signInWhy: 'For team members and for commune, province and ministry officers.',
    demo: 'Watch the demonstration',
    demoWhy: 'The whole story in ten minutes, with sample data.',
    howTitle: 'Three steps to a fluent home',
    how: [
      {
        title: 'Visit',
        text: 'A member from the village comes by, opens a picture card and shows just what the family needs.',
      },
      {
        title: 'Hands on',
        text: 'The learner taps on their own phone. Only what is done alone counts as known.',
      },
      {
        title: 'Pass it on',
        text: 'One fluent person shows the family, then the house next door. That is how the work multiplies.',
      },
    ],
    groupsTitle: 'Five groups of skills',
    groups: [
      'Online public services',
      'Online shopping',
      'Online payment',
      'Staying safe online',
      'Other local platforms',
    ],
  },
  signIn: signInEn,
  lesson: lessonEn,
  course: courseEn,
  certificate: certificateEn,
  poster: posterEn,
  help: helpEn,
  apply: applyEn,
  story: storyEn,
  team: teamEn,
  units: unitsEn,
  network: networkEn,
  form: { needed: 'This is needed.', choose: 'Choose one.' },
  footer: {
    about: 'The working platform of community digital technology teams',
    safetyTitle: 'Remind one another',
  },
}
