import * as S from './symbols.mjs'
import * as T from './things.mjs'

const { C, identityApp, identityCard, healthCard } = S

/** Pictures of group 1, online public services. Keys are `<skill>-<step>`. */
export const scenes = {
  'service.vneid-1': S.scene(
    S.phone(92, 24, S.apps(4) + identityApp(33, 46, 34) + S.rect(10, 132, 80, 20, 8, C.mint)),
    S.tap(160, 112),
  ),
  'service.vneid-2': S.scene(
    S.held(
      44,
      16,
      identityApp(34, 16, 32) +
        S.rect(8, 64, 84, 26, 8, C.mint) +
        S.dots(20, 77, 6, 12) +
        S.finger(50, 122, 0.9),
    ),
    S.lock(236, 76, 1.5),
    S.ok(262, 128, 20),
  ),
  'service.vneid-3': S.scene(
    S.phone(
      84,
      24,
      S.rect(0, 0, 100, 30, 5, C.brick) +
        S.lines(12, 15, [50], C.white) +
        S.path('M10 66h80v74a8 8 0 0 1-8 8h-64a8 8 0 0 1-8-8Z', '#d9a35f') +
        identityCard(50, 64, 0.85) +
        healthCard(50, 92, 0.85) +
        S.path('M10 106h80v34a8 8 0 0 1-8 8h-64a8 8 0 0 1-8-8Z', '#c98f4a') +
        S.circle(76, 126, 5, C.yellow),
    ),
    S.tap(154, 168),
  ),
  'service.vneid-4': S.scene(
    S.person(58, 150, 'nurse', 1.1, 'speak'),
    S.bubble(22, 22, 92, 62, S.at(46, 31, S.rect(-26, -17, 52, 34, 5, C.white) + S.healthSign, 1)),
    S.phone(170, 24, identityCard(50, 44, 0.95) + healthCard(50, 110, 1.05) + S.line('M4 78H96', C.mint, 3)),
    S.line('M182 122h90v58h-90Z', C.yellow, 5),
    S.tap(248, 162),
  ),
  'service.vneid-5': S.scene(
    S.held(36, 16, S.rect(0, 0, 100, 160, 5, C.mint) + identityCard(50, 46, 1.12) + S.qr(26, 88, 48)),
    S.arrow(178, 92, 212, 92, C.green),
    S.person(256, 132, 'officer', 1.1),
    S.eye(200, 52, 0.7),
    S.lock(196, 150, 0.7),
  ),

  // papers photographed flat and bright, on one's own phone
  'service.submit-1': S.scene(
    S.rect(24, 168, 190, 50, 6, '#d9a35f', ` stroke="${C.ink}" stroke-width="3"`),
    S.doc(74, 140, 1.25),
    S.doc(150, 140, 1.25),
    S.phone(
      214,
      30,
      S.rect(0, 0, 100, 160, 5, C.ink) +
        S.doc(50, 74, 1.1) +
        S.brackets(10, 26, 80) +
        S.circle(50, 142, 11, C.white),
      0.82,
      8,
    ),
    S.star(110, 52, 2.2),
    S.star(142, 36, 1.4),
  ),
  'service.submit-2': S.scene(
    S.held(
      30,
      16,
      S.rect(4, 10, 92, 22, 9, C.mint) +
        S.text(50, 25, 9, 'dichvucong.gov.vn') +
        S.office(50, 88, 0.72) +
        S.button(16, 128, 68, 18),
    ),
    S.rect(166, 66, 142, 38, 10, C.white, ` stroke="${C.ink}" stroke-width="3"`),
    S.text(237, 90, 14, 'dichvucong.gov.vn'),
    S.magnifier(226, 142, 0.8),
    S.ok(282, 142, 18),
  ),
  'service.submit-3': S.scene(
    S.phone(
      30,
      26,
      S.rect(4, 10, 92, 18, 8, C.mint) +
        S.user(50, 60, 1) +
        S.button(12, 96, 76, 24, C.brick, identityApp(18, 98, 20) + S.lines(46, 108, [32], C.white)),
    ),
    S.tap(98, 138, -30),
    S.arrow(166, 82, 206, 82),
    identityApp(222, 44, 66),
    S.ok(282, 118, 20),
  ),
  'service.submit-4': S.scene(
    S.phone(
      36,
      24,
      S.rect(8, 10, 84, 22, 10, C.mint) +
        S.magnifier(22, 19, 0.22) +
        S.lines(34, 21, [44], C.ink) +
        [0, 1, 2]
          .map(
            i =>
              S.rect(8, 44 + i * 36, 84, 28, 6, i === 1 ? C.yellow : C.mint) +
              S.lines(18, 54 + i * 36, [56, 36], i === 1 ? C.ink : C.grey, 9, 4),
          )
          .join(''),
    ),
    S.tap(116, 132),
    S.office(242, 136, 1),
    S.pin(242, 46, 0.9),
  ),
  'service.submit-5': S.scene(
    S.phone(
      36,
      24,
      [0, 1, 2]
        .map(
          i =>
            S.lines(10, 16 + i * 32, [30], C.grey, 9, 4) +
            S.rect(8, 22 + i * 32, 84, 18, 5, C.mint) +
            S.lines(14, 31 + i * 32, [50 - i * 10], C.ink, 9, 4),
        )
        .join('') +
        S.rect(8, 116, 84, 36, 8, C.white, ` stroke="${C.green}" stroke-width="3" stroke-dasharray="7 5"`) +
        S.line('M50 144V124M41 132l9-9l9 9', C.green, 5),
    ),
    S.doc(224, 92, 1.3),
    S.doc(262, 118, 1.3),
    S.arrow(196, 150, 152, 170),
  ),
  'service.submit-6': S.scene(
    S.held(
      36,
      16,
      S.rect(0, 0, 100, 160, 5, C.mint) +
        S.ok(50, 48, 28) +
        S.rect(8, 92, 84, 32, 8, C.yellow) +
        S.text(50, 114, 16, 'H01-26'),
    ),
    S.doc(240, 92, 1.7),
    S.rect(204, 96, 62, 24, 5, C.yellow, ` stroke="${C.ink}" stroke-width="3"`),
    S.text(235, 113, 14, 'H01-26'),
    S.pen(262, 136, 0.95),
  ),
  'service.track-1': S.scene(
    S.doc(100, 112, 2, false),
    S.rect(52, 96, 96, 34, 6, C.yellow, ` stroke="${C.ink}" stroke-width="3"`),
    S.text(100, 120, 19, 'H01-26'),
    S.magnifier(232, 104, 1.6),
    S.text(232, 109, 12, 'H01-26'),
  ),
  'service.track-2': S.scene(
    S.phone(
      92,
      24,
      S.rect(4, 8, 92, 20, 9, C.mint) +
        S.text(50, 22, 9, 'dichvucong.gov.vn') +
        S.magnifier(50, 58, 0.55) +
        S.rect(8, 94, 84, 24, 6, C.yellow) +
        S.text(50, 111, 13, 'H01-26') +
        S.button(14, 128, 72, 20),
    ),
    S.tap(168, 168),
    S.office(268, 96, 0.7),
  ),
  'service.track-3': S.scene(
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
    S.eye(200, 60, 0.9),
    S.office(236, 150, 0.85),
    S.calendar(286, 50, 0.6, S.text(0, 22, 22, '20')),
  ),
  'service.track-4': S.scene(
    S.held(
      36,
      16,
      S.rect(0, 0, 100, 160, 5, C.mint) +
        S.doc(50, 62, 1.1) +
        S.line('M50 112V140M38 130l12 12l12-12', C.green, 6),
    ),
    S.doc(238, 92, 1.7),
    S.ok(286, 150, 22),
    S.star(190, 60, 1.6),
  ),
  'service.sign-1': S.scene(
    S.held(
      36,
      16,
      S.rect(0, 0, 100, 26, 5, C.green) +
        S.pen(36, 92, 0.9) +
        S.line('M20 100q10-12 18-2t16-4t20 2', C.green, 5) +
        S.button(16, 122, 68, 22),
    ),
    identityCard(240, 82, 1.2),
    S.plus(240, 136, 14),
    S.user(240, 182, 1.1),
  ),
  'service.sign-2': S.scene(
    S.phone(
      92,
      24,
      S.doc(50, 52, 1, false) +
        S.eye(50, 112, 0.55) +
        S.button(12, 130, 76, 22, C.brick, S.line('M34 142q6-8 12 0t14-2', C.white, 4)),
    ),
    S.tap(160, 172),
  ),
  'service.sign-3': S.scene(
    S.held(
      36,
      16,
      S.lock(50, 48, 0.9) +
        [0, 1, 2, 3, 4, 5].map(i => S.rect(6 + i * 15.5, 90, 13, 20, 3, C.yellow)).join('') +
        S.dots(12.5, 100, 6, 15.5, C.ink, 3) +
        S.button(16, 124, 68, 22),
    ),
    S.finger(238, 84, 1.4),
    S.user(204, 176, 0.9),
    S.ok(252, 172, 20),
  ),
  'service.sign-4': S.scene(
    S.doc(112, 112, 2.2, false),
    S.line('M74 150q12-18 22-4t20-6t22 2', C.green, 6),
    S.circle(160, 176, 24, C.brick),
    S.star(160, 176, 1.5),
    S.ok(252, 100, 34),
  ),
  'service.tax-1': S.scene(
    S.at(
      108,
      120,
      S.path('M-80-44H80L92-12H-92Z', C.brick, ` stroke="${C.ink}" stroke-width="3"`) +
        S.rect(-76, -12, 152, 82, 3, C.white, ` stroke="${C.ink}" stroke-width="3"`) +
        S.rect(-60, 6, 54, 40, 3, C.yellow) +
        S.rect(20, 4, 40, 66, 3, C.green),
    ),
    T.book(250, 96, 1.4),
    S.coin(232, 164, 16),
    S.coin(268, 164, 16),
  ),
  'service.tax-2': S.scene(
    S.phone(
      92,
      24,
      S.doc(50, 36, 0.8) +
        S.button(10, 84, 80, 28, C.brick, identityApp(16, 87, 22) + S.lines(46, 98, [34], C.white)) +
        S.rect(10, 120, 80, 22, 9, C.mint),
    ),
    S.tap(168, 118),
    S.lock(264, 82, 0.9),
  ),
  'service.tax-3': S.scene(
    S.phone(
      44,
      24,
      S.calendar(24, 30, 0.45) +
        S.lines(48, 28, [40], C.ink) +
        [0, 1]
          .map(
            i =>
              S.rect(8, 58 + i * 30, 84, 22, 5, i ? C.yellow : C.mint) +
              S.lines(16, 70 + i * 30, [60 - i * 16], C.ink),
          )
          .join('') +
        S.button(14, 128, 72, 22),
    ),
    S.tap(120, 118),
    T.book(226, 84, 1.2),
    S.eye(226, 150, 0.9),
  ),
  'service.tax-4': S.scene(
    S.held(36, 16, S.rect(0, 0, 100, 160, 5, C.mint) + S.ok(50, 44, 24) + S.doc(50, 130, 0.55)),
    S.calendar(232, 76, 1, S.text(0, 22, 24, '20')),
    S.bank(236, 166, 0.7),
  ),
}
