import { at, C, line, path } from './symbols.mjs'

/** Things of the home and the field that only some pictures need. */
const edge = ` stroke="${C.ink}" stroke-width="3" stroke-linejoin="round"`

export const drop = (x, y, s = 1) =>
  at(x, y, path('M0-26Q22 2 18 12A18 18 0 0 1-18 12Q-22 2 0-26Z', '#6fb3d2', edge), s)
export const book = (x, y, s = 1) =>
  at(
    x,
    y,
    path('M0-14Q-16-24-30-18V16Q-16 10 0 20Q16 10 30 16V-18Q16-24 0-14Z', C.white, edge) +
      line('M0-14V20', C.ink, 3),
    s,
  )
export const basket = (x, y, s = 1) =>
  at(
    x,
    y,
    path('M-40-8H40L30 34H-30Z', '#d9a35f', edge) +
      line('M-24-8Q-20-36 0-36T24-8M-14 4l4 20M0 4v20M14 4l-4 20', C.ink, 4),
    s,
  )
/** Corn, the product of the demo homes. */
export const corn = (x, y, s = 1) =>
  at(
    x,
    y,
    path('M0-36Q18-20 14 20H-14Q-18-20 0-36Z', C.yellow, edge) +
      line('M-6-20v32M6-20v32M-12 0h24', '#c98f12', 2.5) +
      path('M-18 30Q-26 0-14-8Q-4 12 0 34Q4 12 14-8Q26 0 18 30Z', C.green, edge),
    s,
  )
export const cloud = (x, y, s = 1) =>
  at(
    x,
    y,
    path('M-34 16a16 16 0 0 1 2-32a22 22 0 0 1 42-4a18 18 0 0 1 20 36Z', C.white, edge) +
      line('M-18 26l-5 12M2 26l-5 12M22 26l-5 12', '#6fb3d2', 5),
    s,
  )
export const chart = (x, y, s = 1) =>
  at(x, y, line('M-34-28V28H36', C.ink, 5) + line('M-24 14L-6-2L8 8L32-22', C.green, 6), s)
export const road = (x, y, s = 1) =>
  at(
    x,
    y,
    path('M-50 40L-18-30H18L50 40Z', '#8a938f', edge) +
      line('M0-22v10M0 0v12', C.white, 4) +
      path('M8 26q12-14 26-4q6 10-8 12q-18 2-18-8Z', C.ink),
    s,
  )
