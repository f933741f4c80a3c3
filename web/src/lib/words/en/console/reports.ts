import type { ReportsWords } from '#lib/words/vi/console/reports.ts'

export const reportsEn: ReportsWords = {
  title: 'Reports',
  lead: 'Monthly reports of the teams and of the commune',
  leadAbove: 'Monthly reports of communes, wards and special zones',
  own: 'The commune’s report',
  ownHint: (sent, of) => `Adds up ${of} teams; ${sent} have sent theirs.`,
  open: 'Open the report',
  list: 'Reports of the teams',
  columns: {
    place: 'Team',
    state: 'State',
    sent: 'Sent',
    commune: 'Commune, ward, special zone',
    signed: 'Signed',
    signer: 'Signer',
  },
  notSent: 'Not sent',
  counts: (signed, of, late) => `${signed} of ${of} units have signed · ${late} late`,
  noneAbove: 'No report in this period yet',
  noneAboveHint: 'A report appears here when the commune signs it. Try the period before.',
  filter: { all: 'All', signed: 'Signed', missing: 'Not signed' },
}
