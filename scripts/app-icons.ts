/**
 * Draws the app's icons from `static/logo.svg`: for home screens (whole and maskable), Apple, and the old favicon.
 * Run after the logo changed: `node scripts/app-icons.ts`
 */
import { readFileSync, writeFileSync } from 'node:fs'
import sharp from 'sharp'

const here = (path: string) => new URL(`../${path}`, import.meta.url)
const logo = readFileSync(here('static/logo.svg'))
const paper = '#fbf8f3'

/** The logo at a share of the icon's side; a maskable icon keeps to the inner 80 %, its corners may be cut. */
async function draw(
  side: number,
  share: number,
  background: string | { r: number; g: number; b: number; alpha: number },
) {
  const inner = Math.round(side * share)
  const drawn = await sharp(logo, { density: 72 * (inner / 48) })
    .resize(inner, inner)
    .png()
    .toBuffer()
  return sharp({ create: { width: side, height: side, channels: 4, background } })
    .composite([{ input: drawn, gravity: 'centre' }])
    .png({ palette: true, compressionLevel: 9, effort: 10 })
    .toBuffer()
}

/** An .ico file is a directory of images; one PNG inside is enough for every browser that still asks for it. */
function ico(png: Buffer, side: number): Buffer {
  const head = Buffer.alloc(22)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(1, 4)
  head.writeUInt8(side, 6)
  head.writeUInt8(side, 7)
  head.writeUInt16LE(1, 10)
  head.writeUInt16LE(32, 12)
  head.writeUInt32LE(png.length, 14)
  head.writeUInt32LE(22, 18)
  return Buffer.concat([head, png])
}

const clear = { r: 0, g: 0, b: 0, alpha: 0 }
writeFileSync(here('static/icons/icon-192.png'), await draw(192, 0.86, clear))
writeFileSync(here('static/icons/icon-512.png'), await draw(512, 0.86, clear))
writeFileSync(here('static/icons/maskable-512.png'), await draw(512, 0.58, paper))
writeFileSync(here('static/icons/apple-touch-icon.png'), await draw(180, 0.72, paper))
writeFileSync(here('static/favicon.ico'), ico(await draw(32, 1, clear), 32))
