import { type Day, dayOf } from '@tung-nha/model/kit/day.ts'

/** Today in Vietnam by this computer's clock: a proposal for a date field, never a decision. */
export const todayHere = (): Day => dayOf(new Date().toISOString())
