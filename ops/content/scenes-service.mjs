import * as S from './symbols.mjs'

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
}
