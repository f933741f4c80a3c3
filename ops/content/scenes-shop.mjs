import * as S from './symbols.mjs'
import * as T from './things.mjs'

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
  'shop.find-1': S.scene(
    S.phone(
      44,
      24,
      S.rect(6, 12, 88, 26, 12, C.yellow) +
        S.magnifier(22, 23, 0.25) +
        S.lines(36, 25, [44], C.ink) +
        [0, 1, 2].map(i => S.rect(8, 52 + i * 32, 84, 24, 6, C.mint)).join(''),
    ),
    S.tap(112, 76),
    S.bubble(198, 40, 92, 58, boot(40, 30, 0.75)),
    S.person(262, 152, 'woman', 0.9, 'speak'),
  ),
  'shop.find-2': S.scene(
    [0, 1]
      .map(
        i =>
          S.rect(26 + i * 142, 36, 126, 150, 12, C.white, ` stroke="${C.ink}" stroke-width="3"`) +
          boot(86 + i * 142, 78, 1.1) +
          S.text(90 + i * 142, 142, 20, ['120.000', '99.000'][i]) +
          S.truck(62 + i * 142, 164, 0.34) +
          S.text(112 + i * 142, 170, 13, ['+20.000', '+55.000'][i]),
      )
      .join(''),
    S.ok(152, 186, 18),
  ),
  'shop.find-3': S.scene(
    S.held(
      26,
      16,
      boot(46, 34, 0.7) +
        [0, 1, 2]
          .map(
            i =>
              S.circle(16, 82 + i * 26, 8, C.grey) +
              [0, 1].map(j => S.star(36 + j * 13, 78 + i * 26, 0.5)).join('') +
              S.lines(32, 90 + i * 26, [52], C.grey, 9, 3),
          )
          .join(''),
    ),
    S.eye(206, 66, 1),
    S.picture(184, 116, 62, 50),
    boot(280, 144, 0.9),
  ),
  'shop.find-4': S.scene(
    S.at(
      76,
      112,
      S.rect(-48, -66, 96, 132, 12, C.white, ` stroke="${C.ink}" stroke-width="3"`) +
        boot(-2, -26, 0.9) +
        S.text(0, 32, 18, '15.000', C.brick) +
        S.star(0, 52, 0.9),
    ),
    S.no(124, 176, 24),
    S.person(236, 140, 'mask', 1.1),
    S.bubble(166, 22, 100, 50, S.note(30, 25, 0.55) + S.chain(72, 25, 0.6)),
  ),
  'shop.return-1': S.scene(
    S.parcel(90, 150, 1.2, true),
    boot(78, 106, 1),
    S.line('M106 80l10 14l-12 6l12 16', C.brick, 5),
    S.camera(222, 96, 1.3),
    S.ok(262, 146, 20),
  ),
  'shop.return-2': S.scene(
    S.phone(
      92,
      24,
      S.parcel(26, 32, 0.45) +
        S.lines(54, 24, [34, 24], C.ink) +
        S.rect(8, 64, 84, 26, 8, C.mint) +
        S.lines(18, 77, [50]) +
        S.rect(8, 100, 84, 30, 8, C.brick) +
        S.line('M24 120q-6-12 8-12h14M40 102l7 6l-7 6', C.white, 4) +
        S.lines(58, 115, [24], C.white),
    ),
    S.tap(166, 148),
  ),
  'shop.return-3': S.scene(
    S.held(
      36,
      16,
      S.picture(8, 12, 40, 32) +
        S.picture(52, 12, 40, 32) +
        S.lines(12, 62, [72, 60, 66], C.ink, 13, 4) +
        S.button(14, 116, 72, 26, C.green, S.line('M50 138V122M42 129l8-8l8 8', C.white, 4)),
    ),
    S.camera(236, 70, 1),
    S.doc(236, 150, 1, false),
  ),
  'shop.return-4': S.scene(
    S.parcel(70, 140, 1.1),
    S.arrow(122, 130, 170, 130, C.green),
    S.truck(228, 130, 0.95),
    S.note(196, 52, 0.9),
    S.arrow(156, 52, 104, 66, C.green),
  ),
  // light, a clean cloth, the whole product
  'shop.sell-1': S.scene(
    S.rect(24, 170, 140, 40, 8, C.white, ` stroke="${C.ink}" stroke-width="3"`),
    T.corn(70, 138, 1.1),
    T.corn(112, 142, 1),
    S.circle(60, 46, 18, C.yellow),
    S.line('M60 16v6M60 70v6M30 46h6M84 46h6', C.yellow, 5),
    S.phone(
      196,
      26,
      S.rect(0, 0, 100, 160, 5, C.ink) +
        S.rect(14, 40, 72, 70, 4, '#bfe0ef') +
        T.corn(50, 78, 0.85) +
        S.brackets(10, 36, 80) +
        S.circle(50, 140, 11, C.white),
      0.95,
      6,
    ),
  ),
  'shop.sell-2': S.scene(
    S.phone(
      52,
      24,
      T.corn(50, 34, 0.7) +
        S.rect(8, 72, 84, 20, 5, C.mint) +
        S.lines(16, 82, [56], C.ink) +
        S.rect(8, 98, 84, 24, 5, C.yellow) +
        S.text(50, 115, 16, '25.000') +
        S.rect(8, 128, 84, 20, 5, C.mint) +
        S.text(50, 143, 13, '1 kg'),
    ),
    S.tap(128, 148),
    S.coin(214, 70, 20),
    S.coin(252, 78, 20),
    T.basket(244, 146, 1),
  ),
  'shop.sell-3': S.scene(
    S.phone(
      92,
      24,
      S.rect(0, 0, 100, 60, 5, C.mint) +
        T.corn(50, 32, 0.62) +
        S.lines(12, 78, [66, 50], C.ink) +
        S.button(10, 112, 80, 28, C.brick, S.line('M50 134V118M42 125l8-8l8 8', C.white, 4)),
    ),
    S.tap(168, 160),
    S.ok(268, 70, 24),
  ),
  'shop.sell-4': S.scene(
    S.person(62, 148, 'seller', 1.05),
    T.corn(118, 164, 0.8),
    S.bubble(92, 28, 84, 52, S.text(42, 36, 26, '?', C.green), C.white, 'right'),
    S.phone(
      206,
      30,
      S.rect(6, 16, 60, 28, 9, C.mint) +
        S.lines(16, 30, [40]) +
        S.rect(34, 56, 60, 28, 9, C.yellow) +
        S.lines(44, 70, [40], C.ink) +
        S.rect(6, 96, 44, 28, 9, C.mint) +
        S.text(28, 117, 18, '?'),
      0.92,
    ),
  ),
  'shop.deliver-1': S.scene(
    S.phone(
      92,
      24,
      S.bell(50, 34, 0.85) +
        S.rect(8, 68, 84, 40, 8, C.yellow) +
        T.corn(28, 88, 0.4) +
        S.lines(48, 82, [36, 24], C.ink) +
        S.button(14, 120, 72, 24),
    ),
    S.tap(166, 156),
  ),
  'shop.deliver-2': S.scene(
    S.parcel(104, 148, 1.3, true),
    T.corn(88, 108, 0.9),
    T.corn(118, 106, 0.9),
    S.rect(206, 96, 84, 60, 6, C.white, ` stroke="${C.ink}" stroke-width="3"`),
    S.qr(216, 106, 38),
    S.lines(264, 112, [16, 16, 16], C.ink, 13, 4),
    S.camera(248, 52, 0.7),
  ),
  'shop.deliver-3': S.scene(
    S.at(
      212,
      118,
      S.rect(-62, -50, 124, 106, 4, C.white, ` stroke="${C.ink}" stroke-width="3"`) +
        S.rect(-70, -70, 140, 26, 6, C.yellow, ` stroke="${C.ink}" stroke-width="3"`) +
        S.rect(14, -8, 34, 64, 3, C.green) +
        S.at(
          -24,
          4,
          S.rect(-24, -16, 48, 32, 3, C.mint, ` stroke="${C.ink}" stroke-width="3"`) +
            S.line('M-24-16L0 4L24-16', C.ink, 3),
        ),
    ),
    S.person(70, 150, 'seller', 1),
    S.parcel(128, 172, 0.6),
    S.arrow(96, 84, 132, 84, C.green),
  ),
  'shop.deliver-4': S.scene(
    S.held(
      26,
      16,
      S.truck(50, 40, 0.7) +
        S.rect(10, 74, 76, 30, 9, C.mint) +
        S.lines(20, 84, [54, 36], C.ink, 10, 4) +
        S.rect(28, 114, 66, 24, 9, C.yellow) +
        S.ok(60, 126, 9),
    ),
    S.person(246, 140, 'woman', 1.15),
    S.bubble(200, 22, 76, 46, S.parcel(38, 20, 0.42)),
  ),
}
