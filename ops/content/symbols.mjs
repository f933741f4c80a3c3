/**
 * The drawing vocabulary of the lesson pictures: every function returns a piece of SVG.
 * One visual language (a phone, a hand, big plain signs, six colours) keeps 50 pictures readable at 300 px,
 * in daylight and on a dark page, because each picture brings its own background.
 */
export const C = {
  green: '#0b6b4f',
  yellow: '#f4b740',
  brick: '#c8502f',
  ink: '#17322b',
  paper: '#f6f3ea',
  mint: '#d9ebe2',
  white: '#fff',
  skin: '#e6b088',
  grey: '#b9c6bf',
}
const n = v => String(Math.round(v * 10) / 10)

export const at = (x, y, body, s = 1, r = 0) =>
  `<g transform="translate(${n(x)} ${n(y)})${r ? ` rotate(${r})` : ''}${s === 1 ? '' : ` scale(${s})`}">${body}</g>`
export const rect = (x, y, w, h, rx, fill, more = '') =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" rx="${n(rx)}" fill="${fill}"${more}/>`
export const circle = (x, y, r, fill, more = '') =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${fill}"${more}/>`
export const path = (d, fill, more = '') => `<path d="${d}" fill="${fill}"${more}/>`
export const line = (d, color = C.ink, w = 4) =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${w}" stroke-linecap="round" stroke-linejoin="round"/>`
export const text = (x, y, size, words, fill = C.ink, anchor = 'middle') =>
  `<text x="${n(x)}" y="${n(y)}" font-size="${size}" font-weight="700" text-anchor="${anchor}" fill="${fill}">${words}</text>`
const edge = ` stroke="${C.ink}" stroke-width="3" stroke-linejoin="round"`

/** The whole picture: paper ground, a soft hill, the scene. `ground` is a colour for the hill. */
export const scene = (...parts) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240" font-family="Be Vietnam Pro,Noto Sans,Arial,sans-serif">` +
  rect(0, 0, 320, 240, 18, C.paper) +
  path('M0 176Q80 138 170 168T320 150V222a18 18 0 0 1-18 18H18a18 18 0 0 1-18-18Z', C.mint) +
  parts.join('') +
  '</svg>\n'

/** A phone with its top left corner at x,y; the screen (100x160 units) is given as parts. */
export const phone = (x, y, screen, s = 1, r = 0) =>
  at(
    x,
    y,
    rect(0, 0, 116, 192, 16, C.ink) +
      rect(8, 16, 100, 160, 6, C.white) +
      rect(44, 6, 28, 4, 2, C.grey) +
      circle(58, 184, 4, C.grey) +
      at(8, 16, screen),
    s,
    r,
  )

/** A hand that taps: the finger tip is at x,y. */
export const tap = (x, y, r = -24, s = 1) =>
  at(
    x,
    y,
    line('M-17-4A18 18 0 0 1-6-17M6-17A18 18 0 0 1 17-4', C.yellow, 4) +
      at(
        0,
        0,
        rect(-6, 76, 48, 44, 6, C.green, edge) +
          path(
            'M-9 9a9 9 0 0 1 18 0V40q4-7 12-4q5-5 12 0q6-3 10 3q4 6 3 20q-1 14-8 24H2Q-9 78-13 66L-24 50q-4-8 3-11q5-2 12 7Z',
            C.skin,
            edge,
          ) +
          line('M21 38V52M33 38V52', C.ink, 2.5) +
          rect(-5, 3, 10, 9, 4, '#f6d9c2'),
        1,
        r,
      ),
    s,
  )

/** A hand that holds a phone drawn at x,y (same x,y as `phone`): fingers on the right, thumb on the left. */
export const palm = (x, y, s = 1) =>
  at(
    x,
    y,
    rect(28, 196, 64, 60, 8, C.green, edge) +
      path('M8 120Q-20 146-6 176Q10 206 40 214H84Q108 206 118 180V130Z', C.skin, edge),
    s,
  )
export const fingers = (x, y, s = 1) =>
  at(
    x,
    y,
    [0, 1, 2, 3].map(i => rect(104, 84 + i * 22, 24, 20, 10, C.skin, edge)).join('') +
      path('M-9 172Q-16 124 0 98q8-10 17-4q7 6 4 18Q14 140 16 160Q10 180-9 172Z', C.skin) +
      line('M-10 160Q-14 122 0 98q8-10 17-4q7 6 4 18Q15 136 15 156', C.ink, 3),
    s,
  )
/** A phone held in a hand. */
export const held = (x, y, screen, s = 1) => palm(x, y, s) + phone(x, y, screen, s) + fingers(x, y, s)

