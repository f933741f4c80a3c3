/**
 * Draws the lesson pictures: `node ops/content/draw.mjs` writes catalogue/lessons/pictures/*.svg.
 * Needed only by whoever changes a picture; neither the product nor its tests run it.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'

const here = import.meta.dirname
const out = `${here}/../../catalogue/lessons/pictures`
mkdirSync(out, { recursive: true })
for (const file of readdirSync(here).filter(f => /^scenes-.*\.mjs$/.test(f))) {
  const { scenes } = await import(`./${file}`)
  for (const [name, svg] of Object.entries(scenes)) {
    const bytes = Buffer.byteLength(svg)
    if (bytes > 4096) console.error(`${name}: ${bytes} bytes, over 4096`)
    writeFileSync(`${out}/${name}.svg`, svg)
  }
}
