import * as S from './symbols.mjs'
import * as T from './things.mjs'

const { C } = S

/** Pictures of group 3, online payment. Keys are `<skill>-<step>`. */
export const scenes = {
  // open the bank app: the scan button among the others, a finger on it
  'pay.qr-1': S.scene(
    S.phone(
      92,
      24,
      S.rect(0, 0, 100, 34, 5, C.green) +
        S.lines(12, 14, [44, 28], C.white, 11, 5) +
        [0, 1, 2].map(i => S.rect(8 + i * 30, 44, 24, 24, 6, i === 1 ? C.grey : C.mint)).join('') +
        S.rect(22, 80, 56, 56, 12, C.yellow) +
        S.qr(32, 90, 36),
    ),
    S.tap(160, 170),
  ),
  // the code of the shop stands inside the frame
  'pay.qr-2': S.scene(
    S.rect(20, 176, 150, 50, 6, '#d9a35f', ` stroke="${C.ink}" stroke-width="3"`),
    S.rect(40, 66, 96, 112, 8, C.white, ` stroke="${C.ink}" stroke-width="3"`),
    S.rect(40, 66, 96, 22, 8, C.green),
    S.qr(56, 98, 64),
    S.held(
      186,
      18,
      S.rect(0, 0, 100, 160, 5, C.ink) +
        S.rect(14, 34, 72, 72, 4, C.white) +
        S.qr(24, 44, 52) +
        S.brackets(8, 28, 84) +
        S.line('M10 70H90', C.brick, 3),
    ),
    S.arrow(178, 108, 146, 116, C.brick),
  ),
  // read the receiver's name aloud, the seller nods
  'pay.qr-3': S.scene(
    S.held(
      24,
      16,
      S.circle(50, 34, 17, C.mint) +
        S.user(50, 34, 0.75) +
        S.rect(4, 62, 92, 34, 8, C.yellow) +
        S.text(50, 76, 11, 'NGUYỄN') +
        S.text(50, 90, 11, 'VĂN A') +
        S.lines(14, 112, [70, 50]),
    ),
    S.eye(182, 52, 0.75),
    S.arrow(170, 72, 142, 90),
    S.person(244, 140, 'seller', 1.1),
    S.bubble(216, 22, 92, 50, S.text(46, 22, 12, 'NGUYỄN') + S.text(46, 39, 12, 'VĂN A')),
  ),
  // type the amount and read it back
  'pay.qr-4': S.scene(
    S.phone(
      52,
      24,
      S.rect(4, 8, 92, 40, 8, C.yellow) +
        S.text(50, 35, 20, '50.000') +
        [...'123456789']
          .map(
            (d, i) =>
              S.rect(9 + (i % 3) * 29, 58 + Math.floor(i / 3) * 25, 24, 20, 5, C.mint) +
              S.text(21 + (i % 3) * 29, 73 + Math.floor(i / 3) * 25, 13, d),
          )
          .join('') +
        S.button(10, 138, 80, 16),
    ),
    S.tap(136, 142, -34),
    S.note(246, 72, 1.3, -6),
    S.text(246, 126, 22, '50.000 đ'),
    S.eye(246, 156, 0.7),
  ),
  // only one's own face or finger confirms
  'pay.qr-5': S.scene(
    S.held(
      100,
      16,
      S.brackets(14, 26, 72, C.green, 5) +
        S.circle(50, 60, 25, C.skin) +
        S.path('M25 57Q24 30 50 30T75 57Q60 42 25 57Z', C.ink) +
        S.circle(41, 60, 3, C.ink) +
        S.circle(59, 60, 3, C.ink) +
        S.line('M41 70q9 8 18 0', C.ink, 3) +
        S.dots(15, 128, 6, 14),
    ),
    S.lock(262, 86, 1.2),
    S.finger(48, 92, 1.3),
  ),
  // wait for the sign of success before leaving
  'pay.qr-6': S.scene(
    S.held(
      34,
      16,
      S.rect(0, 0, 100, 160, 5, C.mint) +
        S.ok(50, 58, 32) +
        S.text(50, 116, 17, '50.000 đ') +
        S.lines(22, 132, [56, 40], C.green),
    ),
    S.person(240, 142, 'seller', 1.15),
    S.bubble(196, 20, 84, 46, S.ok(42, 23, 17), C.white),
  ),
  // from the phone's own store
  'pay.app-1': S.scene(
    S.held(
      36,
      16,
      S.rect(0, 0, 100, 28, 5, C.mint) +
        S.lines(12, 14, [48], C.green) +
        S.bank(50, 66, 0.55) +
        [0, 1, 2].map(i => S.star(36 + i * 14, 102, 0.6)).join('') +
        S.button(20, 118, 60, 22),
    ),
    S.line('M234 40V96M208 72l26 26l26-26', C.green, 9),
    S.line('M196 118H272', C.green, 9),
    S.ok(234, 168, 24),
  ),
  'pay.app-2': S.scene(
    S.phone(
      92,
      24,
      S.bank(50, 36, 0.5) +
        S.rect(8, 70, 84, 24, 8, C.mint) +
        S.dots(20, 82, 6, 12) +
        S.button(12, 110, 76, 24),
    ),
    S.tap(170, 150),
    S.lock(262, 80, 1.1),
  ),
  'pay.app-3': S.scene(
    S.held(
      36,
      16,
      S.brackets(14, 26, 72, C.green, 5) +
        S.circle(50, 60, 25, C.skin) +
        S.path('M24 62Q22 30 50 30T76 62Q60 44 24 62Z', '#dfe3df') +
        S.circle(41, 62, 3, C.ink) +
        S.circle(59, 62, 3, C.ink) +
        S.line('M41 72q9 8 18 0', C.ink, 3) +
        S.ok(50, 130, 14),
    ),
    S.person(250, 140, 'grandma', 1.25),
    S.line('M180 96h26M180 112h18', C.yellow, 5),
  ),
  'pay.app-4': S.scene(
    S.held(
      36,
      16,
      S.rect(0, 0, 100, 56, 5, C.green) +
        S.text(50, 36, 16, '1.250.000', C.white) +
        S.lines(14, 76, [70, 50], C.grey, 14) +
        S.lines(14, 110, [70, 44], C.grey, 14),
    ),
    S.eye(214, 76, 1.1),
    S.coin(196, 140, 18),
    S.coin(236, 148, 18),
    S.coin(276, 140, 18),
  ),
  // the customer code stands on the paper bill
  'pay.bills-1': S.scene(
    S.at(
      120,
      116,
      S.rect(-74, -88, 148, 172, 6, C.white, ` stroke="${C.ink}" stroke-width="3"`) +
        S.bolt(-46, -52, 0.62) +
        S.lines(-18, -64, [70, 48], C.grey, 16) +
        S.rect(-60, -18, 120, 30, 5, C.yellow) +
        S.text(0, 3, 16, 'PA 0412') +
        S.lines(-58, 36, [110, 80, 96], C.grey, 15),
    ),
    S.magnifier(246, 104, 1.6),
    S.text(246, 110, 13, 'PA 0412'),
  ),
  'pay.bills-2': S.scene(
    S.phone(
      92,
      24,
      S.rect(0, 0, 100, 26, 5, C.green) +
        S.lines(12, 13, [46], C.white) +
        [0, 1, 2, 3]
          .map(i =>
            S.rect(8 + (i % 2) * 44, 36 + Math.floor(i / 2) * 58, 40, 50, 8, i === 0 ? C.yellow : C.mint),
          )
          .join('') +
        S.bolt(28, 61, 0.5) +
        T.drop(72, 62, 0.6) +
        T.book(28, 119, 0.55),
    ),
    S.tap(140, 116),
  ),
  'pay.bills-3': S.scene(
    S.held(
      36,
      16,
      S.bolt(50, 26, 0.45) +
        S.rect(8, 52, 84, 24, 6, C.mint) +
        S.text(50, 69, 13, 'PA 0412') +
        S.rect(8, 88, 84, 32, 6, C.yellow) +
        S.user(24, 104, 0.5) +
        S.text(62, 108, 11, 'NHÀ A'),
    ),
    S.eye(204, 62, 0.9),
    S.house(248, 142, 1.2),
    S.ok(292, 84, 16),
  ),
  'pay.bills-4': S.scene(
    S.phone(
      52,
      24,
      S.calendar(50, 40, 0.6, S.text(0, 22, 22, '11')) +
        S.rect(8, 76, 84, 30, 8, C.yellow) +
        S.text(50, 97, 17, '186.000') +
        S.button(10, 122, 80, 24),
    ),
    S.tap(124, 176),
    S.bolt(226, 66, 0.8),
    S.text(246, 130, 22, '186.000 đ'),
    S.eye(246, 164, 0.75),
  ),
  'pay.bills-5': S.scene(
    S.held(
      36,
      16,
      S.rect(0, 0, 100, 160, 5, C.mint) +
        S.ok(50, 50, 28) +
        S.text(50, 104, 16, '186.000 đ') +
        S.lines(24, 122, [52, 36], C.green),
    ),
    S.doc(236, 84, 1.4, false),
    S.ok(262, 120, 18),
    S.house(236, 186, 0.7),
    S.bolt(282, 176, 0.5),
  ),
  // one's own code
  'pay.receive-1': S.scene(
    S.phone(
      92,
      24,
      S.rect(0, 0, 100, 26, 5, C.green) +
        S.lines(12, 13, [46], C.white) +
        S.qr(20, 38, 60) +
        S.rect(8, 108, 84, 26, 6, C.yellow) +
        S.text(50, 126, 12, 'NHÀ B'),
    ),
    S.tap(172, 150),
    S.coin(256, 70, 20),
  ),
  'pay.receive-2': S.scene(
    S.rect(92, 182, 140, 44, 6, '#d9a35f', ` stroke="${C.ink}" stroke-width="3"`),
    S.rect(122, 84, 80, 98, 8, C.white, ` stroke="${C.ink}" stroke-width="3"`),
    S.rect(122, 84, 80, 18, 8, C.green),
    S.qr(136, 110, 52),
    S.person(48, 148, 'seller', 1),
    S.person(276, 148, 'man', 0.9),
    S.brackets(116, 92, 92, C.yellow, 5),
    S.phone(212, 76, '', 0.3, -8),
  ),
  // the money is in the account, a picture of it is not money
  'pay.receive-3': S.scene(
    S.held(
      26,
      16,
      S.rect(0, 0, 100, 30, 5, C.green) +
        S.lines(12, 15, [46], C.white) +
        S.rect(6, 48, 88, 40, 8, C.mint) +
        S.text(50, 75, 18, '+80.000', C.green) +
        S.ok(50, 122, 18),
    ),
    S.phone(206, 36, S.picture(8, 20, 84, 60) + S.text(50, 112, 16, '80.000'), 0.8, 8),
    S.no(222, 176, 26),
  ),
  'pay.receive-4': S.scene(
    S.person(66, 146, 'seller', 1.1),
    S.parcel(162, 150, 1),
    S.arrow(128, 96, 200, 96, C.green),
    S.person(258, 146, 'woman', 1.1),
    S.bubble(132, 18, 70, 48, S.ok(35, 24, 16)),
  ),
}