/** Square QR mark, `a` wide. */
export const qr = (x, y, a = 60, color = C.ink) => {
  const eye = (ex, ey) => `M${ex} ${ey}h7v7h-7zm1 1v5h5v-5zM${ex + 2} ${ey + 2}h3v3h-3z`
  const bits =
    'M9 1h2v1h1v2h-2v2h-1zM12 0h1v1h-1zM9 8h3v1h2v2h-3v-1h-2zM1 9h2v1h3v2h-2v-1h-3zM15 9h3v1h2v2h-2v1h-2v-2h-1zM9 13h2v3h1v2h-1v2h-2zM13 13h2v2h4v2h-3v3h-2v-3h-1zM18 18h2v2h-2z'
  return at(
    x,
    y,
    `<path fill-rule="evenodd" d="${eye(0, 0) + eye(13, 0) + eye(0, 13) + bits}" fill="${color}"/>`,
    Math.round((a / 20) * 100) / 100,
  )
}
/** Scan brackets of side a. */
export const brackets = (x, y, a, color = C.yellow, w = 6) =>
  at(
    x,
    y,
    line(
      `M0 ${n(a * 0.28)}V0H${n(a * 0.28)}M${n(a * 0.72)} 0H${a}V${n(a * 0.28)}M${a} ${n(a * 0.72)}V${a}H${n(a * 0.72)}M${n(a * 0.28)} ${a}H0V${n(a * 0.72)}`,
      color,
      w,
    ),
  )

export const ok = (x, y, r = 22) =>
  circle(x, y, r, C.green) +
  line(
    `M${n(x - r * 0.45)} ${n(y + r * 0.05)}l${n(r * 0.32)} ${n(r * 0.35)}l${n(r * 0.6)}-${n(r * 0.7)}`,
    C.white,
    r * 0.26,
  )
export const no = (x, y, r = 22) =>
  circle(x, y, r, C.brick) +
  line(
    `M${n(x - r * 0.38)} ${n(y - r * 0.38)}l${n(r * 0.76)} ${n(r * 0.76)}m0-${n(r * 0.76)}l-${n(r * 0.76)} ${n(r * 0.76)}`,
    C.white,
    r * 0.26,
  )
export const lock = (x, y, s = 1, fill = C.yellow) =>
  at(
    x,
    y,
    line('M-13-2v-14a13 13 0 0 1 26 0v14', C.ink, 6) +
      rect(-21, -4, 42, 34, 7, fill, edge) +
      circle(0, 10, 5, C.ink) +
      line('M0 12v8', C.ink, 4),
    s,
  )
export const shield = (x, y, s = 1, inside = '') =>
  at(x, y, path('M0-34L30-24V2Q30 28 0 42Q-30 28-30 2V-24Z', C.green, edge) + inside, s)
export const bubble = (x, y, w, h, inside = '', fill = C.white, tail = 'left') =>
  at(
    x,
    y,
    path(
      `M14 0H${w - 14}a14 14 0 0 1 14 14V${h - 14}a14 14 0 0 1-14 14H${tail === 'left' ? `44L18 ${h + 18}L22 ${h}H14` : `${w - 22}L${w - 18} ${h + 18}L${w - 44} ${h}H14`}a14 14 0 0 1-14-14V14A14 14 0 0 1 14 0Z`,
      fill,
      edge,
    ) + inside,
  )

