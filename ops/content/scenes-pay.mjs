import * as S from './symbols.mjs'

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
}
