type Area = { row: number; column: number; rows: number; columns: number }
type Place = { row: number; column: number }
/** Where provinces stand in the grid of tiles, and the free corners beside them. Rows and columns begin with 1. */
export type Grid = {
  columns: number
  rows: number
  places: ReadonlyMap<string, Place>
  legend: Area
  paracels: Area
  spratlys: Area
}

/** Reads a drawing: one line a row, official codes of provinces as they stand on a map, `..` for nothing. */
const draw = (drawing: string): Pick<Grid, 'columns' | 'rows' | 'places'> => {
  const rows = drawing
    .trim()
    .split('\n')
    .map(line => line.trim().split(' '))
  const places = rows.flatMap((cells, row) =>
    cells.flatMap((code, column): [string, Place][] =>
      code === '..' ? [] : [[code, { row: row + 1, column: column + 1 }]],
    ),
  )
  return { columns: Math.max(...rows.map(cells => cells.length)), rows: rows.length, places: new Map(places) }
}

/** Until 30 June 2025: 63 provinces, from Lai Châu, Lào Cai, Hà Giang, Cao Bằng down to Cà Mau and Bạc Liêu. */
export const OLD: Grid = {
  ...draw(`
    .. 12 10 02 04 ..
    11 14 15 08 06 20
    .. .. 25 26 19 24 22
    .. .. 17 01 27 30 31
    .. .. .. 35 33 34
    .. .. 38 37 36
    .. .. 40 42
    .. .. .. 44 45
    .. .. .. .. 46 48
    .. .. .. .. .. 49
    .. .. .. .. 62 51
    .. .. .. .. 64 52
    .. .. .. .. 66 54
    .. .. .. .. 67 56
    .. .. 72 70 68 58
    .. .. 74 75 60
    .. 80 79 77
    89 87 82
    91 92 86 83
    .. 93 94 84
    96 95
  `),
  legend: { row: 9, column: 1, rows: 6, columns: 4 },
  paracels: { row: 9, column: 7, rows: 1, columns: 1 },
  spratlys: { row: 17, column: 6, rows: 2, columns: 2 },
}

/** Since 1 July 2025: 34, from Lai Châu, Lào Cai, Tuyên Quang, Cao Bằng down to Cà Mau. */
export const NEW: Grid = {
  ...draw(`
    .. 12 15 08 04 ..
    11 14 25 19 20
    .. .. 01 24 31 22
    .. .. 37 33
    .. .. 38
    .. .. 40 42
    .. .. .. 44 46
    .. .. .. .. 48
    .. .. .. .. 51
    .. .. .. .. 52
    .. .. .. .. 66
    .. .. .. 68 56
    .. 80 75
    91 82 79
    .. 92 86
    96
  `),
  legend: { row: 7, column: 1, rows: 5, columns: 3 },
  paracels: { row: 8, column: 6, rows: 1, columns: 1 },
  spratlys: { row: 13, column: 5, rows: 2, columns: 2 },
}

/** The grid whose provinces these are; the day of the reform is in the data, not here. */
export const gridOf = (codes: readonly (string | null)[]): Grid =>
  codes.length > NEW.places.size ? OLD : NEW

/** The place of a province; one the grid does not know yet (a later law) stands in a row of its own below. */
export const placeIn = (grid: Grid, code: string | null, unknown: number): Place =>
  (code === null ? undefined : grid.places.get(code)) ?? {
    row: grid.rows + 1 + Math.floor(unknown / grid.columns),
    column: 1 + (unknown % grid.columns),
  }

// A tile is about eight letters wide.
const SHORT: Readonly<Record<string, string>> = { 'Bà Rịa - Vũng Tàu': 'Bà Rịa VTàu' }
export const shortName = (bare: string): string => SHORT[bare] ?? bare
