import * as S from './symbols.mjs'

const { C } = S

const boot = (x, y, s = 1) =>
  S.at(
    x,
    y,
    S.path(
      'M-18-28h20v28q16 2 20 14v6h-40Z',
      C.green,
      ` stroke="${C.ink}" stroke-width="3" stroke-linejoin="round"`,
    ) + S.path('M-20 18h44v7h-44Z', C.ink),
    s,
  )

/** Pictures of group 2, online shopping. Keys are `<skill>-<step>`. */
export const scenes = {
  'shop.order-1': S.scene(
    S.phone(
      44,
      24,
      S.rect(6, 8, 88, 22, 10, C.mint) +
        S.magnifier(20, 17, 0.22) +
        S.lines(34, 19, [46], C.ink) +
        [0, 1, 2, 3]
          .map(
            i =>
              S.rect(6 + (i % 2) * 46, 40 + Math.floor(i / 2) * 58, 42, 50, 6, i === 1 ? C.yellow : C.mint) +
              boot(25 + (i % 2) * 46, 66 + Math.floor(i / 2) * 58, 0.6),
          )
          .join(''),
    ),
    S.tap(132, 114),
    S.magnifier(234, 84, 1.5),
    boot(234, 86, 0.75),
  ),
  'shop.order-2': S.scene(
    S.held(
      30,
      16,
      S.rect(6, 8, 88, 60, 6, C.mint) +
        boot(48, 42, 1) +
        S.text(50, 98, 17, '120.000') +
        S.truck(28, 128, 0.36) +
        S.text(66, 132, 11, '+20.000'),
    ),
    S.rect(178, 34, 128, 60, 12, C.white, ` stroke="${C.ink}" stroke-width="3"`),
    [0, 1, 2, 3].map(i => S.star(200 + i * 28, 52)).join(''),
    S.lines(192, 74, [96, 60]),
    S.rect(178, 116, 128, 58, 12, C.yellow, ` stroke="${C.ink}" stroke-width="3"`),
    S.coin(202, 145, 17),
    S.text(262, 153, 21, '140.000'),
  ),
  'shop.order-3': S.scene(
    S.phone(
      40,
      24,
      S.pin(50, 40, 0.8) +
        [0, 1, 2]
          .map(
            i =>
              S.rect(8, 74 + i * 28, 84, 20, 5, C.mint) +
              S.lines(16, 84 + i * 28, [60 - i * 12], C.ink, 9, 4),
          )
          .join(''),
    ),
    S.tap(112, 160),
    S.house(238, 136, 1.3),
    S.pin(238, 52, 0.9),
    S.line('M176 206Q206 188 232 190', C.yellow, 7),
  ),
  'shop.order-4': S.scene(
    S.phone(
      36,
      24,
      S.rect(6, 14, 88, 44, 8, C.yellow) +
        S.parcel(28, 36, 0.45) +
        S.note(68, 37, 0.5) +
        S.circle(86, 20, 8, C.green) +
        S.rect(6, 66, 88, 34, 8, C.mint) +
        S.card(28, 83, C.grey, 0.45) +
        S.button(8, 120, 84, 28, C.brick) +
        S.line('M34 134h32', C.white, 5),
    ),
    S.tap(108, 172),
    S.parcel(232, 92, 1.1),
    S.note(240, 160, 1.1, -8),
  ),
  'shop.order-5': S.scene(
    S.held(
      26,
      16,
      S.line('M22 24V136', C.green, 5) +
        [0, 1, 2, 3]
          .map(
            i =>
              S.circle(22, 26 + i * 36, 9, [C.green, C.green, C.yellow, C.grey][i]) +
              S.lines(42, 22 + i * 36, [44, 28], i === 2 ? C.ink : C.grey, 9, 4),
          )
          .join(''),
    ),
    S.line('M170 176H306', C.ink, 4),
    S.truck(220, 152, 0.95),
    S.house(268, 84, 0.75),
    S.pin(268, 32, 0.5),
  ),
  'shop.order-6': S.scene(
    S.parcel(104, 158, 1.35, true),
    boot(104, 112, 1.2),
    S.camera(40, 76, 0.8),
    S.eye(168, 66, 0.9),
    S.person(262, 142, 'woman', 1.05),
    S.bubble(196, 20, 84, 46, S.ok(26, 23, 15) + S.note(58, 24, 0.55)),
  ),
}
