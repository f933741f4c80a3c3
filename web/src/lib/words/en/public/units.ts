import type { UnitsWords } from '#lib/words/vi/public/units.ts'

export const unitsEn: UnitsWords = {
  title: 'Administrative units',
  lead: 'All provinces, districts and communes of the nation before and after 1 July 2025, with what became of each. Old or new names, with or without marks.',
  label: 'Name of a province, district or commune',
  find: 'Find',
  found: n => `${n} units`,
  none: 'No unit of this name was found. Try fewer letters.',
  now: 'In force',
  until: day => `Until before ${day}`,
  from: day => `From ${day}`,
  formerly: names => `Formerly ${names}`,
  inside: 'Inside',
  counts: { province: 'provinces', district: 'districts', commune: 'communes', village: 'villages' },
  cameFrom: 'Made from',
  became: 'Now',
  shares: {
    all: 'whole',
    part: 'part of area and people',
    area: 'part of the area',
    population: 'part of the people',
    part_area_all_population: 'most of it, all people',
  },
  kinds: { same: 'unchanged', rename: 'renamed', merge: 'merged', partial: 'divided' },
  children: name => `Units of ${name}`,
  contact: 'Contact',
  more: 'More',
}
