import * as S from './symbols.mjs'
import * as T from './things.mjs'

const { C, identityApp, healthCard } = S

const chat = (y, w, x = 8, fill = C.mint, inside = '') =>
  S.rect(x, y, w, 26, 9, fill) + (inside || S.lines(x + 9, y + 13, [w - 20], C.grey))

/** Pictures of group 5, other platforms, and of pay.benefit, which begins in the same app. Keys are `<skill>-<step>`. */
export const scenes = {
  // ready at home, before setting out
  'local.health-1': S.scene(
    S.house(74, 140, 1.3),
    S.held(168, 16, S.apps(4) + identityApp(33, 46, 34)),
    S.ok(124, 84, 18),
  ),
  'local.health-2': S.scene(
    S.phone(
      92,
      24,
      S.rect(0, 0, 100, 26, 5, C.brick) +
        S.lines(12, 13, [46], C.white) +
        [0, 1, 2]
          .map(i =>
            i === 1
              ? S.rect(6, 34 + i * 40, 88, 36, 8, C.yellow) +
                healthCard(30, 52 + i * 40, 0.5) +
                S.lines(54, 48 + i * 40, [32, 22], C.ink)
              : S.rect(6, 34 + i * 40, 88, 36, 8, C.mint) + S.lines(16, 48 + i * 40, [56, 34]),
          )
          .join(''),
    ),
    S.tap(166, 122),
  ),
  // is the card still valid, and where does it count
  'local.health-3': S.scene(
    S.held(
      30,
      16,
      healthCard(50, 44, 1.15) +
        S.lines(10, 92, [80], C.grey) +
        S.rect(8, 104, 84, 22, 6, C.yellow) +
        S.text(50, 120, 13, '31/12/2026') +
        S.lines(10, 142, [60], C.grey),
    ),
    S.calendar(236, 86, 1.25, S.text(0, 22, 24, '31')),
    S.eye(236, 168, 0.9),
  ),
  // the desk reads the code from the screen
  'local.health-4': S.scene(
    S.rect(160, 176, 160, 50, 6, '#d9a35f', ` stroke="${C.ink}" stroke-width="3"`),
    S.person(256, 106, 'nurse', 1.05),
    S.rect(160, 176, 160, 50, 6, '#d9a35f', ` stroke="${C.ink}" stroke-width="3"`),
    S.held(24, 16, S.rect(0, 0, 100, 160, 5, C.mint) + healthCard(50, 38, 0.9) + S.qr(22, 78, 56)),
    S.brackets(40, 104, 68, C.brick, 5),
    S.arrow(196, 120, 158, 128, C.brick),
    S.ok(296, 58, 17),
  ),
  // afterwards: the record of the visit
  'local.health-5': S.scene(
    S.phone(
      34,
      24,
      S.heart(50, 34, 0.8) +
        S.line('M8 78h22l8-16l12 30l10-22l6 8h26', C.brick, 4) +
        [0, 1]
          .map(
            i => S.rect(8, 102 + i * 26, 84, 20, 6, C.mint) + S.lines(16, 112 + i * 26, [56 - i * 14], C.ink),
          )
          .join(''),
    ),
    S.doc(216, 92, 1.4, false),
    S.at(216, 88, S.path('M-5-14h10v9h9v10h-9v9h-10v-9h-9v-10h9Z', C.brick)),
    S.calendar(272, 150, 0.8, S.ok(0, 14, 13)),
  ),

  // the group's code on the wall of the meeting house
  'local.zalo-1': S.scene(
    S.rect(26, 34, 130, 150, 8, C.white, ` stroke="${C.ink}" stroke-width="3"`),
    S.user(62, 66, 0.7),
    S.user(120, 66, 0.7),
    S.user(91, 62, 0.95),
    S.qr(58, 98, 66),
    S.held(
      190,
      16,
      S.rect(0, 0, 100, 160, 5, C.ink) +
        S.rect(18, 38, 64, 64, 4, C.white) +
        S.qr(26, 46, 48) +
        S.brackets(10, 30, 80),
    ),
    S.arrow(184, 122, 160, 126),
  ),
  // what is pinned on top is the notice of the village
  'local.zalo-2': S.scene(
    S.phone(
      36,
      24,
      S.rect(0, 0, 100, 22, 5, C.green) +
        S.user(14, 12, 0.35) +
        S.lines(28, 11, [44], C.white) +
        S.rect(4, 28, 92, 32, 6, C.yellow) +
        S.pin(16, 44, 0.36) +
        S.lines(30, 40, [56, 40], C.ink, 9, 4) +
        chat(70, 62) +
        chat(102, 52, 40) +
        chat(132, 44),
    ),
    S.eye(190, 66, 0.8),
    S.bell(250, 74, 1.2),
    S.calendar(212, 156, 0.75, S.bolt(0, 14, 0.45)),
    S.calendar(276, 156, 0.75, S.note(0, 14, 0.6)),
  ),
  'local.zalo-3': S.scene(
    S.phone(
      64,
      24,
      chat(10, 54) +
        S.picture(34, 44, 58, 46) +
        S.rect(6, 128, 60, 24, 10, C.mint) +
        S.camera(20, 140, 0.32) +
        S.picture(36, 131, 24, 17) +
        S.circle(82, 140, 13, C.green) +
        S.path('M75 134L92 140L75 147L78 140Z', C.white),
    ),
    S.tap(154, 186),
    S.picture(212, 50, 88, 68),
    S.line('M196 96h-12M196 80h-16', C.yellow, 5),
  ),
  // a grandmother sees her grandchild
  'local.zalo-4': S.scene(
    S.held(
      30,
      16,
      S.rect(0, 0, 100, 160, 5, '#bfe0ef') +
        S.person(44, 64, 'man', 0.85) +
        S.rect(62, 8, 32, 40, 5, C.white) +
        S.circle(78, 26, 9, C.skin) +
        S.path('M64 48q0-12 14-12t14 12Z', '#7d5a8c') +
        S.circle(50, 140, 13, C.brick),
    ),
    S.person(248, 142, 'grandma', 1.2, 'speak'),
    S.heart(184, 58, 0.7),
  ),
  // a stranger's link in the group: leave it alone
  'local.zalo-5': S.scene(
    S.phone(
      36,
      24,
      S.rect(0, 0, 100, 22, 5, C.green) +
        chat(34, 60) +
        S.circle(16, 84, 10, C.ink) +
        S.rect(32, 70, 62, 40, 9, C.yellow) +
        S.chain(63, 90, 0.65) +
        chat(122, 50),
    ),
    S.no(134, 138, 20),
    S.person(254, 146, 'woman', 1.1, 'speak'),
    S.bubble(196, 26, 90, 50, S.user(30, 26, 0.7) + S.text(62, 36, 28, '?', C.green), C.white),
  ),

  'pay.benefit-1': S.scene(
    S.held(36, 16, S.apps(4) + identityApp(33, 46, 34)),
    S.person(248, 146, 'grandma', 1.15),
    S.coin(196, 60, 17),
    S.coin(236, 44, 17),
    S.coin(276, 60, 17),
  ),
  'pay.benefit-2': S.scene(
    S.phone(
      92,
      24,
      S.rect(0, 0, 100, 26, 5, C.brick) +
        S.lines(12, 13, [46], C.white) +
        [0, 1, 2, 3]
          .map(i =>
            S.rect(8 + (i % 2) * 44, 36 + Math.floor(i / 2) * 58, 40, 50, 8, i === 1 ? C.yellow : C.mint),
          )
          .join('') +
        S.umbrella(72, 58, 0.42),
    ),
    S.tap(178, 108),
    S.umbrella(256, 74, 1.05),
  ),
  // the linked account: the bank's name, the owner's name
  'pay.benefit-3': S.scene(
    S.held(
      36,
      16,
      S.umbrella(50, 30, 0.5) +
        S.rect(6, 62, 88, 56, 8, C.yellow) +
        S.coin(24, 90, 12) +
        S.text(66, 86, 9, 'NGUYỄN') +
        S.text(66, 99, 9, 'THỊ A') +
        S.lines(46, 109, [40]) +
        S.ok(50, 140, 12),
    ),
    S.eye(202, 60, 0.9),
    S.bank(250, 140, 0.9),
    S.ok(294, 88, 17),
  ),
  // none yet: add one in one's own name
  'pay.benefit-4': S.scene(
    S.phone(
      40,
      24,
      S.umbrella(50, 30, 0.5) +
        S.rect(6, 62, 88, 34, 8, C.white, ` stroke="${C.green}" stroke-width="3" stroke-dasharray="7 5"`) +
        S.plus(50, 79, 11) +
        S.button(10, 120, 80, 22),
    ),
    S.tap(104, 106),
    S.card(240, 78, C.green, 1.1, S.idSign),
    S.text(240, 132, 28, '='),
    S.card(240, 170, C.yellow, 1.1, S.lines(-28, -8, [40], C.ink) + S.dots(-24, 10, 6, 9, C.ink, 3)),
  ),
  // in the bank app: has the money arrived
  'pay.benefit-5': S.scene(
    S.held(
      36,
      16,
      S.rect(0, 0, 100, 34, 5, C.green) +
        S.lines(12, 17, [50], C.white) +
        S.rect(6, 48, 88, 36, 8, C.mint) +
        S.text(50, 73, 19, '+500.000', C.green) +
        S.lines(14, 104, [66, 46, 58]),
    ),
    S.person(248, 148, 'grandma', 1.1),
    S.bubble(190, 22, 100, 54, S.note(34, 27, 0.7) + S.ok(76, 27, 14)),
  ),
  'local.learn-1': S.scene(
    S.held(
      36,
      16,
      S.rect(4, 10, 92, 20, 9, C.mint) +
        S.lines(14, 20, [66], C.ink) +
        T.book(50, 76, 1) +
        S.button(16, 120, 68, 24),
    ),
    T.book(242, 96, 1.8),
    S.star(242, 40, 1.6),
  ),
  'local.learn-2': S.scene(
    S.phone(
      92,
      24,
      S.user(50, 36, 1) +
        S.button(10, 78, 80, 28, C.brick, identityApp(16, 81, 22) + S.lines(46, 92, [34], C.white)) +
        S.rect(10, 116, 80, 24, 9, C.mint),
    ),
    S.tap(168, 114),
  ),
  'local.learn-3': S.scene(
    S.phone(
      52,
      24,
      S.rect(6, 10, 88, 56, 6, C.ink) +
        S.path('M40 24L64 38L40 52Z', C.yellow) +
        [0, 1, 2]
          .map(
            i =>
              S.circle(16, 86 + i * 24, 7, i ? C.grey : C.green) +
              S.lines(32, 86 + i * 24, [52 - i * 10], C.ink, 9, 4),
          )
          .join(''),
    ),
    S.tap(112, 76),
    S.person(252, 144, 'grandma', 1.1),
    S.line('M190 70q10 8 0 20M202 60q18 18 0 40', C.yellow, 5),
  ),
  'local.learn-4': S.scene(
    S.held(
      36,
      16,
      [0, 1, 2]
        .map(
          i =>
            S.rect(8, 16 + i * 38, 84, 28, 8, i === 1 ? C.yellow : C.mint) +
            S.circle(22, 30 + i * 38, 7, i === 1 ? C.green : C.white) +
            S.lines(38, 30 + i * 38, [46], C.ink, 9, 4),
        )
        .join('') + S.button(20, 132, 60, 20),
    ),
    S.doc(236, 90, 1.5),
    S.ok(276, 146, 22),
    S.star(196, 44, 1.4),
  ),
  'local.farm-1': S.scene(
    S.held(
      36,
      16,
      S.rect(0, 0, 100, 160, 5, '#bfe0ef') +
        S.circle(34, 36, 16, C.yellow) +
        T.cloud(58, 50, 0.7) +
        [0, 1, 2]
          .map(
            i =>
              S.rect(6 + i * 31, 96, 26, 50, 6, C.white) +
              S.text(19 + i * 31, 138, 12, ['28', '25', '31'][i]),
          )
          .join(''),
    ),
    T.cloud(236, 74, 1.2),
    S.calendar(236, 164, 0.75, S.ok(0, 14, 12)),
  ),
  'local.farm-2': S.scene(
    S.phone(
      44,
      24,
      T.corn(26, 30, 0.5) +
        S.text(66, 38, 15, '7.200') +
        T.chart(50, 92, 0.95) +
        S.rect(8, 130, 84, 20, 6, C.mint),
    ),
    S.tap(118, 170),
    T.corn(206, 84, 1),
    T.corn(246, 84, 1),
    S.text(250, 158, 21, '7.200 đ'),
  ),
  'local.farm-3': S.scene(
    S.phone(
      40,
      24,
      S.rect(8, 14, 84, 66, 6, '#bfe0ef') +
        S.path('M20 80Q30 30 54 34Q84 44 72 80Z', C.green) +
        S.circle(48, 54, 6, C.brick) +
        S.circle(60, 64, 4, C.brick) +
        S.rect(8, 92, 84, 26, 9, C.mint) +
        S.text(50, 111, 17, '?') +
        S.circle(80, 138, 12, C.green) +
        S.path('M74 132L89 138L74 144L77 138Z', C.white),
    ),
    S.tap(124, 178),
    S.person(246, 146, 'seller', 1.1, 'speak'),
  ),
  'local.farm-4': S.scene(
    S.person(66, 150, 'seller', 1),
    S.bubble(76, 30, 80, 52, T.corn(40, 28, 0.5)),
    S.person(190, 150, 'man', 1, 'speak'),
    S.bubble(200, 30, 90, 52, T.cloud(26, 22, 0.5) + S.ok(64, 26, 14)),
  ),
  'local.feedback-1': S.scene(
    T.road(86, 150, 1.35),
    S.phone(
      190,
      26,
      S.rect(0, 0, 100, 160, 5, C.ink) +
        S.rect(12, 36, 76, 76, 4, '#bfe0ef') +
        T.road(50, 84, 0.62) +
        S.brackets(8, 32, 84) +
        S.circle(50, 140, 11, C.white),
      0.95,
      5,
    ),
  ),
  'local.feedback-2': S.scene(
    S.phone(
      92,
      24,
      S.apps(-1) + S.rect(33, 110, 34, 34, 8, C.yellow) + S.path('M42 120h14l8-6v24l-8-6H42Z', C.ink),
    ),
    S.tap(162, 156),
    S.office(266, 84, 0.75),
  ),
  'local.feedback-3': S.scene(
    S.phone(
      40,
      24,
      S.picture(8, 10, 84, 50) +
        S.rect(8, 68, 84, 34, 6, C.mint) +
        S.lines(16, 80, [60, 44], C.ink, 11, 4) +
        S.rect(8, 108, 84, 24, 6, C.yellow) +
        S.pin(22, 120, 0.32) +
        S.lines(38, 121, [44], C.ink) +
        S.button(20, 138, 60, 16),
    ),
    S.tap(112, 168),
    S.pin(240, 80, 1.2),
    T.road(240, 164, 0.8),
  ),
  'local.feedback-4': S.scene(
    S.held(
      26,
      16,
      S.rect(8, 16, 70, 32, 9, C.mint) +
        S.lines(18, 27, [46, 30], C.ink, 10, 4) +
        S.user(50, 82, 0.8) +
        S.rect(20, 116, 74, 34, 9, C.yellow) +
        S.lines(30, 132, [50], C.ink),
    ),
    S.calendar(212, 70, 0.9, S.text(0, 22, 24, '5')),
    S.person(254, 152, 'woman', 1),
    S.ok(282, 72),
  ),
}