/** A person from the chest up; kind: woman (headscarf), man, officer (cap), grandma (grey hair), mask (someone unknown). */
export const person = (x, y, kind = 'woman', s = 1, mouth = 'smile') => {
  const coat = {
    woman: C.brick,
    man: C.green,
    officer: '#4f7d5a',
    grandma: '#7d5a8c',
    mask: C.ink,
    seller: C.yellow,
    nurse: C.white,
  }[kind]
  const body = path('M-44 74q0-44 44-44t44 44Z', coat, edge)
  const head = circle(0, 0, 27, C.skin, edge)
  const hair = {
    woman:
      path('M-30 6Q-34-32 0-34T30 6Q22-14 0-16T-30 6Z', C.yellow, edge) +
      path('M-30 6q-6 16 4 22l4-14ZM30 6q6 16-4 22l-4-14Z', C.yellow, edge),
    seller: path('M-34-10L0-44L34-10Q0-20-34-10Z', '#ecd9a0', edge),
    man: path('M-27-2Q-30-30 0-31T27-2Q18-14 8-16Q-8-12-27-2Z', C.ink),
    officer:
      path('M-28-8Q-32-34 0-36T28-8Z', C.green, edge) +
      path('M-30-8H30q2 7-4 7H-26q-6 0-4-7Z', C.ink) +
      circle(0, -20, 5, C.yellow),
    grandma:
      path('M-28 8Q-34-32 0-32T28 8Q22-12 0-14T-28 8Z', '#dfe3df', edge) + circle(0, -36, 9, '#dfe3df', edge),
    nurse:
      path('M-27 2Q-30-30 0-31T27 2Q18-12 0-12T-27 2Z', C.ink) +
      path('M-20-24h40l-4-16h-32Z', C.white, edge) +
      line('M0-37v9M-4.500-32.500h9', C.brick, 3),
    mask: path('M-32 26Q-40-36 0-38T32 26Q24 8 24-2Q18-18 0-18T-24-2Q-24 8-32 26Z', C.ink),
  }[kind]
  const face =
    kind === 'mask'
      ? circle(-10, 0, 4, C.ink) +
        circle(10, 0, 4, C.ink) +
        line('M-17-8l11 3M17-8l-11 3', C.ink, 3) +
        line('M-9 14q9-5 18 0', C.ink, 3)
      : circle(-10, 0, 3, C.ink) +
        circle(10, 0, 3, C.ink) +
        (mouth === 'speak'
          ? `<ellipse cx="0" cy="13" rx="6" ry="5" fill="${C.brick}"/>`
          : mouth === 'worry'
            ? line('M-9 15q9-7 18 0', C.ink, 3)
            : line('M-10 10q10 9 20 0', C.ink, 3))
  return at(x, y, body + head + hair + face, s)
}

export const house = (x, y, s = 1) =>
  at(
    x,
    y,
    rect(-34, -8, 68, 48, 3, C.white, edge) +
      path('M-46-4L0-42L46-4Z', C.brick, edge) +
      rect(-10, 12, 20, 28, 2, C.yellow, edge),
    s,
  )
export const office = (x, y, s = 1) =>
  at(
    x,
    y,
    rect(-46, -10, 92, 56, 3, C.white, edge) +
      path('M-54-10L0-38L54-10Z', C.yellow, edge) +
      [-34, -12, 10, 28].map(a => rect(a, 0, 8, 46, 1, C.green)).join('') +
      line('M0-38v-22', C.ink, 3) +
      path('M1-60h24v15H1Z', C.brick) +
      rect(-52, 44, 104, 8, 2, C.ink),
    s,
  )
export const bank = (x, y, s = 1) =>
  at(
    x,
    y,
    path('M-46-6H46V40H-46Z', C.white, edge) +
      path('M-54-8L0-42L54-8Z', C.green, edge) +
      [-34, -12, 10, 28].map(a => rect(a, 4, 8, 36, 1, C.yellow)).join('') +
      circle(0, -20, 9, C.yellow) +
      rect(-52, 40, 104, 8, 2, C.ink),
    s,
  )
export const card = (x, y, color, s = 1, sign = '') =>
  at(x, y, rect(-38, -25, 76, 50, 7, color, edge) + sign, s)
export const idSign =
  circle(-20, -4, 9, C.skin) +
  path('M-33 17q0-14 13-14t13 14Z', C.ink) +
  line('M2-9H28M2 1H28M2 11H20', C.white, 4)
export const healthSign =
  path('M-27-5h8v-8h10v8h8v10h-8v8h-10v-8h-8Z', C.brick) + line('M8-9H29M8 1H29M8 11H22', C.ink, 4)
export const note = (x, y, s = 1, r = 0) =>
  at(
    x,
    y,
    rect(-34, -19, 68, 38, 5, '#8fbf9f', edge) +
      circle(0, 0, 10, C.paper) +
      line('M-26-10h5M21 10h5', C.ink, 3),
    s,
    r,
  )
export const coin = (x, y, r = 15) => circle(x, y, r, C.yellow, edge) + text(x, y + r * 0.42, n(r * 1.2), 'đ')
export const parcel = (x, y, s = 1, open = false) =>
  at(
    x,
    y,
    open
      ? path('M-38-14L-58-30L-18-38L0-20L18-38L58-30L38-14Z', '#d9a35f', edge) +
          path('M-38-14H38V34H-38Z', '#c98f4a', edge) +
          line('M-38-14H38', C.ink, 3)
      : path('M-38-24H38V34H-38Z', '#c98f4a', edge) +
          rect(-9, -24, 18, 58, 0, C.yellow) +
          line('M-38-8H38', C.ink, 3),
    s,
  )
