import type { RuleKey } from '#model/team/rules.ts'

export const teamWarningsEn: Record<RuleKey, string> = {
  size: 'The team has {n} members; the guidance is {min} to {max}.',
  groups: 'The team has {n} members. From {from} on, helpers are best organised in groups.',
  homes:
    'Each member looks after about {n} homes ({homes} in all); the guidance is at most {max}. Consider more members.',
  'leader-missing': 'The team has no leader.',
  'leader-affiliation':
    'The leader is usually the head of the village (of a commune team: Youth Union or People’s Committee). Check the position if it is not written.',
  'area-missing': 'The team serves no area yet.',
  'decision-missing': 'The number of the decision that formed the team is missing.',
  untrained: '{n} active members have not passed the check of any skill.',
  'card-ends': '{n} member cards end within {days} days.',
}
