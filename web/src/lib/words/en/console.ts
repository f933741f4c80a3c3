import { activityKindsEn } from '#lib/words/en/activity.ts'
import { alikeEn } from '#lib/words/en/alike.ts'
import { activitiesEn } from '#lib/words/en/console/activities.ts'
import { auditEn } from '#lib/words/en/console/audit.ts'
import { bordersEn } from '#lib/words/en/console/borders.ts'
import { certificatesEn } from '#lib/words/en/console/certificates.ts'
import { deskEn } from '#lib/words/en/console/desk.ts'
import { divisionsEn } from '#lib/words/en/console/divisions.ts'
import { homesEn } from '#lib/words/en/console/homes.ts'
import { importsEn } from '#lib/words/en/console/imports.ts'
import { learningEn } from '#lib/words/en/console/learning.ts'
import { phonesEn } from '#lib/words/en/console/phones.ts'
import { postersEn } from '#lib/words/en/console/posters.ts'
import { reportsEn } from '#lib/words/en/console/reports.ts'
import { requestsEn } from '#lib/words/en/console/requests.ts'
import { rosterEn } from '#lib/words/en/console/roster.ts'
import { startEn } from '#lib/words/en/console/start.ts'
import { targetsEn } from '#lib/words/en/console/targets.ts'
import { teamLifeEn } from '#lib/words/en/console/team-life.ts'
import { teamsEn } from '#lib/words/en/console/teams.ts'
import { templatesEn } from '#lib/words/en/console/templates.ts'
import { trainingEn } from '#lib/words/en/console/training.ts'
import { unitsEn } from '#lib/words/en/console/units.ts'
import { villagesEn } from '#lib/words/en/console/villages.ts'
import { figureEn } from '#lib/words/en/figure.ts'
import type { ConsoleWords } from '#lib/words/vi/console.ts'

export const consoleEn: ConsoleWords = {
  title: 'Desk',
  nav: {
    desk: 'Desk',
    overview: 'Dashboard',
    reports: 'Reports',
    teams: 'Teams',
    homes: 'Homes',
    alike: 'Perhaps twice',
    activities: 'Activities',
    requests: 'Requests for help',
    figures: 'Figures',
    imports: 'Import from Excel',
    templates: 'Province’s form',
    villages: 'Villages',
    learning: 'Learning',
    posters: 'Posters',
    targets: 'People and targets',
    targetsAbove: 'Targets',
    audit: 'Log',
    training: 'Training',
    gatherings: 'Calendar',
    thanks: 'Support and thanks',
    roster: 'Lists of teams',
    rules: 'Rules about teams',
    borders: 'Borders',
    certificates: 'Certificates',
    units: 'Units',
    groups: {
      teams: 'Teams and homes',
      learning: 'Learning and thanks',
      data: 'Data and settings',
      network: 'Network of teams',
    },
    notHere: 'This page is not among the tasks given',
    notHereText:
      'Every role sees the pages it works with. If more is needed, ask whoever manages the accounts of the unit.',
    toDesk: 'To the first page',
  },
  reportStates: {
    none: 'Not sent',
    draft: 'Being written',
    submitted: 'To decide',
    returned: 'To be completed',
    approved: 'Approved',
    signed: 'Signed',
    amended: 'Amended',
  },
  form: {
    save: 'Save',
    saved: 'Saved',
    cancel: 'Cancel',
    remove: 'Remove',
    day: 'Day',
    search: 'Search',
    all: 'All',
    none: 'None yet',
    unknown: 'Not known',
    needed: 'Please fill this in',
  },
  desk: deskEn,
  start: startEn,
  reports: reportsEn,
  imports: importsEn,
  templates: templatesEn,
  divisions: divisionsEn,
  villages: villagesEn,
  requests: requestsEn,
  phones: phonesEn,
  posters: postersEn,
  learning: learningEn,
  audit: auditEn,
  activities: activitiesEn,
  teams: teamsEn,
  training: trainingEn,
  roster: rosterEn,
  teamLife: teamLifeEn,
  homes: homesEn,
  alike: alikeEn,
  targets: targetsEn,
  units: unitsEn,
  borders: bordersEn,
  certificates: certificatesEn,
  activityKinds: activityKindsEn,
  figure: figureEn,
}
