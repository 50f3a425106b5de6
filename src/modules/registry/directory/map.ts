/**
 * Geometry of the map: a plain grid of degrees, halved at each zoom. A tile's number has the bits of its column and row
 * interleaved, so that everything inside it is one range of numbers.
 */

/** Degrees a tile is wide and high at a zoom. */
export const tileDegrees = (zoom: number): number => 360 / 2 ** zoom

/** Bits of the finest grid in each direction: squares of 38 m. */
const finest = 20

/** The number of the tile in this column and row. Numbers stay below 2^40: exact as a double. */
export function tileNumber(x: number, y: number): number {
  let number = 0
  for (let bit = 0; bit < finest; bit++) {
    number += (Math.floor(x / 2 ** bit) % 2) * 4 ** bit
    number += (Math.floor(y / 2 ** bit) % 2) * 2 * 4 ** bit
  }
  return number
}

export const columnOf = (longitude: number, zoom: number): number =>
  Math.floor((longitude + 180) / tileDegrees(zoom))
export const rowOf = (latitude: number, zoom: number): number =>
  Math.floor((90 - latitude) / tileDegrees(zoom))

/** A place in units of the finest grid, as counters keep it, in degrees. */
export const longitudeOf = (x: number): number => (x / 2 ** finest) * 360 - 180
export const latitudeOf = (y: number): number => 90 - (y / 2 ** finest) * 360

/** The part of the world that a screen shows, in degrees. */
export interface Box {
  west: number
  east: number
  north: number
  south: number
}

/** Tiles a view is wide and high: at zoom 4 all of Indonesia. */
const across = 2.2
const down = 1.4
/** Width by height of the picture of a view. */
export const viewRatio = across / down

/** What is seen around a middle. */
export function boxAround(latitude: number, longitude: number, zoom: number): Box {
  const size = tileDegrees(zoom)
  return {
    west: longitude - (size * across) / 2,
    east: longitude + (size * across) / 2,
    north: latitude + (size * down) / 2,
    south: latitude - (size * down) / 2,
  }
}

/** Numbers of the tiles that a box touches, at most twelve of them. */
export function tilesOf(box: Box, zoom: number): number[] {
  const numbers: number[] = []
  const most = 2 ** zoom - 1
  const [left, right] = [columnOf(box.west, zoom), columnOf(box.east, zoom)]
  const [top, bottom] = [rowOf(box.north, zoom), rowOf(box.south, zoom)]
  for (let x = Math.max(0, left); x <= Math.min(most, right); x++)
    for (let y = Math.max(0, top); y <= Math.min(most, bottom); y++) numbers.push(tileNumber(x, y))
  return numbers
}

/** Is a place inside the box? Tiles reach beyond it. */
export const isInside = (box: Box, latitude: number, longitude: number): boolean =>
  latitude <= box.north && latitude >= box.south && longitude >= box.west && longitude <= box.east

/** Degrees between two lines of the graticule, so that three to six cross the view. */
export function lineStep(zoom: number): number {
  const wanted = (tileDegrees(zoom) * across) / 5
  const steps = [20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001]
  return steps.find((step) => step <= wanted * 1.2) ?? 0.0005
}

/** Every multiple of `step` between two bounds. */
export function linesBetween(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step)
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, index) =>
    Number(((first + index) * step).toFixed(4)),
  )
}

/** Radius of a cluster on a picture 1000 wide: its area grows with the logarithm, so that one is still seen beside a million. */
export const radiusOf = (count: number): number =>
  count === 1 ? 9 : Math.round(15 + 6.5 * Math.log10(count))
