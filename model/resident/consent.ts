import type { Consent } from '#model/resident/shape.ts'

/** Below this age a person is a child (Law on Children 2016, article 1). */
const ADULT_FROM = 16
/** From this age a child's own consent is needed beside the guardian's. */
const ASKED_FROM = 7

/** Who has to agree, for someone born in a year; an unknown year is taken as an adult's. */
export const whoMustAgree = (birthYear: number | null, consent: Consent): NonNullable<Consent['by']> => {
  const age = birthYear === null ? ADULT_FROM : Number(consent.day.slice(0, 4)) - birthYear
  if (age >= ADULT_FROM) return 'self'
  return age >= ASKED_FROM ? 'self_and_guardian' : 'guardian'
}

/** Whether a consent was given by those who must give it. */
export const isEnough = (birthYear: number | null, consent: Consent): boolean => {
  const given = consent.by ?? 'self'
  const needed = whoMustAgree(birthYear, consent)
  return given === needed || given === 'self_and_guardian'
}