export const truck = (x, y, s = 1) =>
  at(
    x,
    y,
    rect(-52, -34, 62, 48, 4, C.green, edge) +
      path('M10-18H32L48 0V14H10Z', C.yellow, edge) +
      path('M18-11h11l10 11h-21Z', C.white) +
      circle(-32, 16, 10, C.ink) +
      circle(-32, 16, 4, C.grey) +
      circle(28, 16, 10, C.ink) +
      circle(28, 16, 4, C.grey),
    s,
  )
export const doc = (x, y, s = 1, seal = true) =>
  at(
    x,
    y,
    path('M-26-36H12L28-20V36H-26Z', C.white, edge) +
      path('M12-36V-20H28Z', C.mint, edge) +
      line('M-15-16H4M-15-4H17M-15 8H17', C.grey, 4) +
      (seal ? circle(13, 24, 8, C.brick) : ''),
    s,
  )
export const eye = (x, y, s = 1) =>
  at(
    x,
    y,
    path('M-30 0Q0-30 30 0Q0 30-30 0Z', C.white, edge) + circle(0, 0, 11, C.green) + circle(0, 0, 5, C.ink),
    s,
  )
export const ring = (x, y, s = 1, color = C.brick) =>
  at(
    x,
    y,
    path(
      'M-20-18q-4 30 28 44l12-12l-13-11l-8 5q-9-6-12-15l7-7l-7-15Z',
      color,
      ` stroke="${color}" stroke-width="3" stroke-linejoin="round"`,
    ),
    s,
  )
export const bolt = (x, y, s = 1) => at(x, y, path('M6-36L-22 6H-3L-8 36L22-8H3Z', C.yellow, edge), s)
export const gift = (x, y, s = 1) =>
  at(
    x,
    y,
    rect(-30, -8, 60, 42, 3, C.brick, edge) +
      rect(-36, -20, 72, 16, 3, C.brick, edge) +
      rect(-7, -20, 14, 54, 0, C.yellow) +
      path('M0-20q-26-2-22-16t22 16q26-2 22-16t-22 16Z', C.yellow, edge),
    s,
  )
export const magnifier = (x, y, s = 1) =>
  at(
    x,
    y,
    circle(0, 0, 24, C.white, ` stroke="${C.ink}" stroke-width="7"`) + line('M18 18L40 40', C.ink, 10),
    s,
  )
export const star = (x, y, s = 1) =>
  at(
    x,
    y,
    path(
      'M0-12L3.500-4L12-3.500L5.500 2L7.500 10.500L0 6L-7.500 10.500L-5.500 2L-12-3.500L-3.500-4Z',
      C.yellow,
    ),
    s,
  )
export const pin = (x, y, s = 1) =>
  at(
    x,
    y,
    path('M0 30Q-24-2-24-14a24 24 0 0 1 48 0Q24-2 0 30Z', C.brick, edge) + circle(0, -14, 9, C.white),
    s,
  )
export const finger = (x, y, s = 1, color = C.green) =>
  at(x, y, line('M-18 14q-4-34 18-36t18 34M-9 20q-4-30 9-31t9 26M0 24V-2', color, 4.5), s)
export const camera = (x, y, s = 1) =>
  at(
    x,
    y,
    rect(-32, -18, 64, 44, 8, C.ink) +
      rect(-12, -27, 24, 14, 4, C.ink) +
      circle(0, 4, 15, C.white) +
      circle(0, 4, 9, C.green),
    s,
  )
export const picture = (x, y, w, h) =>
  at(
    x,
    y,
    rect(0, 0, w, h, 4, '#bfe0ef') +
      path(
        `M0 ${h}L${n(w * 0.32)} ${n(h * 0.4)}L${n(w * 0.55)} ${n(h * 0.75)}L${n(w * 0.72)} ${n(h * 0.55)}L${w} ${h}Z`,
        C.green,
      ) +
      circle(w * 0.78, h * 0.26, h * 0.13, C.yellow),
  )
export const arrow = (x1, y1, x2, y2, color = C.brick, w = 6) => {
  const a = Math.atan2(y2 - y1, x2 - x1),
    h = w * 2.2
  const p = d => `${n(x2 - h * Math.cos(a + d))} ${n(y2 - h * Math.sin(a + d))}`
  return line(`M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}M${p(0.55)}L${n(x2)} ${n(y2)}L${p(-0.55)}`, color, w)
}
export const badge = (x, y, mark, fill = C.yellow, r = 17) =>
  circle(x, y, r, fill, edge) + text(x, y + r * 0.38, n(r * 1.1), mark)
/** Six hidden figures of a code, or shown ones. */
export const dots = (x, y, many = 6, step = 14, color = C.ink, r = 4.5) =>
  Array.from({ length: many }, (_, i) => circle(x + i * step, y, r, color)).join('')
