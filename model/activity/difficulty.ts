/** "Vướng mắc" as chips; their words are in catalogue/difficulties.json. */
export const DIFFICULTIES = [
  'forgot_password',
  'sim_not_own',
  'weak_phone',
  'no_network',
  'no_id_card',
  'app_error',
  'afraid',
  'no_need',
] as const
export type Difficulty = (typeof DIFFICULTIES)[number]
