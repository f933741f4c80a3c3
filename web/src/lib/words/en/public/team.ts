import type { TeamWords } from '#lib/words/vi/public/team.ts'

export const teamEn: TeamWords = {
  title: 'Find my team',
  lead: 'Type the name of the village or the commune. Old names work too.',
  label: 'Name of a village or a commune',
  find: 'Find',
  none: 'Nothing of this name was found. Try fewer letters, or the name of the commune.',
  leader: name => `Leader: ${name}`,
  noLeader: 'No leader recorded',
  ask: 'Ask this team to come',
  allTeams: 'Teams of the commune',
  noTeam: 'No team is recorded here yet.',
  formerly: names => `Formerly ${names}`,
  contact: 'The commune',
  communes: 'Communes found',
  teams: 'Teams found',
  cardTitle: 'Check a member card',
  cardGood: name => `This is ${name}, member of`,
  cardMadeBy: commune => `formed by the People’s Committee of ${commune}`,
  cardUntil: day => `The card is valid until ${day}`,
  cardEnded: 'This card has ended or the person has left. Call the commune before following any advice.',
  cardUnknown: 'Not found, do not follow',
  cardUnknownWhy:
    'The code on this card is not in the system. Do not hand over the phone, read out codes or transfer money. Call the commune police or 156.',
  cardPhone: 'Phone of the commune',
}