export const button = (x, y, w, h, fill = C.green, inside = '') => rect(x, y, w, h, h / 2.6, fill) + inside
export const lines = (x, y, widths, color = C.grey, gap = 12, w = 5) =>
  line(widths.map((d, i) => `M${x} ${y + i * gap}h${d}`).join(''), color, w)
/** A grid of plain app signs, one of them (index) left free for the real one. */
export const apps = (
  free,
  colors = [C.mint, C.grey, C.mint, C.grey, C.mint, C.grey, C.mint, C.grey, C.mint],
) =>
  colors
    .map((c, i) => (i === free ? '' : rect(10 + (i % 3) * 29, 20 + Math.floor(i / 3) * 32, 22, 22, 6, c)))
    .join('')
export const user = (x, y, s = 1) =>
  at(x, y, circle(0, -10, 11, C.green) + path('M-20 20q0-22 20-22t20 22Z', C.green), s)

export const key = (x, y, s = 1, r = 0) =>
  at(
    x,
    y,
    path('M-16-8H34v16h-8v8h-9v-8h-6v6h-9v-6h-18a20 20 0 1 1 0-16Z', C.yellow, edge) +
      circle(-30, 0, 6, C.paper, edge),
    s,
    r,
  )
export const stop = (x, y, s = 1) =>
  at(
    x,
    y,
    path('M-24-30L-10-44H10L24-30V-10L10 4H-10L-24-10Z', C.brick, ' transform="scale(1.45)"') +
      path(
        'M-20-36a6 6 0 0 1 10 0v-10a6 6 0 0 1 10 0v-2a6 6 0 0 1 10 0v8a5 5 0 0 1 9 1V-14Q17-2 4 0H-4Q-16-4-20-18Z',
        C.skin,
        edge,
      ) +
      line('M-10-36v12M0-44v20M10-40v16', C.ink, 2),
    s,
  )
export const hook = (x, y, s = 1) => at(x, y, line('M0-80V0a18 18 0 0 1-36 0v-6l-8 9M-36-6l8 9', C.ink, 6), s)
export const calendar = (x, y, s = 1, inside = '') =>
  at(
    x,
    y,
    rect(-34, -28, 68, 62, 6, C.white, edge) +
      path('M-34-10V-22a6 6 0 0 1 6-6H28a6 6 0 0 1 6 6V-10Z', C.brick, edge) +
      line('M-18-36v14M18-36v14', C.ink, 5) +
      inside,
    s,
  )
export const heart = (x, y, s = 1, fill = C.brick) =>
  at(x, y, path('M0 24Q-32 2-26-16Q-16-32 0-14Q16-32 26-16Q32 2 0 24Z', fill, edge), s)
export const chain = (x, y, s = 1, color = C.ink) =>
  at(
    x,
    y,
    rect(-32, -10, 36, 20, 10, 'none', ` stroke="${color}" stroke-width="6"`) +
      rect(-4, -10, 36, 20, 10, 'none', ` stroke="${color}" stroke-width="6"`),
    s,
    -35,
  )
export const bell = (x, y, s = 1) =>
  at(x, y, path('M-24 16q6-6 6-24a18 18 0 0 1 36 0q0 18 6 24Z', C.yellow, edge) + circle(0, 22, 6, C.ink), s)
export const plus = (x, y, r = 16) =>
  circle(x, y, r, C.yellow, edge) +
  line(`M${n(x - r / 2)} ${n(y)}h${r}M${n(x)} ${n(y - r / 2)}v${r}`, C.ink, 4)
export const umbrella = (x, y, s = 1) =>
  at(
    x,
    y,
    path('M-36 0a36 34 0 0 1 72 0q-12-9-24 0q-12-9-24 0q-12-9-24 0Z', C.brick, edge) +
      line('M0-4V28a9 9 0 0 0 18 0', C.ink, 5),
    s,
  )
export const pen = (x, y, s = 1) =>
  at(x, y, path('M0 0L4-16L36-58L50-48L18-6Z', C.yellow, edge) + path('M0 0L4-16L18-6Z', C.ink), s)
/** The identity app as we draw it: a card in a square, not the mark of any product. */
export const identityApp = (x, y, a) =>
  rect(x, y, a, a, a / 4, C.brick) +
  at(
    x + a / 2,
    y + a / 2,
    rect(-12, -9, 24, 18, 3, C.white) + circle(-5, -2, 3.5, C.brick) + line('M2-3h6M2 3h6', C.brick, 2.5),
    a / 34,
  )
export const identityCard = (x, y, s = 1) => card(x, y, C.green, s, idSign)
export const healthCard = (x, y, s = 1) => card(x, y, C.white, s, healthSign)
