import * as S from './symbols.mjs'

const { C } = S

/** Pictures of group 4, staying safe online. Keys are `<skill>-<step>`. */
export const scenes = {
  // a stranger on the phone says he is the police
  'safe.scam-1': S.scene(
    S.person(64, 152, 'mask', 1.15),
    S.ring(132, 150, 0.9, C.ink),
    S.bubble(104, 18, 104, 88, S.person(52, 50, 'officer', 0.62)),
    S.card(262, 96, C.green, 1, S.idSign),
    S.note(262, 150, 1),
    S.no(262, 122, 30),
  ),
  // "pay within ten minutes or the power is cut"
  'safe.scam-2': S.scene(
    S.held(
      36,
      16,
      S.rect(8, 14, 84, 66, 10, C.mint) +
        S.bolt(28, 46, 0.6) +
        S.text(66, 52, 22, '!', C.brick) +
        S.lines(50, 66, [34], C.brick) +
        S.rect(8, 92, 84, 30, 10, C.yellow) +
        S.chain(50, 107, 0.6),
    ),
    S.circle(244, 72, 34, C.white, ` stroke="${C.ink}" stroke-width="4"`),
    S.line('M244 50V72L260 82', C.brick, 5),
    S.chain(234, 156, 1),
    S.no(272, 166, 22),
  ),
  // a prize is the bait on a hook
  'safe.scam-3': S.scene(
    S.gift(92, 142, 1.2),
    S.hook(128, 104, 1.2),
    S.line('M60 60l10 10M56 92h12M150 50l-6 10', C.yellow, 5),
    S.person(244, 144, 'woman', 1.1, 'worry'),
    S.no(164, 186, 22),
  ),
  // an app that comes by a link, not from the store
  'safe.scam-4': S.scene(
    S.person(270, 158, 'mask', 0.85),
    S.arrow(232, 120, 172, 104),
    S.held(
      36,
      16,
      S.rect(24, 22, 52, 52, 12, C.ink) +
        S.text(50, 60, 34, '?', C.yellow) +
        S.line('M50 90V120M38 110l12 12l12-12', C.brick, 6) +
        S.line('M30 138H70', C.brick, 6),
    ),
    S.no(206, 52, 26),
  ),
  // a relative asks for money in a message: ring the relative
  'safe.scam-5': S.scene(
    S.phone(
      24,
      22,
      S.circle(20, 24, 12, C.skin) +
        S.path('M7 22Q8 8 20 8T33 22Q20 12 7 22Z', C.ink) +
        S.rect(38, 12, 54, 40, 10, C.mint) +
        S.note(64, 32, 0.6) +
        S.rect(38, 62, 54, 22, 8, C.mint) +
        S.lines(46, 73, [36], C.brick) +
        S.lines(10, 118, [50, 34]),
    ),
    S.no(128, 56, 18),
    S.ring(176, 142, 1.1, C.green),
    S.line('M196 104q14 12 14 30M206 92q20 18 20 42', C.green, 4),
    S.person(270, 154, 'man', 0.95, 'speak'),
  ),
  // stop, hang up, ask
  'safe.scam-6': S.scene(
    S.stop(62, 128, 1.05),
    S.line('M112 110h18', C.ink, 5),
    S.circle(166, 110, 34, C.brick),
    S.at(166, 122, S.path('M-28 2Q0-24 28 2l-4 10l-14-5v-9Q0-7-10-2v9l-14 5Z', C.white)),
    S.line('M206 110h16', C.ink, 5),
    S.person(268, 128, 'officer', 0.85),
    S.badge(62, 32, '1'),
    S.badge(166, 32, '2'),
    S.badge(268, 32, '3'),
  ),

  // the code is a key
  'safe.otp-1': S.scene(
    S.phone(
      36,
      24,
      S.rect(6, 24, 88, 70, 10, C.mint) +
        S.lines(16, 40, [56, 40], C.grey, 10, 4) +
        S.rect(12, 62, 76, 24, 6, C.yellow) +
        S.text(50, 80, 17, '482 913'),
    ),
    S.text(176, 126, 30, '='),
    S.key(248, 112, 1.3, -18),
    S.coin(222, 176, 15),
    S.coin(254, 184, 15),
    S.coin(286, 176, 15),
  ),
  // read what the message is for, and how much
  'safe.otp-2': S.scene(
    S.held(
      36,
      16,
      S.rect(6, 14, 88, 84, 10, C.mint) +
        S.lines(14, 28, [60], C.grey, 10, 4) +
        S.text(50, 58, 17, '-500.000', C.brick) +
        S.rect(12, 68, 76, 22, 6, C.yellow) +
        S.dots(25, 79, 6, 10, C.ink, 3.5),
    ),
    S.magnifier(232, 84, 1.6),
    S.text(232, 91, 15, '500.000', C.brick),
    S.eye(190, 166, 0.8),
    S.text(262, 178, 32, '?', C.green),
  ),
  // typed only by its owner, only into the owner's own screen
  'safe.otp-3': S.scene(
    S.phone(
      92,
      24,
      S.lock(50, 36, 0.8) +
        [0, 1, 2, 3, 4, 5].map(i => S.rect(5 + i * 15.5, 70, 13, 22, 3, i < 4 ? C.yellow : C.mint)).join('') +
        S.dots(11.5, 81, 4, 15.5, C.ink, 3) +
        S.button(12, 116, 76, 24),
    ),
    S.tap(172, 134),
    S.user(42, 110, 1.3),
    S.ok(66, 140, 15),
  ),
  // whoever asks, the answer is no
  'safe.otp-4': S.scene(
    S.person(62, 150, 'mask', 1.1),
    S.bubble(84, 26, 92, 56, S.text(46, 38, 26, 'OTP?')),
    S.stop(170, 172, 0.85),
    S.person(262, 144, 'grandma', 1.1),
    S.bubble(214, 24, 76, 46, S.no(38, 23, 16), C.white, 'right'),
  ),
  // said it by mistake: ring the bank within minutes
  'safe.otp-5': S.scene(
    S.held(
      26,
      16,
      S.rect(0, 0, 100, 160, 5, C.mint) +
        S.ring(48, 56, 1.1, C.green) +
        S.button(14, 112, 72, 26, C.green, S.line('M34 125h32', C.white, 5)),
    ),
    S.arrow(166, 92, 196, 92, C.green),
    S.bank(252, 104, 0.95),
    S.lock(252, 178, 0.9),
    S.circle(188, 170, 22, C.white, ` stroke="${C.ink}" stroke-width="4"`),
    S.line('M188 156V170L198 176', C.brick, 4),
  ),

  'safe.recover-1': S.scene(
    S.badge(30, 34, '1'),
    S.ring(84, 104, 1.9, C.green),
    S.line('M120 54q24 18 26 50M136 34q34 26 36 66', C.green, 5),
    S.bank(246, 110, 1),
    S.lock(246, 184, 0.9),
  ),
  'safe.recover-2': S.scene(
    S.badge(30, 34, '2'),
    S.phone(
      64,
      22,
      S.rect(8, 12, 60, 28, 8, C.mint) +
        S.lines(16, 24, [40], C.ink) +
        S.rect(30, 50, 62, 28, 8, C.yellow) +
        S.text(61, 69, 13, '-500.000', C.brick) +
        S.rect(8, 90, 70, 40, 8, C.mint) +
        S.lines(16, 104, [50, 30], C.ink) +
        S.brackets(0, 2, 100, C.brick, 5),
    ),
    S.camera(240, 82, 1.2),
    S.at(
      246,
      160,
      S.path('M-20-16H20L16 28H-16Z', C.grey, ` stroke="${C.ink}" stroke-width="3"`) +
        S.line('M-26-18H26M-8-26H8', C.ink, 5),
    ),
    S.no(272, 168, 18),
  ),
  'safe.recover-3': S.scene(
    S.badge(30, 34, '3'),
    S.person(88, 152, 'woman', 1.05, 'speak'),
    S.bubble(96, 24, 72, 60, S.doc(36, 30, 0.62, false)),
    S.person(244, 140, 'officer', 1.25),
    S.doc(168, 160, 0.8, false),
    S.pen(178, 172, 0.6),
  ),
  'safe.recover-4': S.scene(
    S.badge(30, 34, '4'),
    S.lock(84, 112, 1.3),
    S.line('M44 96a46 46 0 0 1 76-22M124 132a46 46 0 0 1-76 22', C.green, 6),
    S.line('M122 56v20h-20M46 172v-20h20', C.green, 6),
    S.person(210, 152, 'grandma', 0.85),
    S.person(276, 156, 'man', 0.8),
    S.bubble(196, 34, 84, 46, S.text(42, 35, 30, '!', C.brick)),
  ),
  'safe.lock-1': S.scene(
    S.phone(
      92,
      24,
      S.lock(50, 52, 0.9) +
        S.rect(10, 98, 80, 16, 6, C.mint) +
        S.rect(10, 122, 80, 22, 8, C.yellow) +
        S.lines(22, 133, [40], C.ink),
    ),
    S.tap(168, 160),
    S.finger(266, 84, 1.2),
  ),
  'safe.lock-2': S.scene(
    S.rect(28, 54, 116, 44, 10, C.white, ` stroke="${C.ink}" stroke-width="3"`),
    S.text(86, 84, 22, '123456'),
    S.no(144, 98, 18),
    S.rect(28, 128, 116, 44, 10, C.white, ` stroke="${C.ink}" stroke-width="3"`),
    S.text(86, 158, 22, '1975'),
    S.no(144, 172, 18),
    S.rect(182, 90, 116, 44, 10, C.white, ` stroke="${C.green}" stroke-width="4"`),
    S.dots(204, 112, 6, 15, C.ink, 5),
    S.ok(298, 134, 18),
    S.lock(240, 190, 0.8),
  ),
  'safe.lock-3': S.scene(
    S.held(
      36,
      16,
      S.rect(8, 20, 84, 22, 8, C.mint) +
        S.dots(20, 31, 6, 12, C.grey) +
        S.line('M50 50V66M42 60l8 8l8-8', C.brick, 5) +
        S.rect(8, 78, 84, 22, 8, C.yellow) +
        S.dots(20, 89, 6, 12) +
        S.button(18, 116, 64, 22),
    ),
    S.lock(240, 104, 1.3),
    S.line('M200 86a46 46 0 0 1 76-22M280 122a46 46 0 0 1-76 22', C.green, 6),
    S.line('M278 46v20h-20M202 162v-20h20', C.green, 6),
  ),
  // no note stuck to the back of the phone
  'safe.lock-4': S.scene(
    S.at(
      70,
      24,
      S.rect(0, 0, 116, 192, 16, C.ink) +
        S.circle(28, 28, 12, C.grey) +
        S.circle(28, 28, 6, C.ink) +
        S.at(
          58,
          108,
          S.rect(-42, -36, 84, 72, 3, C.yellow, ` stroke="${C.ink}" stroke-width="3"`) +
            S.key(8, -10, 0.6) +
            S.dots(-26, 18, 6, 10, C.ink, 3.5),
          1,
          -4,
        ),
    ),
    S.no(196, 168, 26),
    S.person(262, 146, 'grandma', 1),
    S.bubble(212, 24, 88, 50, S.lock(44, 30, 0.55)),
  ),
  'safe.report-1': S.scene(
    S.held(
      36,
      16,
      S.circle(50, 44, 24, C.ink) +
        S.text(50, 55, 30, '?', C.yellow) +
        S.lines(26, 84, [48], C.grey) +
        S.circle(28, 128, 17, C.brick) +
        S.at(28, 134, S.path('M-12 1Q0-10 12 1l-2 5l-6-2v-4Q0-3-4 0v4l-6 2Z', C.white)) +
        S.circle(72, 128, 17, C.grey),
    ),
    S.stop(238, 150, 1.2),
  ),
  'safe.report-2': S.scene(
    S.phone(
      92,
      24,
      S.circle(50, 34, 16, C.ink) +
        S.text(50, 41, 20, '?', C.yellow) +
        S.lines(26, 64, [48], C.grey) +
        S.rect(8, 82, 84, 24, 8, C.mint) +
        S.lines(18, 94, [40]) +
        S.rect(8, 114, 84, 28, 8, C.brick) +
        S.circle(26, 128, 8, 'none', ` stroke="${C.white}" stroke-width="3"`) +
        S.line('M20 134l12-12', C.white, 3) +
        S.lines(44, 128, [36], C.white),
    ),
    S.tap(164, 160),
  ),
  'safe.report-3': S.scene(
    S.held(
      36,
      16,
      S.rect(8, 10, 84, 24, 8, C.yellow) +
        S.text(50, 28, 17, '156') +
        S.rect(14, 52, 78, 54, 10, C.mint) +
        S.text(30, 72, 13, 'LD') +
        S.lines(46, 68, [38], C.ink) +
        S.lines(24, 84, [58, 40], C.grey) +
        S.circle(80, 132, 13, C.green) +
        S.path('M73 126L90 132L73 139L76 132Z', C.white),
    ),
    S.rect(196, 66, 100, 50, 12, C.yellow, ` stroke="${C.ink}" stroke-width="3"`),
    S.text(246, 101, 28, '156'),
    S.rect(196, 132, 100, 50, 12, C.white, ` stroke="${C.ink}" stroke-width="3"`),
    S.text(246, 167, 28, '5656'),
  ),
  'safe.report-4': S.scene(
    S.person(60, 156, 'woman', 0.95, 'speak'),
    S.bubble(70, 34, 96, 60, S.text(48, 46, 36, '!', C.brick)),
    S.person(176, 160, 'grandma', 0.8),
    S.person(234, 158, 'man', 0.8),
    S.person(286, 172, 'seller', 0.6),
    S.shield(240, 66, 0.9, S.line('M-12 2l8 9l16-20', C.white, 6)),
  ),
}
