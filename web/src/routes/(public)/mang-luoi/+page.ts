// Readable without scripts: days and provinces are links. With them the line of days is a slider.
export const csr = true
