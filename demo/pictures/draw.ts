/** Pieces from which the demo's pictures are put together: SVG text, drawn by ourselves, in the colours of the site. */
export const colour = {
  wall: '#f6ead6',
  shade: '#e6d2b3',
  brick: '#a84a24',
  clay: '#d98b62',
  teal: '#0c5f62',
  mist: '#9fc9c6',
  gold: '#c98a1b',
  straw: '#f0cf8a',
  wood: '#6b4226',
  dark: '#3a2a20',
  skin: '#9a6240',
  hair: '#2b1d16',
  white: '#fffdf9',
  leaf: '#5f8f5a',
} as const

export const width = 1600
export const height = 1000

export const scene = (defs: string, ...parts: string[]) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><defs>${defs}</defs>${parts.join('')}</svg>`

/** A gradient from top to bottom. */
export const fade = (id: string, from: string, to: string) =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`

/** Light that fades outwards. */
export const glow = (id: string, tint: string, strength = 0.8) =>
  `<radialGradient id="${id}"><stop offset="0" stop-color="${tint}" stop-opacity="${strength}"/><stop offset="1" stop-color="${tint}" stop-opacity="0"/></radialGradient>`

export const box = (x: number, y: number, w: number, h: number, fill: string, more = '') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${more}/>`

export const shape = (d: string, fill: string, more = '') => `<path d="${d}" fill="${fill}" ${more}/>`

export const disc = (x: number, y: number, rx: number, fill: string, ry = rx, more = '') =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}" ${more}/>`

export const line = (d: string, stroke: string, thickness: number, more = '') =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${thickness}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`

export const at = (x: number, y: number, scale: number, ...parts: string[]) =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${parts.join('')}</g>`

/** The same piece several times; `piece` gets the number of each. */
export const repeat = (times: number, piece: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => piece(index)).join('')

export interface Figure {
  clothes: string
  /** A veil of this colour; else hair. */
  veil?: string
  peci?: boolean
}

/** Somebody seen from the front, 100 wide and 230 high, feet at the origin. */
export function figure(x: number, y: number, scale: number, { clothes, veil, peci = false }: Figure): string {
  const head = veil
    ? shape('M-42-118c-6-52 8-86 42-86s48 34 42 86c-20 20-64 20-84 0Z', veil) +
      disc(0, -158, 24, colour.skin, 27)
    : disc(0, -160, 32, colour.skin) + shape('M-34-164a34 34 0 0 1 68 0c-20-16-48-16-68 0Z', colour.hair)
  const cap = peci ? shape('M-33-170l4-30h58l4 30c-20-8-46-8-66 0Z', colour.dark) : ''
  return at(
    x,
    y,
    scale,
    disc(0, 2, 62, '#000', 9, 'opacity=".16"'),
    shape('M-46 0v-80c0-34 22-52 46-52s46 18 46 52V0Z', clothes),
    shape('M18-130c18 8 28 24 28 50V0H26Z', '#000', 'opacity=".12"'),
    head,
    cap,
  )
}

export function tree(x: number, y: number, scale: number, crown: string = colour.leaf): string {
  return at(
    x,
    y,
    scale,
    disc(0, 2, 90, '#000', 12, 'opacity=".14"'),
    line('M0 0V-150M0-70l34-40M0-96l-30-34', colour.wood, 16),
    disc(0, -230, 105, crown, 118),
    disc(-50, -200, 70, crown, 74),
    disc(38, -270, 60, '#fff', 64, 'opacity=".14"'),
  )
}

/** A plant in a pot. */
export function plant(x: number, y: number, scale: number): string {
  const leaf = (angle: number, tint: string) =>
    `<g transform="rotate(${angle})">${shape('M0 0c-26-50-20-96 0-130 20 34 26 80 0 130Z', tint)}</g>`
  return at(
    x,
    y,
    scale,
    disc(0, 0, 60, '#000', 10, 'opacity=".15"'),
    `<g transform="translate(0 -70)">${leaf(-42, colour.leaf)}${leaf(42, colour.leaf)}${leaf(-20, '#4f7f52')}${leaf(20, '#4f7f52')}${leaf(0, colour.leaf)}</g>`,
    shape('M-44-80h88l-12 80h-64Z', colour.clay),
    box(-50, -90, 100, 18, colour.brick, 'rx="4"'),
  )
}

export const lettering = (x: number, y: number, size: number, words: string, fill: string, more = '') =>
  `<text x="${x}" y="${y}" font-family="DejaVu Sans, Liberation Sans, Arial, sans-serif" font-size="${size}" font-weight="700" text-anchor="middle" fill="${fill}" ${more}>${words}</text>`
