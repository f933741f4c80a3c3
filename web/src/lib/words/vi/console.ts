/** Words of the console (/ban-lam-viec). Large screens may keep theirs in console/<screen>.ts and join them here. */
export const consoleVi = {
  title: 'Bàn làm việc',
  nav: { overview: 'Tổng quan' },
}

export type ConsoleWords = typeof consoleVi
