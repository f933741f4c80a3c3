/** Where provinces stand in the grid of tiles, roughly as on a map: official code to [row, column], from the north west. */
type Places = Readonly<Record<string, readonly [row: number, column: number]>>
type Area = { row: number; column: number; rows: number; columns: number }
export type Grid = { columns: number; rows: number; places: Places; legend: Area; paracels: Area; spratlys: Area }

/** Until 30 June 2025: 63 provinces and municipalities. */
export const OLD: Grid = {
  columns: 7,
  rows: 21,
  legend: { row: 9, column: 1, rows: 6, columns: 4 },
  paracels: { row: 9, column: 7, rows: 1, columns: 1 },
  spratlys: { row: 17, column: 6, rows: 2, columns: 2 },
  places: {
    // Lai Châu, Lào Cai, Hà Giang, Cao Bằng
    '12': [1, 2], '10': [1, 3], '02': [1, 4], '04': [1, 5],
    // Điện Biên, Sơn La, Yên Bái, Tuyên Quang, Bắc Kạn, Lạng Sơn
    '11': [2, 1], '14': [2, 2], '15': [2, 3], '08': [2, 4], '06': [2, 5], '20': [2, 6],
    // Phú Thọ, Vĩnh Phúc, Thái Nguyên, Bắc Giang, Quảng Ninh
    '25': [3, 3], '26': [3, 4], '19': [3, 5], '24': [3, 6], '22': [3, 7],
    // Hoà Bình, Hà Nội, Bắc Ninh, Hải Dương, Hải Phòng
    '17': [4, 3], '01': [4, 4], '27': [4, 5], '30': [4, 6], '31': [4, 7],
    // Hà Nam, Hưng Yên, Thái Bình
    '35': [5, 4], '33': [5, 5], '34': [5, 6],
    // Thanh Hóa, Ninh Bình, Nam Định
    '38': [6, 3], '37': [6, 4], '36': [6, 5],
    // Nghệ An, Hà Tĩnh
    '40': [7, 3], '42': [7, 4],
    // Quảng Bình, Quảng Trị
    '44': [8, 4], '45': [8, 5],
    // Huế, Đà Nẵng
    '46': [9, 5], '48': [9, 6],
    // Quảng Nam
    '49': [10, 6],
    // Kon Tum, Quảng Ngãi
    '62': [11, 5], '51': [11, 6],
    // Gia Lai, Bình Định
    '64': [12, 5], '52': [12, 6],
    // Đắk Lắk, Phú Yên
    '66': [13, 5], '54': [13, 6],
    // Đắk Nông, Khánh Hòa
    '67': [14, 5], '56': [14, 6],
    // Tây Ninh, Bình Phước, Lâm Đồng, Ninh Thuận
    '72': [15, 3], '70': [15, 4], '68': [15, 5], '58': [15, 6],
    // Bình Dương, Đồng Nai, Bình Thuận
    '74': [16, 3], '75': [16, 4], '60': [16, 5],
    // Long An, Hồ Chí Minh, Bà Rịa
    '80': [17, 2], '79': [17, 3], '77': [17, 4],
    // An Giang, Đồng Tháp, Tiền Giang
    '89': [18, 1], '87': [18, 2], '82': [18, 3],
    // Kiên Giang, Cần Thơ, Vĩnh Long, Bến Tre
    '91': [19, 1], '92': [19, 2], '86': [19, 3], '83': [19, 4],
    // Hậu Giang, Sóc Trăng, Trà Vinh
    '93': [20, 2], '94': [20, 3], '84': [20, 4],
    // Cà Mau, Bạc Liêu
    '96': [21, 1], '95': [21, 2],
  },
}

/** Since 1 July 2025: 34. */
export const NEW: Grid = {
  columns: 6,
  rows: 16,
  legend: { row: 7, column: 1, rows: 5, columns: 3 },
  paracels: { row: 8, column: 6, rows: 1, columns: 1 },
  spratlys: { row: 13, column: 5, rows: 2, columns: 2 },
  places: {
    // Lai Châu, Lào Cai, Tuyên Quang, Cao Bằng
    '12': [1, 2], '15': [1, 3], '08': [1, 4], '04': [1, 5],
    // Điện Biên, Sơn La, Phú Thọ, Thái Nguyên, Lạng Sơn
    '11': [2, 1], '14': [2, 2], '25': [2, 3], '19': [2, 4], '20': [2, 5],
    // Hà Nội, Bắc Ninh, Hải Phòng, Quảng Ninh
    '01': [3, 3], '24': [3, 4], '31': [3, 5], '22': [3, 6],
    // Ninh Bình, Hưng Yên
    '37': [4, 3], '33': [4, 4],
    // Thanh Hóa
    '38': [5, 3],
    // Nghệ An, Hà Tĩnh
    '40': [6, 3], '42': [6, 4],
    // Quảng Trị, Huế
    '44': [7, 4], '46': [7, 5],
    // Đà Nẵng
    '48': [8, 5],
    // Quảng Ngãi
    '51': [9, 5],
    // Gia Lai
    '52': [10, 5],
    // Đắk Lắk
    '66': [11, 5],
    // Lâm Đồng, Khánh Hòa
    '68': [12, 4], '56': [12, 5],
    // Tây Ninh, Đồng Nai
    '80': [13, 2], '75': [13, 3],
    // An Giang, Đồng Tháp, Hồ Chí Minh
    '91': [14, 1], '82': [14, 2], '79': [14, 3],
    // Cần Thơ, Vĩnh Long
    '92': [15, 2], '86': [15, 3],
    // Cà Mau
    '96': [16, 1],
  },
}

/** The grid whose provinces these are; the day of the reform is in the data, not here. */
export const gridOf = (codes: readonly (string | null)[]): Grid =>
  codes.length > Object.keys(NEW.places).length ? OLD : NEW

/** The place of a province; one the grid does not know yet (a later law) stands in a row of its own below. */
export const placeIn = (grid: Grid, code: string | null, unknown: number): { row: number; column: number } => {
  const place = code === null ? undefined : grid.places[code]
  return place
    ? { row: place[0], column: place[1] }
    : { row: grid.rows + 1 + Math.floor(unknown / grid.columns), column: 1 + (unknown % grid.columns) }
}

// A tile is about eight letters wide.
const SHORT: Readonly<Record<string, string>> = { 'Bà Rịa - Vũng Tàu': 'Bà Rịa VTàu' }
export const shortName = (bare: string): string => SHORT[bare] ?? bare
